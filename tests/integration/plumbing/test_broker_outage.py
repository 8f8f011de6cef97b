"""The broker goes away and comes back on the same data: nobody is told a lie, nothing is lost, nobody waits long."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from plumbing.event_log import EventLog
from plumbing.problems import OutcomeUnknown
from plumbing.records import Record
from plumbing.settings import ProcessSettings

from deploy.local.servers import free_port, running_kafka
from tests.integration.plumbing.topic_desk import TopicDesk

pytestmark = pytest.mark.broker
LOG = "tested-log"
SOON_SECONDS = 5.0
"""With kafka-python's own reconnect back-off of 30 s the first acknowledgement came 10.8 s after the port opened."""


class OwnBroker:
    """A broker that only this test uses, and may stop."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder, free_port()
        self._running = ExitStack()
        self.address = f"127.0.0.1:{self._port}"

    def start(self) -> None:
        self._running.enter_context(running_kafka(self._folder, self._port))

    def stop(self) -> None:
        self._running.close()


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[OwnBroker]:
    one = OwnBroker(tmp_path / "kafka")
    one.start()
    yield one
    one.stop()


async def test_an_append_without_a_broker_is_of_unknown_outcome_and_afterwards_all_is_well(broker: OwnBroker) -> None:
    desk = TopicDesk(ProcessSettings(profile="demo", kafka=broker.address))
    desk.make(LOG)
    seen: list[bytes] = []

    def fold(record: Record) -> int:
        seen.append(record.value)
        return len(seen)

    log: EventLog[int] = EventLog(desk.settings, LOG, fold, "tested")
    await log.start()
    await log.append("k", b"before")

    broker.stop()
    with pytest.raises(OutcomeUnknown) as caught:
        await log.append("k", b"during")
    assert (caught.value.status, caught.value.code) == (503, "outcome-unknown")
    assert caught.value.headers["Retry-After"]

    broker.start()
    back = time.monotonic()
    answer = await log.append("k", b"after")
    waited = time.monotonic() - back
    await log.close()

    assert waited < SOON_SECONDS
    assert answer.verdict == len(seen)
    assert seen == desk.values(LOG)
    assert seen.count(b"before") == seen.count(b"after") == 1
    assert seen.count(b"during") <= 1
