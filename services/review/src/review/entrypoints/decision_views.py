"""The packet that the decision is taken on: the ten, each with its evidence, and the signatures."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from pydantic import BaseModel, Field

from review.domain.composite import Line
from review.domain.decision import Decision
from review.domain.outcome import decision_for, in_the_know
from review.domain.selection import Ground, Selection
from review.entrypoints.selection_views import CompositeLine, composite_line, text


class VersionView(BaseModel):
    """A text that the entry had."""

    text: str
    explanation: str
    at: datetime


class PacketLine(CompositeLine):
    """One of the ten with its evidence."""

    explanation: str
    political: str
    guidance: str
    form: str
    versions: list[VersionView]
    comments: list[str]


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

    entries: list[PacketLine]
    tied_at_cut: list[str]
    counted: int
    judges: int
    public_weight: float
    expert_lowest: str
    expert_highest: str
    votes_lowest: int
    votes_highest: int
    signers: list[str] = Field(description="Roles that sign, each by another person, the deciding one first")
    decision: DecisionView | None = Field(description="Sealed until it is announced: null for whoever does not sign it")
    sent_back: list[SentBackView]
    announce_at: datetime | None = Field(description="The minute at which the winner is told, once it is stated")
    announced_at: datetime | None

    @property
    def winner(self) -> PacketLine | None:
        """The line that was decided for."""
        wanted = self.decision.entry_id if self.decision else None
        return next((line for line in self.entries if line.entry_id == wanted), None)


def packet_view(selection: Selection, ground: Ground, comments: Mapping[str, Sequence[str]], role: str) -> Packet:
    """The ten in the order of the composite, and what makes the figures checkable on paper, for this reader."""
    signers = ground.rules.signers
    decision = decision_for(selection, signers, role)
    return Packet(
        entries=[
            _line(line, selection, ground, comments.get(line.entry_id, ()))
            for line in selection.composite
            if line.entry_id in selection.excellent
        ],
        tied_at_cut=list(selection.excellent_tied),
        counted=selection.result.counted if selection.result else 0,
        judges=len(selection.panel.judges),
        public_weight=float(ground.rules.public_weight),
        **_ranges(selection.composite),
        signers=list(signers),
        decision=decision_view(decision, signers) if decision else None,
        sent_back=_sent_back(selection) if in_the_know(signers, role) else [],
        announce_at=selection.outcome.announce_at,
        announced_at=selection.outcome.announced_at,
    )


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


def _line(line: Line, selection: Selection, ground: Ground, comments: Sequence[str]) -> PacketLine:
    mean = next(one.mean for one in selection.nominees if one.entry_id == line.entry_id)
    versions = selection.versions.get(line.entry_id, [])
    return PacketLine(
        **composite_line(line, selection, ground).model_dump(),
        explanation=selection.text_of(ground.work(line.entry_id)).explanation,
        political=text(mean.political),
        guidance=text(mean.guidance),
        form=text(mean.form),
        versions=[VersionView(text=one.text, explanation=one.explanation, at=one.at) for one in versions],
        comments=list(comments),
    )
