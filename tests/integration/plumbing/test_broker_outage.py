"""The broker goes away and comes back on the same data: nobody is told a lie, nothing is lost, nobody waits long."""

import itertools
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack, suppress
from pathlib import Path

import pytest
from plumbing.event_log import Appended, EventLog
from plumbing.problems import OutcomeUnknown
from plumbing.records import Record
from plumbing.settings import ProcessSettings

from deploy.local.servers import free_port, running_kafka
from tests.integration.plumbing.topic_desk import TopicDesk

pytestmark = pytest.mark.broker
LOG = "tested-log"
SOON_SECONDS, GIVEN_UP_SECONDS = 5.0, 60.0
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


async def taken(log: EventLog[int], deadline: float) -> tuple[bytes, Appended[int]]:
    """What was accepted in the end, and its answer: a caller repeats what he is told is of unknown outcome.

    The first try may still meet the producer that failed during the outage (plumbing.lasting_producer).
    """
    for number in itertools.count():
        value = f"after, try {number}".encode()
        with suppress(OutcomeUnknown):
            return value, await log.append("k", value)
        assert time.monotonic() < deadline
    raise AssertionError


async def test_an_append_without_a_broker_is_of_unknown_outcome_and_afterwards_all_is_well(broker: OwnBroker) -> None:
    desk = TopicDesk(ProcessSettings(profile="demo", kafka=broker.address))
    desk.make(LOG)
    seen: list[bytes] = []

    def fold(record: Record) -> int:
        seen.append(record.value)
        return len(seen)

    log: EventLog[int] = EventLog(desk.settings, LOG, fold, "tested")
    async with AsyncExitStack() as opened:
        await log.start()
        opened.push_async_callback(log.close)
        await log.append("k", b"before")

        broker.stop()
        with pytest.raises(OutcomeUnknown) as caught:
            await log.append("k", b"during")
        assert (caught.value.status, caught.value.code) == (503, "outcome-unknown")
        assert caught.value.headers["Retry-After"]

        broker.start()
        back = time.monotonic()
        accepted, answer = await taken(log, back + GIVEN_UP_SECONDS)
        waited = time.monotonic() - back

    assert waited < SOON_SECONDS
    assert answer.verdict == len(seen)
    assert seen == desk.values(LOG)
    assert seen.count(b"before") == seen.count(accepted) == 1
    assert seen.count(b"during") <= 1
