"""The event log on the real Kafka: the verdict is the fold of exactly this record, and the log gives all of it back."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from plumbing.event_log import EventLog
from plumbing.problems import OutcomeUnknown
from plumbing.records import Position, Record
from plumbing.settings import ProcessSettings

from tests.integration.plumbing.topic_desk import TopicDesk

pytestmark = pytest.mark.broker
LOG = "tested-log"


class FirstWins:
    """A fold with a rule: the first record of a value wins, a later one is told whose it was."""

    def __init__(self) -> None:
        self.winners: dict[bytes, Position] = {}

    def __call__(self, record: Record) -> Position:
        return self.winners.setdefault(record.value, record.position)


@asynccontextmanager
async def running(settings: ProcessSettings, fold: Callable[[Record], Position]) -> AsyncIterator[EventLog[Position]]:
    log: EventLog[Position] = EventLog(settings, LOG, fold, "tested")
    try:
        await log.start()
        yield log
    finally:
        await log.close()


async def test_an_append_returns_the_verdict_on_its_own_record(desk: TopicDesk) -> None:
    desk.make(LOG)
    async with running(desk.settings, FirstWins()) as log:
        first = await log.append("k", b"slogan")
        second = await log.append("k", b"slogan")

    assert (first.position, first.verdict) == (Position(0, 0), Position(0, 0))
    assert (second.position, second.verdict) == (Position(0, 1), Position(0, 0))


async def test_of_many_at_once_each_gets_its_own_verdict_and_one_wins(desk: TopicDesk) -> None:
    """Also where the fold comes before the acknowledgement."""
    desk.make(LOG)
    async with running(desk.settings, FirstWins()) as log:
        same = [log.append("k", b"same") for _ in range(100)]
        other = [log.append("k", f"other {number}".encode()) for number in range(100)]
        answers = await asyncio.gather(*same, *other)

    assert {one.position.offset for one in answers} == set(range(200))
    assert {one.verdict for one in answers[:100]} == {min(one.position for one in answers[:100])}
    assert all(one.verdict == one.position for one in answers[100:])


async def test_waiting_for_a_position_returns_when_it_is_folded_here(desk: TopicDesk) -> None:
    """What another process wrote is seen by whoever knows where it stands."""
    desk.make(LOG)
    fold = FirstWins()
    async with running(desk.settings, fold) as log:
        (position,) = await asyncio.to_thread(desk.write, LOG, [b"from elsewhere"])
        await asyncio.wait_for(log.wait_for(position), 10)
        assert fold.winners == {b"from elsewhere": position}
        await asyncio.wait_for(log.wait_for(position), 1)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(log.wait_for(Position(0, 7)), 0.5)


async def test_a_new_process_folds_the_same_state_before_it_is_ready(desk: TopicDesk) -> None:
    desk.make(LOG)
    before, after = FirstWins(), FirstWins()
    async with running(desk.settings, before) as log:
        await asyncio.gather(*(log.append("k", f"{number % 700}".encode()) for number in range(1_200)))

    async with running(desk.settings, after) as log:
        assert log.ready
        assert log.lag == 0
        assert after.winners == before.winners

    assert len(after.winners) == 700


async def test_an_append_whose_fold_fails_is_of_unknown_outcome_at_once(desk: TopicDesk) -> None:
    """The record is on the log, and nobody here can say what it means: not 12 seconds later either."""
    desk.make(LOG)

    def fold(record: Record) -> Position:
        raise ValueError(record.value)

    async with running(desk.settings, fold) as log:
        with pytest.raises(OutcomeUnknown):
            await asyncio.wait_for(log.append("k", b"poison"), 5)
        with pytest.raises(OutcomeUnknown):
            await asyncio.wait_for(log.append("k", b"later"), 5)

    assert desk.values(LOG)[0] == b"poison"
