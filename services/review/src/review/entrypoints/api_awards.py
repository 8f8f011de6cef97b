"""The API of the prizes and of their payment."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from plumbing.openapi import or_as_before
from pydantic import Field, StringConstraints

from review.entrypoints.answers import need, settle
from review.entrypoints.guards import At, DeskPart, Organiser
from review.entrypoints.prize_views import PrizesView, prizes_view
from review.entrypoints.refusals import taken
from review.entrypoints.selection_requests import Strict
from review.entrypoints.selection_views import AwardsView, awards_view
from review.handlers import awards, payments

router = APIRouter(prefix="/api/v1/review/{c}", tags=["awards"])
PaymentId = Annotated[str, Path(max_length=80, description="The entry, a dash, and the author's place")]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]


class ApprovalRequest(Strict):
    """Payments to approve."""

    payment_ids: list[Annotated[str, Field(max_length=80)]] = Field(min_length=1, max_length=500)


class PaidRequest(Strict):
    """The reference of a payment that was made."""

    reference: Words


class ReturnedRequest(Strict):
    """Why the money came back."""

    reason: Words


@router.post("/awards", status_code=201, responses=or_as_before(AwardsView))
async def release_awards(at: At, desk: DeskPart, session: Organiser, response: Response) -> AwardsView:
    """Releases all prizes at once; asking again pays nothing twice."""
    settle(response, await awards.release_awards(desk, at.campaign_id, session.subject))
    return awards_view(at.selection, at.ground)


@router.get("/awards")
async def read_awards(at: At, _session: Organiser) -> AwardsView:
    """The prizes, the winner first."""
    need(at.selection.prizes, "awards-not-released")
    return awards_view(at.selection, at.ground)


@router.get("/prizes")
async def read_prizes(at: At, _session: Organiser) -> PrizesView:
    """Every prize with how its sum came about, and the ledger; before the release, what it would be now."""
    return prizes_view(at.selection, at.ground)


@router.post("/payments/approvals")
async def approve(body: ApprovalRequest, at: At, desk: DeskPart, session: Organiser) -> PrizesView:
    """Approves payments: all of the list or none of it."""
    taken(await payments.approve(desk, at.campaign_id, body.payment_ids, session.subject))
    return prizes_view(at.selection, at.ground)


@router.put("/payments/{payment}/paid")
async def pay(payment: PaymentId, body: PaidRequest, at: At, desk: DeskPart, session: Organiser) -> PrizesView:
    """Writes down that an approved payment was made; whoever approved it does not make it."""
    taken(await payments.pay(desk, at.campaign_id, payment, body.reference, session.subject))
    return prizes_view(at.selection, at.ground)


@router.put("/payments/{payment}/returned")
async def take_back(
    payment: PaymentId, body: ReturnedRequest, at: At, desk: DeskPart, session: Organiser
) -> PrizesView:
    """Writes down that the money came back; it can be approved anew."""
    taken(await payments.take_back(desk, at.campaign_id, payment, body.reason, session.subject))
    return prizes_view(at.selection, at.ground)
