"""What outlets publish: the kit of each public stage, and the links that are counted."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from plumbing.via import hold_via

from review.bootstrap import HttpParts
from review.domain.fold import Refused
from review.domain.media_kit import public_stages
from review.domain.promotion import STAGES, Stage, code_or_none
from review.domain.state import Campaign
from review.entrypoints.choosing import AtWork, all_known
from review.entrypoints.guards import DeskPart, pages_of
from review.entrypoints.media_kit_views import STAGE_WORDS, Kit, goal, kit_at, kits_of, poster_svg, qr_svg
from review.entrypoints.own_campaign import Own
from review.entrypoints.refusals import problem_of
from review.handlers.promotion import VisitCounter

router = APIRouter(include_in_schema=False)
CARRYING: tuple[str, ...] = ("/submit", "/entries")
"""Where the code is sent to by a browser. Never to the ballot: a vote is linked to nothing."""
SVG = "image/svg+xml"
Via = Annotated[str, Query(max_length=20)]
StagePath = Annotated[Stage, Path()]


def open_stage(stage: StagePath, campaign: AtWork, desk: DeskPart) -> Campaign:
    """The campaign of a stage that is public; Problem 404 `stage-not-public` before."""
    if stage not in public_stages(campaign, desk.now()):
        raise problem_of(Refused("stage-not-public"))
    return campaign


OpenStage = Annotated[Campaign, Depends(open_stage)]


@router.get("/go/{stage}")
async def go(request: Request, stage: StagePath, campaign: OpenStage, via: Via = "") -> Response:
    """Counts the opening for the outlet and leads on; a code that is no outlet's is ignored."""
    visits: VisitCounter = request.app.state.visits
    code = visits.opened(campaign.campaign_id, stage, via)
    answer = RedirectResponse(goal(campaign, stage), status_code=303, headers={"cache-control": "no-store"})
    if code is not None and stage in ("call", "discussion"):
        hold_via(request, answer, code, CARRYING)
    return answer


@router.get("/media")
async def kit(request: Request, own: Own, desk: DeskPart, via: Via = "") -> Response:
    """The kits of the stages that are public; with an outlet's code its own links."""
    if own is None:
        return pages_of(request).render(request, "choice.html", campaigns=all_known(desk), to="/media")
    stages = public_stages(own, desk.now())
    outlet = own.promotion.outlets.get(code_or_none(via) or "")
    kits = kits_of(own, stages, outlet.code if outlet else None, _public_url(request))
    return pages_of(request).render(
        request, "media.html", campaign=own, outlet=outlet, kits=kits, stage_words=STAGE_WORDS, stages=STAGES
    )


@router.get("/media/{stage}/qr.svg")
async def qr(request: Request, stage: StagePath, campaign: OpenStage, via: Via = "") -> Response:
    """The QR code of the stage's link."""
    return Response(qr_svg(_kit(request, campaign, stage, via).link), media_type=SVG)


@router.get("/media/{stage}/picture.svg")
async def picture(request: Request, stage: StagePath, campaign: OpenStage, via: Via = "") -> Response:
    """The picture of the stage."""
    return Response(poster_svg(campaign, _kit(request, campaign, stage, via)), media_type=SVG)


def _kit(request: Request, campaign: Campaign, stage: Stage, via: str) -> Kit:
    outlet = campaign.promotion.outlets.get(code_or_none(via) or "")
    return kit_at(campaign, stage, outlet.code if outlet else None, _public_url(request))


def _public_url(request: Request) -> str:
    parts: HttpParts = request.app.state.parts
    return parts.settings.public_url.rstrip("/")
