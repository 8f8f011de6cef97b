"""The terms of the contests: the highest revision holds."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Literal

Embargo = Literal["live", "delayed", "ranks", "hidden"]
SHANGHAI = timezone(timedelta(hours=8))
"""No summer time since 1991: a fixed offset needs no table of zones."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may be voted for."""

    entry_id: str
    phrase: str
    explanation: str
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TermsChange:
    """What a revision changed, as everyone is told of it; None did not change."""

    revision: int
    at: datetime
    closes_at: datetime | None = None
    closes_at_was: datetime | None = None
    embargo: Embargo | None = None
    withdrawn: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for a contest. Of `entries`, `names` may be voted for and `gone` were withdrawn."""

    campaign_id: str
    contest_id: str
    revision: int
    title: str
    opens_at: datetime
    closes_at: datetime
    choices_min: int
    choices_max: int
    period: Literal["contest", "day"]
    embargo: Embargo
    entries: tuple[Candidate, ...]
    changes: tuple[TermsChange, ...] = ()
    names: frozenset[str] = field(init=False, compare=False, repr=False)
    """Entry ids, at hand for every vote."""
    gone: frozenset[str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        gone = frozenset(one.entry_id for one in self.entries if one.withdrawn_at is not None)
        object.__setattr__(self, "gone", gone)
        object.__setattr__(self, "names", frozenset(one.entry_id for one in self.entries) - gone)

    def phase(self, now: datetime) -> Literal["soon", "open", "closed"]:
        """Where the contest stands by the clock. What counts is decided by the close marks."""
        if now < self.opens_at:
            return "soon"
        return "open" if now < self.closes_at else "closed"

    def period_key(self, now: datetime) -> str:
        """Names the period in which a voter votes once: the contest, or the day in Shanghai."""
        return "contest" if self.period == "contest" else now.astimezone(SHANGHAI).date().isoformat()


class Contests:
    """Every contest by its highest revision."""

    def __init__(self) -> None:
        self._terms: dict[str, Terms] = {}

    def learn(self, terms: Terms) -> None:
        """Keeps the terms unless newer ones are known."""
        known = self._terms.get(terms.contest_id)
        if known is None or known.revision < terms.revision:
            self._terms[terms.contest_id] = terms

    def find(self, contest_id: str) -> Terms | None:
        """The terms in force."""
        return self._terms.get(contest_id)

    def all(self) -> list[Terms]:
        """Every contest, the one that closes last first."""
        return sorted(self._terms.values(), key=lambda one: one.closes_at, reverse=True)
