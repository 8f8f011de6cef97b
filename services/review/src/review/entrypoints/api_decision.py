"""The API of 完善确立: composite, the cut to the excellent works, the decision with its signatures."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from plumbing.openapi import or_as_before
from plumbing.tokens import Session

from review.domain.alike import AlikeIn
from review.domain.state import Campaign
from review.entrypoints.answers import need, settle
from review.entrypoints.decision_views import Packet, packet_view
from review.entrypoints.guards import At, DeskPart, MarksPart, Organiser, staff
from review.entrypoints.packet_lines import packet_lines
from review.entrypoints.selection_requests import (
    AnnouncementRequest,
    CountersignatureRequest,
    DecisionRequest,
    ReturnRequest,
)
from review.entrypoints.selection_views import CompositeView, ExcellentView, composite_view, excellent_view
from review.handlers import announcing, decision

router = APIRouter(tags=["decision"])
Signer = Annotated[Session, Depends(staff("leader", "organiser"))]
"""Who reads the packet, and may be among the signers; whether he is, the pack says and the fold decides."""
PACKET = or_as_before(Packet)


@dataclass(frozen=True, slots=True)
class CaseAt:
    """A campaign that is decided on, and what its texts are like."""

    at: Campaign
    alike: AlikeIn

    def packet(self, role: str) -> Packet:
        """The evidence at this moment for a reader of this role."""
        return packet_view(self.at.selection, self.at.ground, packet_lines(self.at, self.alike), role)


def case_of(at: At, marks: MarksPart) -> CaseAt:
    """The campaign of the path with what its texts are like."""
    return CaseAt(at, marks.alike_in(at))


Case = Annotated[CaseAt, Depends(case_of)]


@router.get("/api/v1/review/{c}/composite")
async def read_composite(at: At, _session: Signer) -> CompositeView:
    """Expert and public opinion of the twenty, once the result is certified."""
    need(at.selection.result, "contest-not-certified")
    return composite_view(at.selection, at.ground)


@router.post("/api/v1/review/{c}/excellent", status_code=201, responses=or_as_before(ExcellentView))
async def cut_excellent(at: At, desk: DeskPart, session: Organiser, response: Response) -> ExcellentView:
    """Cuts the nominees to the excellent works."""
    settle(response, await decision.cut_excellent(desk, at.campaign_id, session.subject))
    return excellent_view(at.selection, at.ground)


@router.get("/api/v1/review/{c}/excellent")
async def read_excellent(at: At, _session: Signer) -> ExcellentView:
    """The excellent works in the order of the composite."""
    need(at.selection.excellent, "excellent-not-cut")
    return excellent_view(at.selection, at.ground)


@router.get("/api/v1/decision/{c}")
async def read_packet(case: Case, session: Signer) -> Packet:
    """Every nominee with its evidence, and the decision once it is signed."""
    need(case.at.selection.excellent, "excellent-not-cut")
    return case.packet(session.role)


@router.post("/api/v1/decision/{c}", status_code=201, responses=PACKET)
async def decide(body: DecisionRequest, case: Case, desk: DeskPart, session: Signer, response: Response) -> Packet:
    """The deciding signature: which entry, why, and when it is told."""
    settle(response, await decision.decide_winner(desk, case.at.campaign_id, body.choice(), session))
    return case.packet(session.role)


@router.post("/api/v1/decision/{c}/countersignatures", status_code=201, responses=PACKET)
async def countersign(
    body: CountersignatureRequest, case: Case, desk: DeskPart, session: Signer, response: Response
) -> Packet:
    """Puts another name under the decision for this entry."""
    settle(response, await decision.countersign(desk, case.at.campaign_id, body.entry_id, session))
    return case.packet(session.role)


@router.post("/api/v1/decision/{c}/returns", status_code=201)
async def send_back(body: ReturnRequest, case: Case, desk: DeskPart, session: Signer, response: Response) -> Packet:
    """Sends the decision for this entry back; nothing is decided then."""
    settle(response, await decision.send_back(desk, case.at.campaign_id, body.entry_id, body.statement, session))
    return case.packet(session.role)


@router.put("/api/v1/decision/{c}/announcement")
async def set_announcement(
    body: AnnouncementRequest, case: Case, desk: DeskPart, session: Organiser, response: Response
) -> Packet:
    """States the minute at which the winner is told; it can move until it has come."""
    settle(response, await decision.set_announcement(desk, case.at.campaign_id, body.announce_at, session.subject))
    response.status_code = 200
    return case.packet(session.role)


@router.post("/api/v1/decision/{c}/announcement", status_code=201, responses=PACKET)
async def announce(case: Case, desk: DeskPart, session: Organiser, response: Response) -> Packet:
    """Tells the winner to everyone, once; refused before the minute, at which it happens by itself."""
    settle(response, await announcing.announce_winner(desk, case.at.campaign_id, session.subject))
    return case.packet(session.role)
