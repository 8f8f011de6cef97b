"""Figures of voting, under zhengji_voting_."""

from collections.abc import Callable, Iterable
from datetime import datetime

from plumbing.clock import Clock
from prometheus_client import Counter, Gauge, Histogram

from voting.domain.tally import DUPLICATE, LATE, ContestCount
from voting.handlers.board import Board
from voting.handlers.counting import Counter as Counting
from voting.handlers.sheet_desk import SheetDesk

ACCEPTED = Counter("zhengji_voting_accepted_votes_total", "Votes on sheets that the broker has acknowledged.")
SHEET_SIZE = Histogram(
    "zhengji_voting_sheet_votes", "Votes on a sheet.", buckets=(1, 2, 5, 10, 20, 50, 100, 200, 350, 500)
)
QUEUE_DEPTH = Gauge("zhengji_voting_queue_votes", "Votes taken and not yet acknowledged by the broker.")
UNKNOWN = Counter("zhengji_voting_unknown_sheets_total", "Sheets whose outcome was not known in time.")
APPLIED = Gauge("zhengji_voting_tally_applied_offset", "Offset up to which the tally has counted.", ["partition"])
TALLY_LAG = Gauge("zhengji_voting_tally_lag_records", "Records on the log and not yet counted.", ["partition"])
TALLY_AGE = Gauge(
    "zhengji_voting_tally_age_seconds",
    "Time since the partition's count was known to be complete; since the start of the process if it never was.",
    ["partition"],
)
PICTURE_AGE = Gauge(
    "zhengji_voting_picture_age_seconds",
    "Age of the partition's newest picture; since the start of the process if there was none.",
    ["partition"],
)
COUNTED = Gauge("zhengji_voting_counted_votes", "Votes counted, as the tally stands.", ["partition"])
REFUSED = Gauge("zhengji_voting_refused_votes", "Votes refused, as the tally stands.", ["partition", "reason"])
DISAGREEMENTS = Counter(
    "zhengji_voting_chain_disagreements",
    "Pictures of a partition whose chain head or counts differ from this process's own fold at the same offset.",
    ["partition"],
)
CHECKPOINTS = Counter(
    "zhengji_voting_checkpoints", "Checkpoints of the tally by what became of them: used, refused, saved.", ["outcome"]
)
GAPS = Gauge("zhengji_voting_gaps_filled", "Times since the start that records were fetched from the log.")


def accepted(votes: int) -> None:
    """A sheet with so many votes is on the log."""
    ACCEPTED.inc(votes)
    SHEET_SIZE.observe(votes)


def watch_desk(desk: SheetDesk) -> None:
    """From now on every scrape sees how many votes wait. Worked out at the scrape: nothing is set for each vote."""
    QUEUE_DEPTH.set_function(lambda: desk.waiting)


def checkpoint(outcome: str) -> None:
    """A checkpoint was used, refused or saved."""
    CHECKPOINTS.labels(outcome).inc()


def disagreed(partition: int) -> None:
    """Two counts of a partition do not agree."""
    DISAGREEMENTS.labels(str(partition)).inc()


def watch_tallies(counter: Counting, clock: Clock) -> None:
    """From now on every scrape sees where each partition's count stands at that moment.

    Worked out at the scrape: a figure set after each look would stand still, and look young, while the looks fail.
    """
    GAPS.set_function(lambda: counter.gaps)
    for number in range(len(counter.tallies)):
        DISAGREEMENTS.labels(str(number))
        _watch_tally(counter, number, clock)


def _watch_tally(counter: Counting, number: int, clock: Clock) -> None:
    name, since = str(number), clock.now()

    def contests() -> Iterable[ContestCount]:
        return counter.tallies[number].contests.values()

    def refused(reason: str) -> Callable[[], float]:
        return lambda: sum(one.refused.get(reason, 0) for one in contests())

    APPLIED.labels(name).set_function(lambda: counter.tallies[number].applied)
    TALLY_LAG.labels(name).set_function(lambda: counter.lag(number))
    TALLY_AGE.labels(name).set_function(lambda: _age(counter.complete_at(number) or since, clock))
    COUNTED.labels(name).set_function(lambda: sum(one.counted for one in contests()))
    for reason in (DUPLICATE, LATE):
        REFUSED.labels(name, reason).set_function(refused(reason))


def watch_pictures(board: Board, partitions: int, clock: Clock) -> None:
    """From now on every scrape sees how old the pictures are that the board is made of."""
    for number in range(partitions):
        DISAGREEMENTS.labels(str(number))
        _watch_picture(board, number, clock)


def _watch_picture(board: Board, partition: int, clock: Clock) -> None:
    since = clock.now()

    def age() -> float:
        picture = board.picture(partition)
        return _age(picture.taken_at if picture else since, clock)

    PICTURE_AGE.labels(str(partition)).set_function(age)


def _age(moment: datetime, clock: Clock) -> float:
    return max(0.0, (clock.now() - moment).total_seconds())
