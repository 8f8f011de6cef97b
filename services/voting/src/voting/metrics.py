"""Figures of voting, under zhengji_voting_."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from prometheus_client import Counter, Gauge, Histogram

from voting.domain.tally import DUPLICATE, LATE
from voting.handlers.counting import Counter as Counting
from voting.handlers.pictures import Picture

ACCEPTED = Counter("zhengji_voting_accepted_votes_total", "Votes on sheets that the broker has acknowledged.")
SHEET_SIZE = Histogram(
    "zhengji_voting_sheet_votes", "Votes on a sheet.", buckets=(1, 2, 5, 10, 20, 50, 100, 200, 350, 500)
)
QUEUE_DEPTH = Gauge("zhengji_voting_queue_votes", "Votes taken and not yet acknowledged by the broker.")
UNKNOWN = Counter("zhengji_voting_unknown_sheets_total", "Sheets whose outcome was not known in time.")
APPLIED = Gauge("zhengji_voting_tally_applied_offset", "Offset up to which the tally has counted.", ["partition"])
TALLY_LAG = Gauge("zhengji_voting_tally_lag_records", "Records on the log and not yet counted.", ["partition"])
TALLY_AGE = Gauge(
    "zhengji_voting_tally_age_seconds", "Time since the partition's count was known to be complete.", ["partition"]
)
PICTURE_AGE = Gauge("zhengji_voting_picture_age_seconds", "Age of the partition's newest picture.", ["partition"])
COUNTED = Gauge("zhengji_voting_counted_votes", "Votes counted, as the tally stands.", ["partition"])
REFUSED = Gauge("zhengji_voting_refused_votes", "Votes refused, as the tally stands.", ["partition", "reason"])
GAPS = Gauge("zhengji_voting_gaps_filled", "Times since the start that records were fetched from the log.")


class AcceptWatch:
    """Tells the figures what the accept path does."""

    def accepted(self, votes: int) -> None:
        """A sheet with so many votes is on the log."""
        ACCEPTED.inc(votes)
        SHEET_SIZE.observe(votes)

    def waiting(self, votes: int) -> None:
        """So many votes are taken and not acknowledged."""
        QUEUE_DEPTH.set(votes)


def show_tallies(counter: Counting, lag: Mapping[int, int], now: datetime) -> None:
    """Shows where each partition's count stands."""
    GAPS.set(counter.gaps)
    for tally in counter.tallies:
        name = str(tally.partition)
        APPLIED.labels(name).set(tally.applied)
        TALLY_LAG.labels(name).set(lag.get(tally.partition, 0))
        complete_at = counter.complete_at(tally.partition)
        if complete_at is not None:
            TALLY_AGE.labels(name).set(max(0.0, (now - complete_at).total_seconds()))
        COUNTED.labels(name).set(sum(one.counted for one in tally.contests.values()))
        for reason in (DUPLICATE, LATE):
            REFUSED.labels(name, reason).set(sum(one.refused.get(reason, 0) for one in tally.contests.values()))


def show_pictures(pictures: Sequence[Picture], now: datetime) -> None:
    """Shows how old the pictures are that the board is made of."""
    for picture in pictures:
        PICTURE_AGE.labels(str(picture.partition)).set(max(0.0, (now - picture.taken_at).total_seconds()))
