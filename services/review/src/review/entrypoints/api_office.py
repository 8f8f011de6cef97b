"""The JSON API of the office: discussion, moderation, finalists."""

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Path, Query, Response
from plumbing.openapi import or_as_before
from pydantic import BaseModel

from review.domain.entry import Comment, CommentStatus
from review.domain.events import ModerationLine
from review.domain.fold import Refused
from review.domain.state import Campaign
from review.entrypoints.answers import settle
from review.entrypoints.comment_views import HeldComment, HeldComments, held_comment
from review.entrypoints.guards import At, DeskPart, MarksPart, Organiser, Screener
from review.entrypoints.refusals import problem_of, taken
from review.entrypoints.requests import EntryIds, Moderations, ReplyRequest
from review.entrypoints.views import BulkAnswer, bulk_answer
from review.handlers import office

router = APIRouter(prefix="/api/v1/review/{c}")
CommentId = Annotated[str, Path(max_length=64, description="The comment (留言)")]


def comment_of(campaign: At, comment_id: CommentId) -> tuple[Campaign, Comment]:
    """Campaign and comment of the path; Problem 404 `comment-unknown`."""
    held = campaign.comments.get(comment_id)
    if held is None:
        raise problem_of(Refused("comment-unknown"))
    return campaign, held


OnComment = Annotated[tuple[Campaign, Comment], Depends(comment_of)]
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
async def comments(campaign: At, _session: Screener, marks: MarksPart, status: OfStatus = "held") -> HeldComments:
    """Comments of one status, oldest first, with the sensitive words in them."""
    found = (comment for comment in campaign.comments.values() if comment.status == status)
    return HeldComments(comments=[held_comment(comment, marks.in_comment(campaign, comment)) for comment in found])


@router.post("/comments/{comment_id}/replies", status_code=201, responses=or_as_before(HeldComment))
async def answer(
    session: Organiser, on: OnComment, body: ReplyRequest, desk: DeskPart, response: Response
) -> HeldComment:
    """Replies to a comment, or puts the reply better; every version is kept. The same again changes nothing (200)."""
    campaign, comment = on
    place = (campaign.campaign_id, comment.comment_id)
    settle(response, await office.answer(desk, place, body.text, session.subject))
    return held_comment(comment)


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
