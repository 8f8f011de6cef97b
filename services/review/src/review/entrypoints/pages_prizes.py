"""The office's page of the prizes: how every sum came about, and how far each payment is."""

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from review.domain.fold import Refused, Verdict
from review.domain.state import Campaign
from review.entrypoints.choosing import AtWork
from review.entrypoints.contest_page import READINGS
from review.entrypoints.guards import DeskPart, Organiser, pages_of
from review.entrypoints.prize_views import prizes_view
from review.entrypoints.refusals import WORDS
from review.handlers import awards, payments

router = APIRouter(include_in_schema=False)


class ApprovalForm(BaseModel):
    """Ticked payments."""

    picked: list[str] = Field(default=[], max_length=500)


class PaymentForm(BaseModel):
    """One payment: made under a reference, or returned for a reason."""

    payment: str = Field(max_length=80)
    words: str = Field(default="", max_length=200)
    act: Literal["paid", "returned"]


@router.get("/office/prizes")
async def overview(request: Request, _session: Organiser, at: AtWork, ticked: bool = False) -> Response:
    """The prizes as they are, or as they would be; the ledger."""
    return _page(request, at, ticked=ticked)


@router.post("/office/prizes")
async def release(request: Request, session: Organiser, at: AtWork, desk: DeskPart) -> Response:
    """Releases the prizes."""
    return _after(request, at, await awards.release_awards(desk, at.campaign_id, session.subject))


@router.post("/office/prizes/approvals")
async def approve(
    request: Request, session: Organiser, at: AtWork, desk: DeskPart, form: Annotated[ApprovalForm, Form()]
) -> Response:
    """Approves the ticked payments."""
    return _after(request, at, await payments.approve(desk, at.campaign_id, form.picked, session.subject))


@router.post("/office/prizes/payments")
async def pay(
    request: Request, session: Organiser, at: AtWork, desk: DeskPart, form: Annotated[PaymentForm, Form()]
) -> Response:
    """Writes down one payment, or that it came back."""
    step = payments.pay if form.act == "paid" else payments.take_back
    return _after(request, at, await step(desk, at.campaign_id, form.payment, form.words, session.subject), form)


def _after(request: Request, at: Campaign, verdict: Verdict, form: PaymentForm | None = None) -> Response:
    if isinstance(verdict, Refused):
        return _page(request, at, form=form, refused=verdict)
    return RedirectResponse(f"/office/prizes?campaign={quote(at.campaign_id)}", status_code=303)


def _page(
    request: Request,
    at: Campaign,
    *,
    form: PaymentForm | None = None,
    refused: Refused | None = None,
    ticked: bool = False,
) -> Response:
    status, zh, en = WORDS[refused.code] if refused else (200, "", "")
    return pages_of(request).render(
        request,
        "office_prizes.html",
        status=status,
        fault=(zh, en) if refused else None,
        campaign=at,
        prizes=prizes_view(at.selection, at.ground),
        reading=READINGS[at.rules.selection.reading],
        form=form,
        ticked=ticked,
    )
