"""One nominee as the signers see it: its texts and what changed, figures, comments, likeness and objections."""

from datetime import datetime
from itertools import pairwise

from pydantic import BaseModel, Field

from review.domain.alike import AlikeIn
from review.domain.composite import Line
from review.domain.evidence import Evidence, evidence_of
from review.domain.objection_events import Kind
from review.domain.objections import Objection
from review.domain.panel import Abstention, Panel
from review.domain.selection import Ground, Selection, Version
from review.domain.state import Campaign
from review.domain.text_diff import diff
from review.entrypoints.comment_views import OpinionView, opinion_view
from review.entrypoints.mark_views import BesideView, beside_views
from review.entrypoints.selection_views import CompositeLine, composite_line, text


class PieceView(BaseModel):
    """A run of characters that stayed (same), went (gone) or came (new) with a version."""

    change: str
    text: str


class VersionView(BaseModel):
    """A text that the entry had, and what it changed of the one before."""

    text: str
    explanation: str
    actor: str = Field(description="By whose hand; empty for the author's own")
    at: datetime
    changed: list[PieceView] = Field(description="Against the version before; empty for the first")


class ObjectionSign(BaseModel):
    """An objection to the entry. Who lodged it is not told."""

    number: int
    kind: Kind
    text: str
    ruling: str = Field(description="upheld, dismissed, or empty while it is open")
    answer: str = Field(description="The office's public reason; empty while it is open")
    at: datetime
    due_at: datetime


class PacketLine(CompositeLine):
    """One nominee with its evidence."""

    excellent: bool
    left: bool = Field(description="It left the lists after the vote")
    explanation: str
    political: str
    guidance: str
    form: str
    judges: int = Field(description="Over how many judges the means are taken")
    abstentions: int
    versions: list[VersionView]
    comments: list[str] = Field(description="What the public was shown")
    opinion: OpinionView
    likeness: list[BesideView] = Field(
        description="What the text, as it stands now, is like (雷同), each with the reason and both texts"
    )
    repeated_by: list[str] = Field(description="Later entries with the same text")
    objections: list[ObjectionSign]


def packet_lines(at: Campaign, alike: AlikeIn) -> list[PacketLine]:
    """Every nominee in the order of the composite."""
    selection, ground = at.selection, at.ground
    return [_line(line, selection, ground, evidence_of(at, line.entry_id, alike)) for line in selection.composite]


def abstentions(panel: Panel, entry_id: str) -> int:
    """How many of the judges did not score the entry, by their own word or by a conflict that is known."""
    return sum(
        panel.must_abstain(judge, entry_id) or isinstance(panel.ballot_of(judge).get(entry_id), Abstention)
        for judge in panel.judges
    )


def _line(line: Line, selection: Selection, ground: Ground, evidence: Evidence) -> PacketLine:
    now = selection.text_of(ground.work(line.entry_id))
    mean = next(one.mean for one in selection.nominees if one.entry_id == line.entry_id)
    return PacketLine(
        **composite_line(line, selection, ground).model_dump(),
        excellent=line.entry_id in selection.excellent,
        left=line.entry_id in selection.outcome.removed,
        explanation=now.explanation,
        political=text(mean.political),
        guidance=text(mean.guidance),
        form=text(mean.form),
        judges=mean.judges,
        abstentions=abstentions(selection.panel, line.entry_id),
        versions=_versions(selection.versions.get(line.entry_id, [])),
        comments=list(evidence.comments),
        opinion=opinion_view(evidence.opinion),
        likeness=beside_views(now.phrase, evidence.alike),
        repeated_by=list(evidence.repeated_by),
        objections=[_objection(one) for one in evidence.objections],
    )


def _objection(one: Objection) -> ObjectionSign:
    answer = one.answer
    return ObjectionSign(
        number=one.number,
        kind=one.kind,
        text=one.text,
        ruling=answer.ruling if answer else "",
        answer=answer.reason if answer else "",
        at=one.at,
        due_at=one.due_at,
    )


def _versions(versions: list[Version]) -> list[VersionView]:
    changes = [[], *(_pieces(before.text, after.text) for before, after in pairwise(versions))]
    return [
        VersionView(text=one.text, explanation=one.explanation, actor=one.actor, at=one.at, changed=changed)
        for one, changed in zip(versions, changes, strict=False)
    ]


def _pieces(old: str, new: str) -> list[PieceView]:
    return [PieceView(change=piece.change, text=piece.text) for piece in diff(old, new)]
