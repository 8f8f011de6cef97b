"""Following up by receipt number: what came in, when, and what is to be known of it. Never whose it is."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from pages.rendering import current_session
from plumbing.problems import Problem
from plumbing.tokens import Session

from intake.domain.attachments import MOST_FILES
from intake.domain.entries import Entry
from intake.domain.receipts import normal_receipt_no
from intake.domain.state import Campaign
from intake.entrypoints.form_faults import Faults, told
from intake.entrypoints.guards import DeskPart, Office, desk_of, pages_of
from intake.entrypoints.pages_call import last_day
from intake.entrypoints.words import CHANNELS, Words
from intake.handlers.attachments import files_of, name_of
from intake.handlers.changes import Held, hand_of, may_edit
from intake.handlers.desk import Desk
from intake.handlers.receipts import entry_of_receipt

router = APIRouter(include_in_schema=False)
Number = Annotated[str, Path(max_length=100)]
Said = Literal["accepted", "unchanged", "edited", "withdrawn", "restored", "in", "files", "files-failed", "erased", ""]
MISTYPED: Words = (
    "编号有误：请对照回执，检查有没有少字或错字。",
    "This cannot be a receipt number: please compare it with your receipt, a character is missing or wrong.",
)
UNKNOWN: Words = (
    "没有找到这个编号的作品，请对照回执核对。",
    "There is no entry with this number; please compare it with your receipt.",
)


@router.get("/submissions")
async def look_up(request: Request, desk: DeskPart, no: Annotated[str, Query(max_length=100)] = "") -> Response:
    """The form for a number; a number leads to its entry."""
    return _found_or_not(request, desk, no) if no.strip() else _form(request, "", None)


@router.get("/submissions/of/{entry_id}")
async def of_entry(entry_id: Number, desk: DeskPart, session: Office) -> Response:
    """From an entry, as the neighbours name it, to its receipt: for the office, which finds its files there."""
    own = [one for one in desk.state.campaigns.values() if session.campaign in (None, one.campaign_id)]
    found = next((one.entries[entry_id] for one in own if entry_id in one.entries), None)
    if found is None:
        raise Problem("entry-unknown", 404, "没有这件作品。", "There is no such entry.")
    return RedirectResponse(f"/submissions/{found.filed.receipt_no}", status_code=303)


@router.get("/submissions/{number}")
async def submission(number: Number, request: Request, desk: DeskPart, said: Said = "") -> Response:
    """The entry behind a number; `said` is what has just become of it."""
    if normal_receipt_no(number) != number:
        return _found_or_not(request, desk, number)
    try:
        campaign, entry = entry_of_receipt(desk, number)
    except Problem as problem:
        return _form(request, number, UNKNOWN, problem.status)
    return submission_page(request, desk, (campaign, entry), said)


def submission_page(
    request: Request, desk: Desk, found: tuple[Campaign, Entry], said: Said = "", faults: Faults | None = None
) -> Response:
    """The receipt of an entry, with what its reader may do; `faults` of the field for a file."""
    campaign, entry = found
    return pages_of(request).render(
        request,
        "submission.html",
        status=422 if faults else 200,
        campaign=campaign,
        rules=campaign.rules,
        entry=entry,
        filed=entry.filed,
        channel=CHANNELS[entry.filed.channel],
        earliest=_earliest(campaign, entry),
        said=said,
        open=campaign.rules.accepts_at(desk.clock.now()),
        last_day=last_day(campaign.rules.submissions_close_at),
        most_files=MOST_FILES,
        errors=told(request, faults or {}),
        erased=entry.filed.author_ref in desk.state.erased,
        **_rights(request, desk, campaign, entry),
    )


def _rights(request: Request, desk: Desk, campaign: Campaign, entry: Entry) -> dict[str, Any]:
    """What whoever reads the page may do with the entry."""
    session = current_session(request)
    hand = hand_of(session, campaign.campaign_id, entry) if isinstance(session, Session) else None
    if session is None or hand is None:
        return {"hand": None, "editable": False, "files": [], "may_erase": False}
    held = Held(campaign, entry, hand, "")
    return {
        "hand": hand,
        "editable": may_edit(held),
        "files": [(one, name_of(desk, held, one)) for one in files_of(held)],
        "may_erase": session.role == "organiser",
    }


def _earliest(campaign: Campaign, entry: Entry) -> datetime | None:
    return campaign.entries[entry.duplicate_of].filed.received_at if entry.duplicate_of else None


def _found_or_not(request: Request, desk: DeskPart, typed: str) -> Response:
    number = normal_receipt_no(typed)
    if number is None:
        return _form(request, typed, MISTYPED, 404)
    if desk.state.entry_by_receipt(number) is None:
        return _form(request, typed, UNKNOWN, 404)
    return RedirectResponse(f"/submissions/{number}", status_code=303)


def _form(request: Request, typed: str, fault: Words | None, status: int = 200) -> Response:
    errors = told(request, {"no": fault} if fault else {})
    return pages_of(request).render(
        request,
        "submissions.html",
        status=status,
        number=typed,
        errors=errors,
        own=_own(request),
        said=request.query_params.get("said", ""),
    )


def _own(request: Request) -> Sequence[tuple[Campaign, Entry]]:
    """What a citizen who has signed in handed in, the latest first."""
    session = current_session(request)
    if not isinstance(session, Session) or session.role != "citizen":
        return ()
    return list(reversed(desk_of(request).state.entries_of_author(session.subject)))
