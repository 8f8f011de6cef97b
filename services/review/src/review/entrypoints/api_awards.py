"""The API of the prizes."""

from fastapi import APIRouter, Response
from plumbing.openapi import or_as_before

from review.entrypoints.answers import need, settle
from review.entrypoints.guards import At, DeskPart, Organiser
from review.entrypoints.selection_views import AwardsView, awards_view
from review.handlers import awards

router = APIRouter(prefix="/api/v1/review/{c}/awards", tags=["awards"])


@router.post("", status_code=201, responses=or_as_before(AwardsView))
async def release_awards(at: At, desk: DeskPart, session: Organiser, response: Response) -> AwardsView:
    """Releases all prizes at once; asking again pays nothing twice."""
    settle(response, await awards.release_awards(desk, at.campaign_id, session.subject))
    return awards_view(at.selection, at.ground)


@router.get("")
async def read_awards(at: At, _session: Organiser) -> AwardsView:
    """The prizes, the winner first."""
    need(at.selection.prizes, "awards-not-released")
    return awards_view(at.selection, at.ground)
