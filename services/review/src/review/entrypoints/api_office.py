"""The JSON API of the office: discussion, moderation, finalists."""

from typing import Annotated

from fastapi import APIRouter, Body, Query
from pydantic import BaseModel

from review.domain.entry import CommentStatus
from review.domain.events import ModerationLine
from review.entrypoints.guards import At, DeskPart, Organiser, Screener
from review.entrypoints.refusals import taken
from review.entrypoints.requests import EntryIds, Moderations
from review.entrypoints.views import BulkAnswer, HeldComments, bulk_answer, held_comment
from review.handlers import office

router = APIRouter(prefix="/api/v1/review/{c}")
OfStatus = Annotated[CommentStatus, Query(description="Comments that stand so")]


class DiscussionState(BaseModel):
    """Whether the discussion is open, and how many entries are published."""

    open: bool
    discussed: int


class Finalists(BaseModel):
    """The finalists, in the order of the office."""

    finalists: list[str]


@router.post("/discussion")
async def publish(campaign: At, body: EntryIds, desk: DeskPart, session: Organiser) -> DiscussionState:
    """Publishes entries that passed; opens the discussion. All of the list or none of it."""
    taken(await office.publish(desk, campaign.campaign_id, body.entry_ids, session.subject))
    return DiscussionState(open=campaign.discussion_open, discussed=sum(1 for _ in campaign.discussed()))


@router.delete("/discussion")
async def unpublish(
    campaign: At, desk: DeskPart, session: Organiser, body: Annotated[EntryIds | None, Body()] = None
) -> DiscussionState:
    """With a list: takes these entries back. Without: ends the discussion; what is published stays readable."""
    if body is None:
        taken(await office.end_discussion(desk, campaign.campaign_id, session.subject))
    else:
        taken(await office.take_back(desk, campaign.campaign_id, body.entry_ids, session.subject))
    return DiscussionState(open=campaign.discussion_open, discussed=sum(1 for _ in campaign.discussed()))


@router.get("/comments")
async def comments(campaign: At, _session: Screener, status: OfStatus = "held") -> HeldComments:
    """Comments of one status, oldest first."""
    found = (comment for comment in campaign.comments.values() if comment.status == status)
    return HeldComments(comments=[held_comment(comment) for comment in found])


@router.post("/comments/moderations")
async def moderate(campaign: At, body: Moderations, desk: DeskPart, session: Screener) -> BulkAnswer:
    """Shows or hides comments. Each line is taken or refused by itself."""
    lines = [ModerationLine(one.comment_id, one.decision, one.reason or "") for one in body.decisions]
    return bulk_answer(taken(await office.moderate(desk, campaign.campaign_id, lines, session.subject)))


@router.post("/finalists")
async def choose_finalists(campaign: At, body: EntryIds, desk: DeskPart, session: Organiser) -> Finalists:
    """Chooses the finalists: exactly as many as the rules say, out of the discussed entries, once."""
    taken(await office.choose_finalists(desk, campaign.campaign_id, body.entry_ids, session.subject))
    return Finalists(finalists=list(campaign.finalists))
