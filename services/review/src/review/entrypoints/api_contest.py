"""The API of the public vote, as the office controls it."""

from fastapi import APIRouter, Response
from plumbing.openapi import or_as_before

from review.domain.fold import Refused
from review.domain.state import Campaign
from review.entrypoints.answers import settle
from review.entrypoints.contest_views import ContestView, contest_view
from review.entrypoints.guards import At, DeskPart, Organiser
from review.entrypoints.refusals import problem_of, taken
from review.entrypoints.selection_requests import ContestChangeRequest, ContestRequest
from review.handlers import contest
from review.handlers.desk import Desk

router = APIRouter(prefix="/api/v1/review/{c}/contest", tags=["contest"])


@router.post("", status_code=201, responses=or_as_before(ContestView))
async def open_contest(
    body: ContestRequest, at: At, desk: DeskPart, session: Organiser, response: Response
) -> ContestView:
    """Opens the vote on the nominees with their texts of now."""
    settle(response, await contest.open_contest(desk, at.campaign_id, body.runs(), body.title, session.subject))
    return standing(at, desk)


@router.patch("")
async def change_contest(body: ContestChangeRequest, at: At, desk: DeskPart, session: Organiser) -> ContestView:
    """Extends the vote, closes it early, or changes the embargo: a new revision, announced in public."""
    taken(await contest.change_contest(desk, at.campaign_id, body.change(), session.subject))
    return standing(at, desk)


@router.get("")
async def read_contest(at: At, desk: DeskPart, _session: Organiser) -> ContestView:
    """The terms that hold, and where the vote stands."""
    return standing(at, desk)


def standing(at: Campaign, desk: Desk) -> ContestView:
    """The vote at this moment. Problem 409 `contest-not-open` before there is one."""
    if at.selection.contest is None:
        raise problem_of(Refused("contest-not-open"))
    return contest_view(at.selection.contest, at.selection, desk.now())
