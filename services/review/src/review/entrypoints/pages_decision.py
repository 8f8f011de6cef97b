"""The leader's page: the ten with their evidence, and the signature."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse
from plumbing.tokens import Session
from pydantic import BaseModel, Field

from review.domain.decision import SIGNING_ROLE
from review.domain.fold import Refused
from review.domain.state import Campaign
from review.entrypoints.api_decision import packet_of
from review.entrypoints.ballot_form import Words
from review.entrypoints.choosing import all_known
from review.entrypoints.guards import DeskPart, pages_of, staff
from review.entrypoints.own_campaign import Own
from review.entrypoints.refusals import WORDS
from review.handlers.decision import decide_winner

router = APIRouter(include_in_schema=False)
Reader = Annotated[Session, Depends(staff("leader", "organiser"))]
Leader = Annotated[Session, Depends(staff("leader"))]
FIELDS = {"not-excellent": "entry_id", "statement-required": "statement"}
"""Refusals that a field of the form can mend."""


class DecisionForm(BaseModel):
    """What the leader chose, and why."""

    entry_id: str = Field(default="", max_length=64)
    statement: str = Field(default="", max_length=2000)


@router.get("/decision")
async def evidence(_session: Reader, request: Request, own: Own, desk: DeskPart) -> Response:
    """The evidence; a choice of campaigns when there are several."""
    if own is None:
        return pages_of(request).render(request, "choice.html", campaigns=all_known(desk), to="/decision")
    return _page(request, own, DecisionForm())


@router.post("/decision")
async def sign(
    session: Leader, request: Request, own: Own, desk: DeskPart, form: Annotated[DecisionForm, Form()]
) -> Response:
    """Signs; what is missing comes back beside what was written."""
    if own is None:
        return RedirectResponse("/decision", status_code=303)
    verdict = await decide_winner(desk, own.campaign_id, form.entry_id, form.statement, session)
    if isinstance(verdict, Refused):
        return _page(request, own, form, verdict)
    return RedirectResponse(f"/decision?campaign={quote(own.campaign_id)}", status_code=303)


def _page(request: Request, own: Campaign, form: DecisionForm, refused: Refused | None = None) -> Response:
    packet = packet_of(own)
    errors: dict[str, Words] = {}
    fault: Words | None = WORDS[refused.code][1:] if refused else None
    if refused and fault and refused.code in FIELDS:
        errors, fault = {FIELDS[refused.code]: fault}, None
    role = request.state.session.role
    return pages_of(request).render(
        request,
        "decision.html",
        status=WORDS[refused.code][0] if refused else 200,
        campaign=own,
        packet=packet,
        may_sign=role == SIGNING_ROLE and packet.decision is None,
        chosen=form.entry_id or own.selection.winner,
        statement=form.statement,
        errors=errors,
        fault=fault,
    )
