"""The signers' page: the ten with their evidence, the signatures, and the minute at which the winner is told."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from plumbing.tokens import Session

from review.domain.fold import Refused, Verdict
from review.domain.state import Campaign
from review.entrypoints.choosing import AtWork, all_known
from review.entrypoints.decision_forms import Announcement, Deciding, DecisionForm, Second
from review.entrypoints.decision_page import decision_page
from review.entrypoints.guards import DeskPart, Organiser, pages_of, staff
from review.entrypoints.own_campaign import Own
from review.handlers import announcing, decision

router = APIRouter(include_in_schema=False)
Signer = Annotated[Session, Depends(staff("leader", "organiser"))]


@router.get("/decision")
async def evidence(_session: Signer, request: Request, own: Own, desk: DeskPart) -> Response:
    """The evidence; a choice of campaigns when there are several."""
    if own is None:
        return pages_of(request).render(request, "choice.html", campaigns=all_known(desk), to="/decision")
    return decision_page(request, own)


@router.post("/decision")
async def sign(session: Signer, request: Request, own: Own, desk: DeskPart, form: Deciding) -> Response:
    """The deciding signature; what is missing comes back beside what was written."""
    if own is None:
        return RedirectResponse("/decision", status_code=303)
    verdict = await decision.decide_winner(desk, own.campaign_id, form.choice(), session)
    return _after(request, own, verdict, form)


@router.post("/decision/countersignatures")
async def countersign(session: Signer, request: Request, at: AtWork, desk: DeskPart, form: Second) -> Response:
    """Another name under it."""
    return _after(request, at, await decision.countersign(desk, at.campaign_id, form.entry_id, session))


@router.post("/decision/returns")
async def send_back(session: Signer, request: Request, at: AtWork, desk: DeskPart, form: Second) -> Response:
    """Back to the first signer, with a statement."""
    verdict = await decision.send_back(desk, at.campaign_id, form.entry_id, form.statement, session)
    return _after(request, at, verdict, DecisionForm(statement=form.statement))


@router.post("/decision/minute")
async def set_minute(session: Organiser, request: Request, at: AtWork, desk: DeskPart, form: Announcement) -> Response:
    """The minute at which the winner is told."""
    return _after(request, at, await decision.set_announcement(desk, at.campaign_id, form.announce_at, session.subject))


@router.post("/decision/announcement")
async def announce(session: Organiser, request: Request, at: AtWork, desk: DeskPart) -> Response:
    """Tells the winner to everyone."""
    return _after(request, at, await announcing.announce_winner(desk, at.campaign_id, session.subject))


def _after(request: Request, at: Campaign, verdict: Verdict, form: DecisionForm | None = None) -> Response:
    if isinstance(verdict, Refused):
        return decision_page(request, at, form, verdict)
    return RedirectResponse(f"/decision?campaign={quote(at.campaign_id)}", status_code=303)
