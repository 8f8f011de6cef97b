"""The office's page from the panel to the prizes: one page, each step a form of its own."""

from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from review.domain.fold import Refused, Verdict
from review.domain.state import Campaign
from review.entrypoints.choosing import AtWork, all_known
from review.entrypoints.contest_forms import Changing, OfList, OfRound, Opening, Panel, Refinement
from review.entrypoints.contest_page import office_page
from review.entrypoints.guards import DeskPart, Organiser, pages_of
from review.entrypoints.own_campaign import Own
from review.entrypoints.refusals import WORDS
from review.handlers import awards, contest, decision, panel
from review.handlers.desk import Desk

router = APIRouter(include_in_schema=False)


@router.get("/office/contest")
async def overview(_session: Organiser, request: Request, own: Own, desk: DeskPart, done: str = "") -> Response:
    """Where the selection stands and what can be done next."""
    if own is None:
        return pages_of(request).render(request, "choice.html", campaigns=all_known(desk), to="/office/contest")
    return office_page(request, own, desk.now(), done=bool(done))


@router.post("/office/contest/panel")
async def seat_panel(session: Organiser, request: Request, at: AtWork, desk: DeskPart, form: Panel) -> Response:
    """Names the panel of a round."""
    return _after(request, at, desk, await panel.seat_panel(desk, at.campaign_id, form.seats(), session.subject))


@router.post("/office/contest/reminders")
async def remind(session: Organiser, request: Request, at: AtWork, desk: DeskPart, form: OfRound) -> Response:
    """Reminds the judges whose ballots are not full."""
    return _after(request, at, desk, await panel.remind_judges(desk, at.campaign_id, form.round, session.subject))


@router.post("/office/contest/finalists")
async def cut_finalists(session: Organiser, request: Request, at: AtWork, desk: DeskPart) -> Response:
    """Cuts to the finalists by the panel's scores."""
    return _after(request, at, desk, await panel.cut_finalists(desk, at.campaign_id, session.subject))


@router.post("/office/contest/release")
async def release_list(session: Organiser, request: Request, at: AtWork, desk: DeskPart, form: OfList) -> Response:
    """Releases a pending list as it was shown."""
    verdict = await panel.release_list(desk, at.campaign_id, form.tier, form.digest, session.subject)
    return _after(request, at, desk, verdict)


@router.post("/office/contest/withhold")
async def withhold_list(session: Organiser, request: Request, at: AtWork, desk: DeskPart, form: OfList) -> Response:
    """Takes a pending list back."""
    verdict = await panel.withhold_list(desk, at.campaign_id, form.tier, form.reason, session.subject)
    return _after(request, at, desk, verdict)


@router.post("/office/contest/nominees")
async def cut_nominees(session: Organiser, request: Request, at: AtWork, desk: DeskPart) -> Response:
    """Cuts to the nominees."""
    return _after(request, at, desk, await panel.cut_nominees(desk, at.campaign_id, session.subject))


@router.post("/office/contest/refinements")
async def refine(session: Organiser, request: Request, at: AtWork, desk: DeskPart, form: Refinement) -> Response:
    """Gives a nominee a better text."""
    verdict = await panel.refine_text(desk, at.campaign_id, form.version(), session.subject)
    return _after(request, at, desk, verdict)


@router.post("/office/contest/open")
async def open_contest(session: Organiser, request: Request, at: AtWork, desk: DeskPart, form: Opening) -> Response:
    """Opens the vote."""
    verdict = await contest.open_contest(desk, at.campaign_id, form.runs(), form.title, session.subject)
    return _after(request, at, desk, verdict)


@router.post("/office/contest/change")
async def change(session: Organiser, request: Request, at: AtWork, desk: DeskPart, form: Changing) -> Response:
    """Moves the end of the vote, or changes the embargo."""
    standing = at.selection.contest.closes_at if at.selection.contest else None
    verdict = await contest.change_contest(desk, at.campaign_id, form.change(standing), session.subject)
    return _after(request, at, desk, verdict)


@router.post("/office/contest/excellent")
async def cut_excellent(session: Organiser, request: Request, at: AtWork, desk: DeskPart) -> Response:
    """Cuts to the excellent works."""
    return _after(request, at, desk, await decision.cut_excellent(desk, at.campaign_id, session.subject))


@router.post("/office/contest/awards")
async def release(session: Organiser, request: Request, at: AtWork, desk: DeskPart) -> Response:
    """Releases the prizes."""
    return _after(request, at, desk, await awards.release_awards(desk, at.campaign_id, session.subject))


def _after(request: Request, at: Campaign, desk: Desk, verdict: Verdict) -> Response:
    """Back to the page; with the reason on it when the step was refused."""
    if isinstance(verdict, Refused):
        return office_page(request, at, desk.now(), fault=WORDS[verdict.code])
    return RedirectResponse(f"/office/contest?campaign={quote(at.campaign_id)}&done=yes", status_code=303)
