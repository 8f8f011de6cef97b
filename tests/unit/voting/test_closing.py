"""The end of a contest: who decides that it is there, and that it is the same for everybody from the first mark on."""

from datetime import UTC, datetime, timedelta
from typing import cast

import pytest
from contracts import ContestOpened, Event
from contracts.contest import Candidate
from plumbing.clock import FixedClock
from plumbing.problems import Problem
from plumbing.records import Outgoing, Position, Record
from voting.domain.sheet import CastVote, Sheet
from voting.handlers.accept import Acceptor
from voting.handlers.closing import Closer
from voting.handlers.ledger import Ledger
from voting.handlers.sheet_desk import SheetDesk
from voting.handlers.sheets import VOTES_TOPIC, close_mark, encode
from voting.handlers.terms import RESULT_TOPIC, TERMS_TOPIC

OPENS = datetime(2026, 6, 10, tzinfo=UTC)
CLOSES = OPENS + timedelta(hours=1)
PARTITIONS = 4


class Log:
    """The three topics as the broker has them; what a process has folded of them lags behind until `deliver`."""

    def __init__(self) -> None:
        self.ledger = Ledger(PARTITIONS)
        self.written: list[Record] = []
        self._delivered = 0
        self.lost: set[int] = set()

    async def publish(self, outgoing: Outgoing) -> None:
        partition = outgoing.partition or 0
        if partition in self.lost and outgoing.topic == VOTES_TOPIC:
            raise TimeoutError
        offset = self.end(outgoing.topic, partition)
        self.written.append(Record(outgoing.topic, Position(partition, offset), outgoing.key, outgoing.value, 0))

    async def terms(self, revision: int, closes_at: datetime) -> None:
        data = ContestOpened(
            campaign_id="c", contest_id="k", revision=revision, title="示例投票", opens_at=OPENS, closes_at=closes_at,
            choices_min=1, choices_max=1, entries=(Candidate(entry_id="e1", phrase="示例作品"),),
        )  # fmt: skip
        event = Event[ContestOpened].of(data, id=f"k-{revision}", time=OPENS)
        await self.publish(Outgoing(TERMS_TOPIC, "c", event.to_bytes()))

    def end(self, topic: str, partition: int = 0) -> int:
        return sum(one.topic == topic and one.position.partition == partition for one in self.written)

    async def terms_end(self) -> int | None:
        return self.end(TERMS_TOPIC)

    def deliver(self) -> None:
        for record in self.written[self._delivered :]:
            self.ledger.fold(record)
        self._delivered = len(self.written)

    def marks(self) -> int:
        return sum(self.ledger.marked("k", number) for number in range(PARTITIONS))


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(CLOSES - timedelta(minutes=1))


@pytest.fixture
def closer(log: Log, clock: FixedClock) -> Closer:
    return Closer(log.ledger, log.publish, clock, log.terms_end)


async def look(log: Log, closer: Closer) -> int:
    """One look, and everything delivered; the marks that are on the log then."""
    await closer.look()
    log.deliver()
    return log.marks()


async def test_a_contest_ends_when_its_time_is_over_and_not_before(log: Log, clock: FixedClock, closer: Closer) -> None:
    await log.terms(1, CLOSES)
    log.deliver()
    before = await look(log, closer)
    clock.advance(timedelta(minutes=1))
    assert (before, await look(log, closer)) == (0, PARTITIONS)
    await look(log, closer)
    assert log.ledger.results["k"].counted == 0


async def test_an_end_moved_to_now_is_an_end_at_once(log: Log, clock: FixedClock, closer: Closer) -> None:
    await log.terms(1, CLOSES)
    await log.terms(2, clock.now())
    log.deliver()
    assert await look(log, closer) == PARTITIONS


