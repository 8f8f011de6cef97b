"""How the outcome is told: sealed until an announced minute, then told once to everyone.

While the decision is sealed only those who sign it and the office know of it. `decision_for` is the one gate: pages,
API, events and exports ask it and nothing else. The seal opens at the minute that was stated with the decision or by
the office, and not before every name is under it; where no minute was stated, with the last signature.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from review.domain.decision import Decision, SentBack

OFFICE = "organiser"
"""The office prepares the announcement, so it knows."""
EVERYBODY = ""
"""Stands for readers without a role, and for what is published."""


@dataclass(slots=True)
class Outcome:
    """When the outcome is told, and what became of earlier decisions."""

    announce_at: datetime | None = None
    announced_at: datetime | None = None
    sent_back: list[SentBack] = field(default_factory=list)


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


def decision_for(of: Concluded, signers: Sequence[str], role: str = EVERYBODY) -> Decision | None:
    """The decision as somebody of this role may know it: sealed, only the signers and the office do."""
    return of.decision if of.outcome.announced_at is not None or in_the_know(signers, role) else None


def in_the_know(signers: Sequence[str], role: str) -> bool:
    """Whether somebody of this role knows of decisions that are not told, or that were sent back."""
    return role in (OFFICE, *signers)


def due(of: Concluded, signers: Sequence[str], now: datetime) -> bool:
    """Whether the seal opens now: every name is under the decision, and the minute has come or none was stated."""
    if of.decision is None or of.outcome.announced_at is not None or of.decision.missing(signers):
        return False
    return of.outcome.announce_at is None or of.outcome.announce_at <= now
