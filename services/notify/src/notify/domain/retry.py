"""When a delivery that failed for now is tried again, and when it is given up."""

from datetime import datetime, timedelta

FIRST = 0.25
NEIGHBOUR = 5.0
"""Seconds between two looks at a neighbour that is away: a recovered one does not wait, and 1,000 waiting notices stay
below 200 calls a second.
"""
LONGEST = 600.0
"""Seconds between two tries of one message that the channel defers."""
PATIENCE = timedelta(days=3)
TRIES = 5
WRITTEN_FROM = 30.0
"""A pause from here on is written to the log, so that a restart keeps to it and the office sees it."""


def pause_after(failures: int, longest: float = NEIGHBOUR) -> float:
    """Seconds to wait after the n-th failure in a row: doubling from a quarter of a second to `longest`."""
    return float(min(FIRST * 2 ** min(failures - 1, 20), longest)) if failures > 0 else 0.0


def given_up(queued_at: datetime, failures: int, now: datetime, patience: timedelta = PATIENCE) -> bool:
    """Whether it is enough: three days and five tries. An outage of a night gives nothing up, nor does one that the
    courier itself slept through.
    """
    return failures >= TRIES and now - queued_at >= patience
