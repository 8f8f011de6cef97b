"""A delayed board: never a vote younger than the delay, and the same past for every process that folds the log."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from plumbing.clock import FixedClock
from plumbing.records import Position, Record
from voting.domain.embargo import Shown
from voting.domain.past import accepted_by
from voting.domain.sheet import CastVote, Sheet
from voting.handlers.board import Board
from voting.handlers.ledger import Ledger
from voting.handlers.pictures import Picture, picture_of
from voting.handlers.sheets import VOTES_TOPIC, encode, instant
from voting.handlers.witness import Witness

from tests.unit.voting.test_rules import terms

NOON = datetime(2026, 6, 10, 12, tzinfo=UTC)
DELAY = timedelta(seconds=240)
STEP = timedelta(seconds=2)
TERMS = terms(embargo="delayed", opens_at=NOON, closes_at=NOON + timedelta(days=1))
PARTITIONS = 2


def seconds(most: int) -> st.SearchStrategy[timedelta]:
    return st.integers(0, most * 4).map(lambda quarters: timedelta(seconds=quarters / 4))


@dataclass
class Gallery:
    """The pictures that a tally has saved; emptied by FLUSHALL."""

    pictures: list[Picture] = field(default_factory=list)

    async def save(self, picture: Picture) -> bool:
        raise AssertionError(picture)

    async def all(self) -> list[Picture]:
        return self.pictures


@dataclass
class Log:
    """Sheets of one vote each: when each was accepted and for which contest, by partition."""

    accepted: list[list[tuple[datetime, str]]] = field(default_factory=lambda: [[] for _ in range(PARTITIONS)])
    records: list[Record] = field(default_factory=list)

    def append(self, partition: int, accepted_at: datetime, contest: str = "k") -> Record:
        offset = len(self.accepted[partition])
        vote = CastVote(f"v{partition}-{offset}", "r", (f"e{offset % 3}",))
        sheet = Sheet.of(contest, f"s{offset}", instant(accepted_at), [vote])
        self.accepted[partition].append((accepted_at, contest))
        self.records.append(Record(VOTES_TOPIC, Position(partition, offset), "", encode(sheet), 0))
        return self.records[-1]

    def by(self, moment: datetime) -> list[list[str]]:
        """Of each partition whatever lies before the first vote that was accepted after `moment`: their contests."""
        ends = [next((n for n, (at, _) in enumerate(one) if at > moment), len(one)) for one in self.accepted]
        return [[name for _, name in one[:end]] for one, end in zip(self.accepted, ends, strict=True)]


class Process:
    """An HTTP process as it starts: nothing is known but the log, and what the gallery holds."""

    def __init__(self, clock: FixedClock, log: Log, gallery: Gallery) -> None:
        self.clock, self.gallery, self.ledger = clock, gallery, Ledger(PARTITIONS)
        self.board = Board(gallery, self.ledger, clock, DELAY, Witness(self.ledger.tallies, lambda _: None))
        for record in log.records:
            self.ledger.fold(record)

    def tally(self) -> None:
        """A tally has counted all that this process has folded, and saved its pictures."""
        now = self.clock.now()
        self.gallery.pictures = [picture_of(one, now, now) for one in self.ledger.tallies]

    async def shown(self) -> Shown:
        await self.board.look()
        seen = self.board.shown(TERMS)
        assert seen is not None
        return seen


Happening = tuple[timedelta, int, str, timedelta, bool]
"""How much later a vote is folded, its partition and contest, how long it lay, and whether the process starts."""
PLACES = st.integers(0, PARTITIONS - 1)
HAPPENINGS = st.lists(
    st.tuples(st.one_of(seconds(3), seconds(70)), PLACES, st.sampled_from(["k", "k", "j"]), seconds(12), st.booleans()),
    max_size=40,
)


def in_order(seen: Shown, now: datetime, log: Log) -> None:
    """The board shows what the log held a delay ago."""
    assert seen.as_of is not None
    assert DELAY <= now - seen.as_of < DELAY + STEP
    owed = log.by(seen.as_of)
    assert seen.covers == tuple(len(part) - 1 for part in owed)
    assert seen.counted == sum(part.count("k") for part in owed)
    assert seen.counted == sum(place.votes or 0 for place in seen.places)


@given(HAPPENINGS)
async def test_what_is_shown_is_the_log_of_a_delay_ago_and_a_start_changes_nothing(found: Sequence[Happening]) -> None:
    clock, log, gallery = FixedClock(NOON), Log(), Gallery()
    process = Process(clock, log, gallery)
    for later, partition, contest, lay, starts in found:
        clock.advance(later)
        process.ledger.fold(log.append(partition, clock.now() - lay, contest))
        process.tally()
        if starts:
            process = Process(clock, log, gallery)
        seen = await process.shown()
        in_order(seen, clock.now(), log)
        assert seen == await Process(clock, log, gallery).shown()
    for _ in range(DELAY // STEP + 1):
        clock.advance(STEP)
        process.tally()
        in_order(await process.shown(), clock.now(), log)


async def test_a_board_whose_tally_stands_still_goes_on_to_where_the_count_was_complete_and_stays_there() -> None:
    clock, log, gallery = FixedClock(NOON), Log(), Gallery()
    process = Process(clock, log, gallery)
    for _ in range(10):
        process.ledger.fold(log.append(0, clock.now()))
        clock.advance(STEP)
    process.tally()
    for _ in range(1000):
        process.ledger.fold(log.append(0, clock.now()))
        seen = await process.shown()
        clock.advance(STEP)
    assert (seen.counted, seen.as_of) == (11, NOON + 10 * STEP), "the eleventh vote fell on that very moment"
    fresh = await Process(clock, log, gallery).shown()
    assert (fresh.counted, fresh.as_of) == (None, None), "so far back the past is not known: rather nothing"


async def test_a_fold_that_is_behind_the_pictures_calls_no_count_complete() -> None:
    clock, log, gallery = FixedClock(NOON), Log(), Gallery()
    ahead, behind = Process(clock, log, gallery), Process(clock, Log(), gallery)
    record = log.append(0, clock.now())
    ahead.ledger.fold(record)
    clock.advance(2 * DELAY)
    ahead.tally()
    assert ((await ahead.shown()).counted, (await behind.shown()).counted) == (1, None)
    behind.ledger.fold(record)
    assert (await behind.shown()).counted == 1


async def test_a_clock_that_is_set_back_shows_nothing_rather_than_something_young() -> None:
    clock, log, gallery = FixedClock(NOON), Log(), Gallery()
    process = Process(clock, log, gallery)
    process.ledger.fold(log.append(0, clock.now()))
    clock.advance(2 * DELAY)
    process.tally()
    assert (await process.shown()).counted == 1
    clock.advance(-2 * DELAY)
    assert (await process.shown()).counted == 0


async def test_a_sheet_from_the_future_is_young_when_it_is_folded_and_holds_the_board_up_for_a_delay_at_most() -> None:
    clock, log, gallery = FixedClock(NOON), Log(), Gallery()
    process = Process(clock, log, gallery)
    process.ledger.fold(log.append(0, NOON + timedelta(days=400)))
    process.ledger.fold(log.append(0, NOON))
    shown = []
    for _ in range(2):
        process.tally()
        shown.append((await process.shown()).counted)
        clock.advance(DELAY)
    process.tally()
    assert [*shown, (await process.shown()).counted] == [0, 2, 2]


def test_what_is_no_moment_is_as_young_as_can_be() -> None:
    said = ["2026-06-10T11:59:59Z", "2026-06-10T12:00:01Z", "2026-06-10T11:59:59", "noon", ""]
    assert [NOON - accepted_by(text, NOON) for text in said] == [timedelta(seconds=1), *[timedelta()] * 4]
