"""How the outcome is told: sealed until an announced minute, then told once to everyone; and what became of it after.

While the decision is sealed only those who sign it and the office know of it. `decision_for` is the one gate: pages,
API, events and exports ask it and nothing else. The seal opens at the minute that was stated with the decision or by
the office, and not before every name is under it and the list of excellent works is public; where no minute was
stated, with the last signature.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from review.domain.cascade import Promotion, Removal
from review.domain.decision import Decision, SentBack
from review.domain.objections import Objection
from review.domain.payments import Payment

OFFICE = "organiser"
"""The office prepares the announcement, so it knows."""
EVERYBODY = ""
"""Stands for readers without a role, and for what is published."""


@dataclass(frozen=True, slots=True)
class Told:
    """A winner was told to everyone."""

    entry_id: str
    at: datetime


@dataclass(slots=True)
class Outcome:
    """When the outcome is told, and what happened to it afterwards. Only the steps write it.

    `announced_at` belongs to the decision that stands; `told` keeps every announcement. `shown_from` is since when the
    lists stand as they are. `vacant`: the winner left, and the pack leaves the place empty. `ledger` has what each
    author is owed, once the prizes are released.
    """

    announce_at: datetime | None = None
    announced_at: datetime | None = None
    told: list[Told] = field(default_factory=list)
    sent_back: list[SentBack] = field(default_factory=list)
    shown_from: datetime | None = None
    objections: list[Objection] = field(default_factory=list)
    removed: dict[str, Removal] = field(default_factory=dict)
    promotions: list[Promotion] = field(default_factory=list)
    vacant: bool = False
    ledger: dict[str, Payment] = field(default_factory=dict)

    def objection(self, number: int) -> Objection | None:
        """The objection with this number."""
        return self.objections[number - 1] if 0 < number <= len(self.objections) else None

    def promoted_to(self, tier: str) -> list[str]:
        """Who moved up to this tier, in the order in which it happened."""
        return [one.entry_id for one in self.promotions if one.tier == tier]


class Concluded(Protocol):
    """What the gate guards."""

    @property
    def decision(self) -> Decision | None:
        """The decision that stands, sealed or not."""
        ...

    @property
    def outcome(self) -> Outcome:
        """How it is told."""
        ...

    @property
    def released(self) -> Mapping[str, object]:
        """The lists that are public, by tier."""
        ...


def decision_for(of: Concluded, signers: Sequence[str], role: str = EVERYBODY) -> Decision | None:
    """The decision as somebody of this role may know it: sealed, only the signers and the office do."""
    return of.decision if of.outcome.announced_at is not None or in_the_know(signers, role) else None


def in_the_know(signers: Sequence[str], role: str) -> bool:
    """Whether somebody of this role knows of decisions that are not told, or that were sent back."""
    return role in (OFFICE, *signers)


def due(of: Concluded, signers: Sequence[str], now: datetime) -> bool:
    """Whether the seal opens now: every name is under the decision, the list that the winner is taken from is public,
    and the minute has come or none was stated.
    """
    if of.decision is None or of.outcome.announced_at is not None or of.decision.missing(signers):
        return False
    in_time = of.outcome.announce_at is None or of.outcome.announce_at <= now
    return in_time and "excellent" in of.released
