"""删除个人信息: by the person himself, or by the office for an author who asks for it."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from plumbing.problems import Problem
from plumbing.tokens import SESSION_COOKIE

from intake.domain.entries import Entry
from intake.domain.state import Campaign
from intake.entrypoints.form_faults import Faults, told
from intake.entrypoints.guards import Citizen, DeskPart, Organiser, pages_of
from intake.entrypoints.pages_submissions import Number
from intake.handlers.contacts import erase
from intake.handlers.desk import Desk
from intake.handlers.receipts import entry_of_receipt

router = APIRouter(include_in_schema=False)
MINE = "/sign-in/erasure"
UNCONFIRMED: Faults = {"confirm": ("请先勾选确认。", "Please tick the box first.")}
Confirmed = Annotated[str, Form(max_length=10)]


@router.get(MINE)
async def erasure_page(request: Request, desk: DeskPart, citizen: Citizen) -> Response:
    """What is kept of the citizen, and what goes."""
    return _page(request, MINE, _entries_of(desk, citizen.subject))


@router.post(MINE)
async def erase_mine(request: Request, desk: DeskPart, citizen: Citizen, confirm: Confirmed = "") -> Response:
    """Erases it and signs him out."""
    if confirm != "yes":
        return _page(request, MINE, _entries_of(desk, citizen.subject), UNCONFIRMED)
    await erase(desk, citizen.subject, "citizen", "request")
    response = RedirectResponse("/submissions?said=erased", status_code=303)
    response.delete_cookie(SESSION_COOKIE, path="/", httponly=True, samesite="lax")
    return response


@router.get("/submissions/{number}/erasure")
async def author_page(number: Number, request: Request, desk: DeskPart, session: Organiser) -> Response:
    """The same of the author of an entry, for the office."""
    return _page(request, f"/submissions/{number}/erasure", _author_s(desk, number, session.campaign))


@router.post("/submissions/{number}/erasure")
async def erase_author(
    number: Number, request: Request, desk: DeskPart, session: Organiser, confirm: Confirmed = ""
) -> Response:
    """Erases it."""
    found = _author_s(desk, number, session.campaign)
    if confirm != "yes":
        return _page(request, f"/submissions/{number}/erasure", found, UNCONFIRMED)
    await erase(desk, found[0][1].filed.author_ref, session.subject, "office")
    return RedirectResponse(f"/submissions/{found[0][1].filed.receipt_no}?said=erased", status_code=303)


def _entries_of(desk: Desk, author_ref: str) -> list[tuple[Campaign, Entry]]:
    return list(desk.state.entries_of_author(author_ref))


def _author_s(desk: Desk, number: str, own: str | None) -> list[tuple[Campaign, Entry]]:
    """Everything of an author, the entry that was named first. Problem 403 for an account of another campaign."""
    campaign, entry = entry_of_receipt(desk, number)
    if own not in (None, campaign.campaign_id):
        raise Problem("campaign-forbidden", 403, "您的账号属于另一项活动。", "Your account is for another campaign.")
    others = [one for one in _entries_of(desk, entry.filed.author_ref) if one[1] is not entry]
    return [(campaign, entry), *others]


def _page(request: Request, path: str, found: list[tuple[Campaign, Entry]], faults: Faults | None = None) -> Response:
    return pages_of(request).render(
        request,
        "erasure.html",
        status=422 if faults else 200,
        path=path,
        own=path == MINE,
        entries=found,
        errors=told(request, faults or {}),
    )
