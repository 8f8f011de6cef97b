"""The terms of the public vote on the twenty (公开展示): opened once, changed by revision.

Candidates stand in the order of the cut, with their texts as refined at the opening. An extension moves the end later,
closing early moves it to now; both are a new revision with a public notice. A vote that has ended is not opened again:
its partitions may have passed their close marks, and votes behind one do not count. Nor is one extended in its last
minute: the extension has a way to go before the marks are written (docs/decisions/0007). What may be seen of the
running count (embargo) can change at any time. A candidate can be withdrawn, with a public reason, until the result is
certified: votes cast for it stay counted and are told, it has no rank and takes no part in what follows
(docs/decisions/0013).
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from review.domain.composite import Weighing

Embargo = Literal["live", "delayed", "ranks", "hidden"]
Period = Literal["contest", "day"]
EXTENSION_LEAD = timedelta(seconds=60)
"""How long before the end an extension must be asked for: it reaches voting in well under a second, and a relay that is
being replaced, or clocks that differ, take some seconds of the sixty."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a voter sees of one of the twenty."""

    entry_id: str
    phrase: str
    explanation: str = ""
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Announced:
    """What one revision changed, for everyone to read; None did not change."""

    revision: int
    at: datetime
    closes_at: datetime | None = None
    closes_at_was: datetime | None = None
    embargo: Embargo | None = None
    withdrawn: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the pack says of a vote."""

    choices_min: int = 1
    choices_max: int = 3
    period: Period = "contest"


@dataclass(frozen=True, slots=True)
class Terms:
    """One revision of the terms."""

    contest_id: str
    title: str
    opens_at: datetime
    closes_at: datetime
    rules: Rules
    choices: tuple[Choice, ...]
    embargo: Embargo = "live"
    revision: int = 1
    announced: tuple[Announced, ...] = ()
    weighing: Weighing = field(default_factory=Weighing)

    @property
    def gone(self) -> frozenset[str]:
        """The candidates that were withdrawn: they take no part in what follows."""
        return frozenset(one.entry_id for one in self.choices if one.withdrawn_at is not None)

    def refusal(self) -> str | None:
        """Why a vote cannot be opened on these terms, as a code."""
        if self.closes_at <= self.opens_at:
            return "closes-before-opening"
        if not 1 <= self.rules.choices_min <= self.rules.choices_max <= len(self.choices):
            return "choices-do-not-fit"
        return None

    def opened_alike(self, other: "Terms") -> bool:
        """Whether the office asked for the same vote: a repeated command, not another vote."""
        return (self.title, self.opens_at, self.closes_at) == (other.title, other.opens_at, other.closes_at)


@dataclass(frozen=True, slots=True)
class Change:
    """What the office wants otherwise; None leaves a term as it is. `withdraw` names an entry; `reason` is public."""

    closes_at: datetime | None = None
    embargo: Embargo | None = None
    withdraw: str | None = None
    reason: str = ""


def contest_id_of(campaign_id: str) -> str:
    """A campaign has one public vote, and this is its name."""
    return f"{campaign_id}-vote"


def changed(terms: Terms, change: Change, at: datetime) -> Terms | str:
    """The next revision; the same terms when nothing differs; a code when the change is not possible at that moment."""
    closes_at = change.closes_at or terms.closes_at
    embargo = change.embargo or terms.embargo
    leaving = change.withdraw if change.withdraw not in terms.gone else None
    if (closes_at, embargo, leaving) == (terms.closes_at, terms.embargo, None):
        return terms
    code = _immovable(terms, closes_at, at) or _needed(terms, leaving, change.reason)
    return code or _next(terms, Change(closes_at, embargo, leaving, change.reason.strip()), at)


def _next(terms: Terms, to: Change, at: datetime) -> Terms:
    """The next revision, with what it announces. `to` has the end and the embargo that hold from now on."""
    closes_at = to.closes_at or terms.closes_at
    moved = closes_at != terms.closes_at
    announced = Announced(
        revision=terms.revision + 1,
        at=at,
        closes_at=closes_at if moved else None,
        closes_at_was=terms.closes_at if moved else None,
        embargo=to.embargo if to.embargo != terms.embargo else None,
        withdrawn=to.withdraw,
        reason=to.reason,
    )
    return replace(
        terms,
        closes_at=closes_at,
        embargo=to.embargo or terms.embargo,
        choices=tuple(replace(c, withdrawn_at=at) if c.entry_id == to.withdraw else c for c in terms.choices),
        revision=announced.revision,
        announced=(*terms.announced, announced),
    )


def _needed(terms: Terms, leaving: str | None, reason: str) -> str | None:
    """Why the entry cannot be withdrawn, as a code; None leaves nobody out."""
    if leaving is None:
        return None
    if leaving not in {one.entry_id for one in terms.choices}:
        return "not-a-candidate"
    if not reason.strip():
        return "withdrawal-without-reason"
    left = len(terms.choices) - len(terms.gone) - 1
    return "too-few-left" if left < terms.rules.choices_max else None


def _immovable(terms: Terms, closes_at: datetime, at: datetime) -> str | None:
    """Why the end cannot move there at that moment, as a code; one that stays is no move."""
    if closes_at == terms.closes_at:
        return None
    if at >= terms.closes_at:
        return "contest-ended"
    if closes_at > terms.closes_at and at > terms.closes_at - EXTENSION_LEAD:
        return "extension-too-late"
    return "closes-before-opening" if closes_at <= terms.opens_at else None
