"""The packet that the decision is taken on: every nominee with its evidence, and the signatures."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from pydantic import BaseModel, Field

from review.domain.composite import Line
from review.domain.decision import Decision
from review.domain.outcome import decision_for, in_the_know
from review.domain.selection import Ground, Selection
from review.entrypoints.packet_lines import PacketLine
from review.entrypoints.selection_views import text


class SignatureView(BaseModel):
    """A name under the decision."""

    person: str
    role: str
    at: datetime


class DecisionView(BaseModel):
    """The decision that stands, with its signatures."""

    entry_id: str
    statement: str
    leader: str
    at: datetime
    signatures: list[SignatureView]
    missing: list[str] = Field(description="Roles that have still to sign")


class SentBackView(BaseModel):
    """A decision that was sent back."""

    entry_id: str
    statement: str = Field(description="What the decision said")
    leader: str
    reason: str
    person: str
    at: datetime


class Packet(BaseModel):
    """What lies before the signers."""

    entries: list[PacketLine] = Field(description="The excellent works, in the order of the composite")
    others: list[PacketLine] = Field(description="The other nominees, in the same order")
    tied_at_cut: list[str]
    counted: int
    judges: int
    public_weight: float
    normalisation: str = Field(description="range, share or rank: how both figures are laid on 0–100")
    cap: int | None = Field(description="Most votes of one entry that count in the composite")
    expert_lowest: str
    expert_highest: str
    votes_lowest: int
    votes_highest: int
    signers: list[str] = Field(description="Roles that sign, each by another person, the deciding one first")
    decision: DecisionView | None = Field(description="Sealed until it is announced: null for whoever does not sign it")
    sent_back: list[SentBackView]
    announce_at: datetime | None = Field(description="The minute at which the winner is told, once it is stated")
    announced_at: datetime | None
    excellent_public: bool = Field(description="The list of excellent works is released; the winner waits for it")

    @property
    def winner(self) -> PacketLine | None:
        """The line that was decided for."""
        wanted = self.decision.entry_id if self.decision else None
        return next((line for line in self.entries if line.entry_id == wanted), None)


def packet_view(selection: Selection, ground: Ground, lines: Sequence[PacketLine], role: str) -> Packet:
    """The nominees in the order of the composite, and what makes the figures checkable on paper, for this reader."""
    signers = ground.rules.signers
    decision = decision_for(selection, signers, role)
    return Packet(
        entries=[line for line in lines if line.excellent],
        others=[line for line in lines if not line.excellent],
        tied_at_cut=list(selection.excellent_tied),
        counted=selection.result.counted if selection.result else 0,
        judges=len(selection.panel.judges),
        **_weighed(selection, ground),
        **_ranges(selection.composite),
        signers=list(signers),
        decision=decision_view(decision, signers) if decision else None,
        sent_back=_sent_back(selection) if in_the_know(signers, role) else [],
        announce_at=selection.outcome.announce_at,
        announced_at=selection.outcome.announced_at,
        excellent_public="excellent" in selection.released,
    )


def _weighed(selection: Selection, ground: Ground) -> dict[str, Any]:
    """How the composite was weighed: as it was told when the vote was called."""
    weighing = selection.contest.weighing if selection.contest else ground.rules.weighing
    return {
        "public_weight": float(weighing.public_weight),
        "normalisation": weighing.normalisation,
        "cap": weighing.cap,
    }


def _ranges(lines: Sequence[Line]) -> dict[str, Any]:
    """Lowest and highest figures, by which the composite is laid on its scale."""
    means = sorted(line.expert_mean for line in lines) or [Fraction(0)]
    votes = sorted(line.votes for line in lines) or [0]
    return {
        "expert_lowest": text(means[0]),
        "expert_highest": text(means[-1]),
        "votes_lowest": votes[0],
        "votes_highest": votes[-1],
    }


def decision_view(made: Decision, signers: Sequence[str]) -> DecisionView:
    """A decision with the names under it."""
    return DecisionView(
        entry_id=made.entry_id,
        statement=made.statement,
        leader=made.leader,
        at=made.at,
        signatures=[SignatureView(person=one.person, role=one.role, at=one.at) for one in made.signatures],
        missing=list(made.missing(signers)),
    )


def _sent_back(selection: Selection) -> list[SentBackView]:
    return [
        SentBackView(
            entry_id=one.decision.entry_id,
            statement=one.decision.statement,
            leader=one.decision.leader,
            reason=one.statement,
            person=one.person,
            at=one.at,
        )
        for one in selection.outcome.sent_back
    ]
