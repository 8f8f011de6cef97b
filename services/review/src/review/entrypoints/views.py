"""What the API shows of the first half. No answer has an author: not even the pseudonym."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from review.domain.discussion import shown_comments
from review.domain.entry import Comment, CommentStatus, Entry, Status
from review.domain.fold import Accepted
from review.domain.funnel import funnel_of
from review.domain.state import Campaign


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
    decided_by: str
    decided_at: datetime | None


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


class PublicComment(BaseModel):
    """A comment that was moderated and shows."""

    comment_id: str
    text: str
    at: datetime


class PublicComments(BaseModel):
    """The comments under an entry, oldest first."""

    comments: list[PublicComment]


class HeldComment(PublicComment):
    """A comment as screeners see it."""

    entry_id: str
    status: CommentStatus


class HeldComments(BaseModel):
    """Comments of one status, oldest first."""

    comments: list[HeldComment]


class LineRefused(BaseModel):
    """A line of a bulk command that was not taken."""

    id: str
    code: str


class BulkAnswer(BaseModel):
    """How many lines were taken, and which were not."""

    accepted: int
    refused: list[LineRefused]


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


def staff_entry(entry: Entry) -> StaffEntry:
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
        decided_by=held.actor if held else "",
        decided_at=held.at if held else None,
    )


def public_entry(campaign: Campaign, entry: Entry) -> PublicEntry:
    """One entry for the public."""
    return PublicEntry(
        entry_id=entry.entry_id,
        phrase=entry.phrase,
        explanation=entry.explanation,
        comments=sum(1 for _ in shown_comments(campaign, entry)),
    )


def public_comment(comment: Comment) -> PublicComment:
    """One comment for the public."""
    return PublicComment(comment_id=comment.comment_id, text=comment.text, at=comment.at)


def held_comment(comment: Comment) -> HeldComment:
    """One comment for the screener."""
    return HeldComment(
        comment_id=comment.comment_id,
        text=comment.text,
        at=comment.at,
        entry_id=comment.entry_id,
        status=comment.status,
    )


def bulk_answer(accepted: Accepted) -> BulkAnswer:
    """The answer to a bulk command."""
    refused = [LineRefused(id=one.id, code=one.code) for one in accepted.refused]
    return BulkAnswer(accepted=len(accepted.taken), refused=refused)


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
