"""A record that the fold cannot take: the follower stands still before the next one, and says so everywhere."""

import asyncio
from collections.abc import AsyncIterator

import httpx2
import pytest
from plumbing.event_log import Follower
from plumbing.following import LogHaltedError
from plumbing.http import build_app
from plumbing.records import Record

from tests.integration.plumbing.topic_desk import TopicDesk, until

pytestmark = pytest.mark.broker
LOG = "followed-log"


class Reader:
    """A follower with its probes, as a service has them."""

    def __init__(self, desk: TopicDesk) -> None:
        self.seen: list[bytes] = []
        self.follower: Follower[None] = Follower(desk.settings, [LOG], self._fold, "followed")
        app = build_app(
            title="followed", settings=desk.settings, lifespan=None, checks={"log": lambda: self.follower.ready}
        )
        self.client = httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="http://followed.test")

    def _fold(self, record: Record) -> None:
        if record.value == b"poison":
            raise ValueError("cannot take it")
        self.seen.append(record.value)

    async def readiness(self) -> int:
        return (await self.client.get("/readyz")).status_code

    async def halted(self) -> str:
        """What the gauge says of the log."""
        lines = (await self.client.get("/metrics")).text.splitlines()
        return next(line for line in lines if line.startswith(f'zhengji_log_halted{{topic="{LOG}"}}')).split()[-1]


@pytest.fixture
async def reader(desk: TopicDesk) -> AsyncIterator[Reader]:
    desk.make(LOG)
    one = Reader(desk)
    yield one
    await one.follower.close()
    await one.client.aclose()


async def test_a_poisoned_record_halts_the_fold_before_the_next_one(desk: TopicDesk, reader: Reader) -> None:
    await asyncio.to_thread(desk.write, LOG, [b"one"])
    await reader.follower.start()
    assert (await reader.readiness(), await reader.halted()) == (200, "0.0")

    await asyncio.to_thread(desk.write, LOG, [b"two", b"poison", b"three"])
    await asyncio.to_thread(until, lambda: reader.follower.ready, lambda ready: not ready)
    assert await reader.readiness() == 503
    await asyncio.to_thread(desk.write, LOG, [b"four"])

    assert await reader.halted() == "1.0"
    assert reader.seen == [b"one", b"two"]
    assert not reader.follower.ready


async def test_a_start_on_a_poisoned_log_fails_and_names_the_place(desk: TopicDesk, reader: Reader) -> None:
    await asyncio.to_thread(desk.write, LOG, [b"one", b"poison", b"three"])

    with pytest.raises(LogHaltedError, match=rf"{LOG}\[0\]@1$"):
        await reader.follower.start()

    assert reader.seen == [b"one"]
    assert (await reader.readiness(), await reader.halted()) == (503, "1.0")
