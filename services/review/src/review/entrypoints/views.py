"""What the API shows of the first half. No answer has an author: not even the pseudonym."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from review.domain.discussion import shown_comments
from review.domain.entry import Entry, Screening, Status
from review.domain.fold import Accepted
from review.domain.funnel import funnel_of, progress_of, rejections_of
from review.domain.reasons import stated
from review.domain.state import Campaign
from review.entrypoints.mark_views import LikenessView, likeness_view
from review.handlers.marks import EntryMarks


class ProposalView(BaseModel):
    """A decision that waits for a second person."""

    decision: Literal["pass", "reject"]
    actor: str
    reason: str
    reasons: list[str]


class StaffEntry(BaseModel):
    """An entry as screeners and organisers see it."""

    entry_id: str
    phrase: str
    explanation: str
    channel: str
    unit_id: str | None
    submitted_at: datetime
    han_count: int
    duplicate_of: str | None = Field(description="The earliest entry with the same text; only that one can pass")
    withdrawn_at: datetime | None = Field(description="When its author took it back; a finalist keeps its place")
    text_waits: bool = Field(description="A later text came after publication; taking the entry back puts it in")
    status: Status
    decision: Literal["pass", "reject", "undecided"]
    reason: str
    reasons: list[str] = Field(description="Codes of the stated reasons")
    decided_by: str
    seconded: str = Field(description="Who decided the same before, where two people are needed")
    decided_at: datetime | None
    waits_for: Literal["second", "organiser"] | None = Field(description="Whom an open proposal waits for")
    proposed: list[ProposalView]
    likeness: list[LikenessView] = Field(description="What it is like (雷同), for a person to judge")
    sensitive: list[str] = Field(description="Sensitive words that were found, for a person to judge")


class StaffEntries(BaseModel):
    """A page of entries, in the order of their arrival. `next` is the cursor of the next page."""

    entries: list[StaffEntry]
    next: str | None
    total: int = Field(description="All entries of this status")


class PublicEntry(BaseModel):
    """An entry as the public sees it."""

    entry_id: str
    phrase: str
    explanation: str
    comments: int = Field(description="Comments shown")


class PublicEntries(BaseModel):
    """The entries under discussion."""

    open: bool = Field(description="Whether comments can be made")
    entries: list[PublicEntry]
    next: str | None


class LineRefused(BaseModel):
    """A line of a bulk command that was not taken."""

    id: str
    code: str


class BulkAnswer(BaseModel):
    """How many lines were taken, and which were not."""

    accepted: int
    refused: list[LineRefused]


class ReasonCount(BaseModel):
    """A reason that a rejection can state, and how many that hold state it."""

    code: str
    zh: str
    en: str
    rejections: int


class ProgressView(BaseModel):
    """How far the screening is; what its author took back is not counted."""

    undecided: int = Field(description="Those, too, that wait for a second person or for the organiser")
    second: int = Field(description="Waiting for a second person")
    organiser: int = Field(description="Waiting for the organiser, because two people disagree")
    passed: int
    rejected: int
    decided: int
    total: int
    reasons: list[ReasonCount] = Field(description="Every stated reason of the campaign; a rejection may state several")
    in_words: int = Field(description="Rejections that also, or only, say why in words")


class FunnelView(BaseModel):
    """How many entries came how far."""

    submitted: int
    unique: int
    passed: int
    discussed: int
    comments_shown: int
    finalists: int
    nominees: int
    counted_votes: int
    excellent: int
    winner: str | None
    awarded_total: int


def staff_entry(entry: Entry, marks: EntryMarks) -> StaffEntry:
    """One entry for the office."""
    held = entry.screening
    return StaffEntry(
        entry_id=entry.entry_id,
        phrase=entry.phrase,
        explanation=entry.explanation,
        channel=entry.channel,
        unit_id=entry.unit_id,
        submitted_at=entry.submitted_at,
        han_count=entry.han_count,
        duplicate_of=entry.duplicate_of,
        withdrawn_at=entry.withdrawn_at,
        text_waits=entry.held_back is not None,
        status=entry.status,
        decision=entry.standing,
        reason=held.reason if held else "",
        reasons=list(held.reasons) if held else [],
        seconded=held.seconded if held else "",
        waits_for=entry.waits_for,
        proposed=[_proposal(one) for one in entry.proposed],
        decided_by=held.actor if held else "",
        decided_at=held.at if held else None,
        likeness=[likeness_view(alike) for alike in marks.alike],
        sensitive=list(marks.words),
    )


def _proposal(one: Screening) -> ProposalView:
    return ProposalView(decision=one.decision, actor=one.actor, reason=one.reason, reasons=list(one.reasons))


def public_entry(campaign: Campaign, entry: Entry) -> PublicEntry:
    """One entry for the public."""
    return PublicEntry(
        entry_id=entry.entry_id,
        phrase=entry.phrase,
        explanation=entry.explanation,
        comments=sum(1 for _ in shown_comments(campaign, entry)),
    )


def bulk_answer(accepted: Accepted) -> BulkAnswer:
    """The answer to a bulk command."""
    refused = [LineRefused(id=one.id, code=one.code) for one in accepted.refused]
    return BulkAnswer(accepted=len(accepted.taken), refused=refused)


def progress_view(campaign: Campaign) -> ProgressView:
    """How far the screening is."""
    progress, rejected = progress_of(campaign), rejections_of(campaign)
    counted = stated((one.reasons for one in rejected), campaign.rules.reasons)
    return ProgressView(
        **{name: getattr(progress, name) for name in ("undecided", "second", "organiser", "passed", "rejected")},
        decided=progress.decided,
        total=progress.total,
        reasons=[ReasonCount(code=one.code, zh=one.zh, en=one.en, rejections=count) for one, count in counted],
        in_words=sum(bool(one.reason) for one in rejected),
    )


def funnel_view(campaign: Campaign) -> FunnelView:
    """The whole funnel: our half, and what the selection adds."""
    funnel = funnel_of(campaign)
    return FunnelView.model_validate(
        {
            "submitted": funnel.submitted,
            "unique": funnel.unique,
            "passed": funnel.passed,
            "discussed": funnel.discussed,
            "comments_shown": funnel.comments_shown,
            "finalists": funnel.finalists,
            **funnel.lower,
        }
    )
