"""Submitting on the web: the form, and the way to the receipt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from plumbing.problems import Problem
from plumbing.tokens import Session, session_of
from plumbing.via import via_of

from intake.domain.attachments import MOST_FILES
from intake.domain.state import Campaign
from intake.entrypoints.choosing import Shown, Wanted, open_ones
from intake.entrypoints.entry_form import FIELDS, EntryForm
from intake.entrypoints.form_faults import Faults, faults_of, told
from intake.entrypoints.guards import DeskPart, pages_of
from intake.entrypoints.pages_call import last_day
from intake.entrypoints.sent_files import SentFiles, attach_all, file_faults
from intake.handlers.attachments import Uploaded
from intake.handlers.changes import hold
from intake.handlers.desk import Desk
from intake.handlers.drafts import drop_draft, find_draft, keep_draft
from intake.handlers.entries import Came, submit_web

router = APIRouter(include_in_schema=False)


class SubmitForm(EntryForm):
    """The form, and which of its two buttons was pressed."""

    keep: Literal["draft", ""] = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """The form as it stands, what is wrong with it, and whether somebody's session ended over it."""

    form: EntryForm
    faults: Faults
    status: int = 200
    signed_out: bool = False
    drafted_at: datetime | None = None


@router.get("/submit")
async def submit_page(request: Request, desk: DeskPart, campaign: Shown, wanted: Wanted = "") -> Response:
    """The form; whoever has not signed in is told why and how. Several open campaigns want a choice."""
    several = open_ones(desk)
    if not wanted and len(several) > 1:
        return pages_of(request).render(request, "choice.html", campaigns=several, to="/submit")
    at = _the_open_one(campaign, several, wanted)
    if at is None:
        return pages_of(request).render(request, "no_campaign.html")
    return _page(request, desk, at, await _begun(request, desk, at))


@router.post("/submit")
async def submit(
    request: Request, desk: DeskPart, shown: Shown, form: Annotated[SubmitForm, Form()], files: SentFiles
) -> Response:
    """Takes the entry with its files and leads to its receipt; whatever is wrong, what was written is kept."""
    at, session = shown or desk.campaign(""), _reader(request)
    if session is None:
        return _page(request, desk, at, Filled(form, {}, 401, signed_out=True))
    if session.role != "citizen":
        raise Problem("role-forbidden", 403, "请用手机号登录后投稿。", "Please sign in with a phone to submit.")
    sent = Sent(at, session, form, files, via_of(request))
    taken = await (_drafted(desk, sent) if form.keep == "draft" else _taken(desk, sent))
    return taken if isinstance(taken, Response) else _page(request, desk, at, taken)


@dataclass(frozen=True, slots=True)
class Sent:
    """An entry on its way in."""

    at: Campaign
    citizen: Session
    form: EntryForm
    files: list[Uploaded]
    outlet: str | None


async def _begun(request: Request, desk: Desk, at: Campaign) -> Filled:
    """The form with the citizen's draft, or an empty one."""
    session = _reader(request)
    draft = await find_draft(desk, at.campaign_id, session) if session and session.role == "citizen" else None
    if draft is None:
        return Filled(EntryForm(), {})
    return Filled(EntryForm.model_validate(draft.fields), {}, drafted_at=draft.kept_at)


async def _drafted(desk: Desk, sent: Sent) -> Response | Filled:
    """Keeps what was written so far, sound or not; or lets go of it when nothing was."""
    try:
        if any(sent.form.draft().values()):
            await keep_draft(desk, sent.at.campaign_id, sent.citizen, sent.form.draft())
        else:
            await drop_draft(desk, sent.at.campaign_id, sent.citizen)
    except Problem as problem:
        return Filled(sent.form, faults_of(problem, FIELDS), problem.status)
    return RedirectResponse(f"/submit?campaign={sent.at.campaign_id}&said=kept", status_code=303)


async def _taken(desk: Desk, sent: Sent) -> Response | Filled:
    """The way to the receipt, or the form with what is wrong. Files are looked into before the entry is taken."""
    if faults := {**sent.form.faults(), **await file_faults(desk, sent.files)}:
        return Filled(sent.form, faults, 422)
    try:
        came = Came(sent.form.late_code, sent.outlet)
        outcome = await submit_web(desk, sent.at.campaign_id, sent.citizen, sent.form.written(), came)
    except Problem as problem:
        return Filled(sent.form, faults_of(problem, FIELDS), problem.status)
    kept = not sent.files or await attach_all(desk, hold(desk, outcome.receipt_no, sent.citizen), sent.files)
    await drop_draft(desk, sent.at.campaign_id, sent.citizen)
    said = outcome.status if kept else "files-failed"
    return RedirectResponse(f"/submissions/{outcome.receipt_no}?said={said}", status_code=303)


def _the_open_one(newest: Campaign | None, several: Sequence[Campaign], wanted: str) -> Campaign | None:
    return newest if wanted or not several else several[0]


def _reader(request: Request) -> Session | None:
    return session_of(request, request.app.state.verifier, request.app.state.clock)


def _page(request: Request, desk: Desk, campaign: Campaign, filled: Filled) -> Response:
    session = _reader(request)
    return pages_of(request).render(
        request,
        "submit.html",
        status=filled.status,
        campaign=campaign,
        rules=campaign.rules,
        phase=campaign.rules.phase_at(desk.clock.now()),
        last_day=last_day(campaign.rules.submissions_close_at),
        form=filled.form,
        errors=told(request, filled.faults),
        signed_out=filled.signed_out,
        drafted_at=filled.drafted_at,
        said=request.query_params.get("said", ""),
        reader=session.role if session else "nobody",
        limit=campaign.rules.phrase_limit,
        most_files=MOST_FILES,
        late=request.query_params.get("late") == "true",
    )
