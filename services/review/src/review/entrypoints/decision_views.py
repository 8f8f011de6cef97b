"""The packet that the decision is taken on: the ten, each with its evidence."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from pydantic import BaseModel

from review.domain.composite import Line
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


class DecisionView(BaseModel):
    """The decision as it was signed."""

    entry_id: str
    statement: str
    leader: str
    at: datetime


class Packet(BaseModel):
    """What lies before the leader."""

    entries: list[PacketLine]
    tied_at_cut: list[str]
    counted: int
    judges: int
    public_weight: float
    expert_lowest: str
    expert_highest: str
    votes_lowest: int
    votes_highest: int
    decision: DecisionView | None

    @property
    def winner(self) -> PacketLine | None:
        """The line that was decided for."""
        wanted = self.decision.entry_id if self.decision else None
        return next((line for line in self.entries if line.entry_id == wanted), None)


def packet_view(selection: Selection, ground: Ground, comments: Mapping[str, Sequence[str]]) -> Packet:
    """The ten in the order of the composite, and what makes the figures checkable on paper."""
    means = sorted(line.expert_mean for line in selection.composite) or [Fraction(0)]
    votes = sorted(line.votes for line in selection.composite) or [0]
    entries = [
        _line(line, selection, ground, comments.get(line.entry_id, ()))
        for line in selection.composite
        if line.entry_id in selection.excellent
    ]
    return Packet(
        entries=entries,
        tied_at_cut=list(selection.excellent_tied),
        counted=selection.result.counted if selection.result else 0,
        judges=len(selection.panel.judges),
        public_weight=float(ground.rules.public_weight),
        expert_lowest=text(means[0]),
        expert_highest=text(means[-1]),
        votes_lowest=votes[0],
        votes_highest=votes[-1],
        decision=decision_view(selection),
    )


def decision_view(selection: Selection) -> DecisionView | None:
    """The decision that stands."""
    made = selection.decision
    if made is None:
        return None
    return DecisionView(entry_id=made.entry_id, statement=made.statement, leader=made.leader, at=made.at)


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
