"""Moments that people send us."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime

EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def in_our_time(moment: datetime) -> datetime:
    """The moment in UTC. ValueError for one that no calendar of a campaign reaches.

    In the first and the last hours of the calendar a change of zone raises OverflowError: such a moment on a log would
    stop whoever folds it.
    """
    if not EARLIEST <= moment < LATEST:
        raise ValueError("a moment between the years 2000 and 2200")
    return moment.astimezone(UTC)


Moment = Annotated[AwareDatetime, AfterValidator(in_our_time)]
"""A moment of a request, with its offset from UTC; kept in UTC."""
