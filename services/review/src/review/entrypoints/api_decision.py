"""The API of 完善确立: composite, the cut to the excellent works, the decision."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from plumbing.openapi import or_as_before
from plumbing.tokens import Session

from review.domain.discussion import shown_comments
from review.domain.state import Campaign
from review.entrypoints.answers import need, settle
from review.entrypoints.decision_views import Packet, packet_view
from review.entrypoints.guards import At, DeskPart, Organiser, staff
from review.entrypoints.selection_requests import DecisionRequest
from review.entrypoints.selection_views import CompositeView, ExcellentView, composite_view, excellent_view
from review.handlers import decision

router = APIRouter(tags=["decision"])
Leader = Annotated[Session, Depends(staff("leader"))]
Reader = Annotated[Session, Depends(staff("leader", "organiser"))]


@router.get("/api/v1/review/{c}/composite")
async def read_composite(at: At, _session: Reader) -> CompositeView:
    """Expert and public opinion of the twenty, once the result is certified."""
    need(at.selection.result, "contest-not-certified")
    return composite_view(at.selection, at.ground)


@router.post("/api/v1/review/{c}/excellent", status_code=201, responses=or_as_before(ExcellentView))
async def cut_excellent(at: At, desk: DeskPart, session: Organiser, response: Response) -> ExcellentView:
    """Cuts the nominees to the excellent works."""
    settle(response, await decision.cut_excellent(desk, at.campaign_id, session.subject))
    return excellent_view(at.selection, at.ground)


@router.get("/api/v1/review/{c}/excellent")
async def read_excellent(at: At, _session: Reader) -> ExcellentView:
    """The excellent works in the order of the composite."""
    need(at.selection.excellent, "excellent-not-cut")
    return excellent_view(at.selection, at.ground)


@router.get("/api/v1/decision/{c}")
async def read_packet(at: At, _session: Reader) -> Packet:
    """The ten with their evidence, and the decision once it is signed."""
    need(at.selection.excellent, "excellent-not-cut")
    return packet_of(at)


@router.post("/api/v1/decision/{c}", status_code=201, responses=or_as_before(Packet))
async def decide(body: DecisionRequest, at: At, desk: DeskPart, session: Leader, response: Response) -> Packet:
    """Signs the one decision."""
    settle(response, await decision.decide_winner(desk, at.campaign_id, body.entry_id, body.statement, session))
    return packet_of(at)


def packet_of(at: Campaign) -> Packet:
    """The evidence with the comments that the public was shown."""
    comments = {
        entry_id: [comment.text for comment in shown_comments(at, at.entries[entry_id])]
        for entry_id in at.selection.excellent
    }
    return packet_view(at.selection, at.ground, comments)
