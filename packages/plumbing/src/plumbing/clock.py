"""The time as an argument. This is the only module that reads it."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Something that knows the time."""

    def now(self) -> datetime:
        """This moment, in UTC, with its zone."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """This moment, in UTC, with its zone."""
        return datetime.now(UTC)


class FixedClock:
    """A clock that moves only when it is told to."""

    def __init__(self, at: datetime) -> None:
        if at.tzinfo is None:
            raise ValueError("a clock needs a moment with a zone")
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        """The moment it stands at."""
        return self._at

    def advance(self, by: timedelta) -> None:
        """Move it forward."""
        self._at += by