async def test_an_extension_that_is_on_the_topic_but_not_read_yet_holds_the_marks_back(
    log: Log, clock: FixedClock, closer: Closer
) -> None:
    await log.terms(1, CLOSES)
    log.deliver()
    await log.terms(2, CLOSES + timedelta(hours=1))
    clock.advance(timedelta(minutes=1))
    await closer.look()
    assert log.end(VOTES_TOPIC) == 0
    log.deliver()
    assert await look(log, closer) == 0
    clock.advance(timedelta(hours=1))
    assert await look(log, closer) == PARTITIONS


async def test_an_extension_that_arrives_while_the_broker_is_asked_is_seen(log: Log, clock: FixedClock) -> None:
    async def slow_end() -> int:
        await log.terms(2, CLOSES + timedelta(hours=1))
        log.deliver()
        return log.end(TERMS_TOPIC)

    await log.terms(1, CLOSES)
    log.deliver()
    clock.advance(timedelta(minutes=1))
    assert await look(log, Closer(log.ledger, log.publish, clock, slow_end)) == 0


async def test_a_broker_that_cannot_be_asked_ends_nothing(log: Log, clock: FixedClock) -> None:
    async def unknown() -> None:
        return None

    await log.terms(1, CLOSES)
    log.deliver()
    clock.advance(timedelta(minutes=1))
    assert await look(log, Closer(log.ledger, log.publish, clock, unknown)) == 0


async def test_once_a_mark_is_on_the_log_the_contest_ends_everywhere_whatever_comes(
    log: Log, clock: FixedClock, closer: Closer
) -> None:
    await log.terms(1, CLOSES)
    log.deliver()
    clock.advance(timedelta(minutes=1))
    log.lost = {1, 2, 3}
    with pytest.raises(TimeoutError):
        await closer.look()
    await log.terms(2, CLOSES + timedelta(hours=1))
    log.deliver()
    assert (log.marks(), log.ledger.phase(log.ledger.terms("k"), clock.now())) == (1, "closed")
    await refused_everywhere(log, clock)
    log.lost = set()
    replaced = Closer(log.ledger, log.publish, clock, log.terms_end)
    assert await look(log, replaced) == PARTITIONS
    await look(log, replaced)
    assert (log.end(RESULT_TOPIC), log.ledger.phase(log.ledger.terms("k"), clock.now())) == (1, "certified")


async def refused_everywhere(log: Log, clock: FixedClock) -> None:
    """No voter is taken on any partition while others are refused: a vote that was would find no desk."""
    acceptor = Acceptor(log.ledger, cast("SheetDesk", None), clock)
    for voter in range(20):
        with pytest.raises(Problem, match="contest-closed"):
            await acceptor.cast("k", f"{voter:032x}", ["e1"])


async def test_votes_before_the_mark_count_and_votes_behind_it_do_not(
    log: Log, clock: FixedClock, closer: Closer
) -> None:
    await log.terms(1, CLOSES)
    await log.publish(sheet("v1", 0))
    log.deliver()
    clock.advance(timedelta(minutes=1))
    await look(log, closer)
    await log.publish(sheet("v2", 0))
    await look(log, closer)
    result = log.ledger.results["k"]
    assert (result.counted, [part.close_offset for part in result.partitions]) == (1, [1, 0, 0, 0])


async def test_the_contest_is_closed_at_the_latest_mark_whatever_its_digits(log: Log, closer: Closer) -> None:
    await log.terms(1, CLOSES)
    for number, at in enumerate([CLOSES, CLOSES + timedelta(milliseconds=500), CLOSES, CLOSES]):
        await log.publish(Outgoing(VOTES_TOPIC, "k", encode(close_mark("k", number, at)), number))
    log.deliver()
    await look(log, closer)
    assert log.ledger.results["k"].closed_at == CLOSES + timedelta(milliseconds=500)


def sheet(vote_id: str, partition: int) -> Outgoing:
    votes = (CastVote(vote_id, "r", ("e1",)),)
    return Outgoing(VOTES_TOPIC, "k", encode(Sheet.of("k", vote_id, "2026-06-10T00:30:00Z", votes)), partition)
