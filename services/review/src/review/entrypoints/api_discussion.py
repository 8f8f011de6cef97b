"""The JSON API of the public discussion: reading is for everyone, commenting for verified citizens."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response
from plumbing.openapi import or_as_before
from plumbing.problems import Problem

from review.domain.discussion import shown_comments
from review.domain.entry import Entry
from review.domain.listing import slice_of
from review.domain.state import Campaign
from review.entrypoints.comment_views import (
    HeldComment,
    OpinionView,
    PublicComments,
    held_comment,
    opinion_view,
    public_comment,
)
from review.entrypoints.guards import After, At, Citizen, DeskPart, Limit, OpinionsPart
from review.entrypoints.refusals import taken
from review.entrypoints.requests import CommentRequest
from review.entrypoints.views import (
    PublicEntries,
    public_entry,
)
from review.handlers.commenting import comment, comment_event

router = APIRouter(prefix="/api/v1/discussion/{c}")
Place = tuple[Campaign, Entry]


def place_of(campaign: At, e: Annotated[str, Path(max_length=64, description="The entry (作品)")]) -> Place:
    """Campaign and entry of the path; an entry that is not published is not there."""
    entry = campaign.entries.get(e)
    if entry is None or not entry.discussed:
        raise Problem("entry-unknown", 404, "没有这件作品。", "There is no such entry.")
    return campaign, entry


On = Annotated[Place, Depends(place_of)]


@router.get("/entries")
async def entries(campaign: At, after: After = None, limit: Limit = 500) -> PublicEntries:
    """What is published, without author and unit."""
    found = slice_of(campaign.discussed(), after, limit)
    shown = [public_entry(campaign, entry) for entry in found.entries]
    return PublicEntries(open=campaign.discussion_open, entries=shown, next=found.next)


@router.get("/entries/{e}/comments")
async def comments(on: On) -> PublicComments:
    """The comments that show."""
    campaign, entry = on
    return PublicComments(comments=[public_comment(one) for one in shown_comments(campaign, entry)])


@router.get("/entries/{e}/opinion")
async def opinion(on: On, opinions: OpinionsPart) -> OpinionView:
    """What the comments that show come to; whoever counts them again comes to the same."""
    return opinion_view(opinions.of(*on))


@router.post("/entries/{e}/comments", status_code=201, responses=or_as_before(HeldComment))
async def make_comment(
    on: On, body: CommentRequest, session: Citizen, desk: DeskPart, response: Response
) -> HeldComment:
    """Makes a comment. It is held until somebody has read it; the same words again are the same comment (200)."""
    campaign, entry = on
    event = comment_event(desk, (campaign.campaign_id, entry.entry_id), session.subject, body.text, body.stance)
    response.status_code = 201 if taken(await comment(desk, event)).changed else 200
    return held_comment(campaign.comments[event.comment_id])
