"""When a delivery that failed for now is tried again."""

FIRST = 0.25
LONGEST = 5.0
"""Seconds. Five keep a recovered neighbour from waiting, and 1,000 waiting notices below 200 calls a second."""


def pause_after(failures: int) -> float:
    """Seconds to wait after the n-th failure in a row: doubling from a quarter of a second to five."""
    return float(min(FIRST * 2 ** min(failures - 1, 10), LONGEST)) if failures > 0 else 0.0
