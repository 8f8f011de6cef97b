"""The API of the lists: pending from the cut on, released all at once, or taken back before."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response
from plumbing.openapi import or_as_before
from plumbing.tokens import Session

from review.domain.releases import listed
from review.entrypoints.answers import need, settle
from review.entrypoints.guards import At, DeskPart, Organiser, staff
from review.entrypoints.panel_views import ListView, list_view
from review.entrypoints.refusals import taken
from review.entrypoints.selection_requests import ListedTier, ReleaseRequest, WithholdRequest
from review.handlers import panel

router = APIRouter(prefix="/api/v1/review/{c}/lists", tags=["lists"])
Wanted = Annotated[ListedTier, Path(description="入围, 提名 or 优秀")]
Reader = Annotated[Session, Depends(staff("organiser", "leader"))]


@router.get("/{tier}")
async def read_list(at: At, tier: Wanted, _session: Reader) -> ListView:
    """The list with its digest. Problem 409 `list-not-made` before the cut."""
    need(listed(at, tier), "list-not-made")
    return list_view(at, tier)


@router.post("/releases", status_code=201, responses=or_as_before(ListView))
async def release(body: ReleaseRequest, at: At, desk: DeskPart, session: Organiser, response: Response) -> ListView:
    """Releases a list to everyone at once; the digest says which list was seen."""
    settle(response, await panel.release_list(desk, at.campaign_id, body.tier, body.digest, session.subject))
    return list_view(at, body.tier)


@router.post("/withdrawals", status_code=204)
async def withhold(body: WithholdRequest, at: At, desk: DeskPart, session: Organiser) -> None:
    """Takes a pending list back, so that it is made anew."""
    taken(await panel.withhold_list(desk, at.campaign_id, body.tier, body.reason, session.subject))
