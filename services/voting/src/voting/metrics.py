"""Figures of voting, under zhengji_voting_."""

from prometheus_client import Counter, Gauge, Histogram

ACCEPTED = Counter("zhengji_voting_accepted_votes_total", "Votes on sheets that the broker has acknowledged.")
SHEET_SIZE = Histogram(
    "zhengji_voting_sheet_votes", "Votes on a sheet.", buckets=(1, 2, 5, 10, 20, 50, 100, 200, 350, 500)
)
QUEUE_DEPTH = Gauge("zhengji_voting_queue_votes", "Votes taken and not yet acknowledged by the broker.")
UNKNOWN = Counter("zhengji_voting_unknown_sheets_total", "Sheets whose outcome was not known in time.")
APPLIED = Gauge("zhengji_voting_tally_applied_offset", "Offset up to which the tally has counted.", ["partition"])
TALLY_LAG = Gauge("zhengji_voting_tally_lag_records", "Records on the log and not yet counted.", ["partition"])
TALLY_STALE = Gauge(
    "zhengji_voting_tally_age_seconds", "Time since the partition's count was known to be complete.", ["partition"]
)
PICTURE_AGE = Gauge("zhengji_voting_picture_age_seconds", "Age of the partition's newest picture.", ["partition"])
COUNTED = Gauge("zhengji_voting_counted_votes", "Votes counted, as the tally stands.", ["partition"])
REFUSED = Gauge("zhengji_voting_refused_votes", "Votes refused, as the tally stands.", ["partition", "reason"])
GAPS = Counter("zhengji_voting_gaps_filled_total", "Times that records were fetched from the log.", ["cause"])


class AcceptWatch:
    """Tells the figures what the accept path does."""

    def accepted(self, votes: int) -> None:
        """A sheet with so many votes is on the log."""
        ACCEPTED.inc(votes)
        SHEET_SIZE.observe(votes)

    def waiting(self, votes: int) -> None:
        """So many votes are taken and not acknowledged."""
        QUEUE_DEPTH.set(votes)
