"""Submitting on the web: a question a page, a look at the whole, and the way to the receipt.

The answers travel with the form from page to page; nothing is kept here between two of them but the draft, if the
citizen wants one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from plumbing.problems import Problem
from plumbing.tokens import Session
from plumbing.via import via_of

from intake.domain.state import Campaign
from intake.entrypoints.choosing import Shown, Wanted, open_ones
from intake.entrypoints.entry_form import FIELDS
from intake.entrypoints.form_faults import Faults, faults_of
from intake.entrypoints.guards import DeskPart, pages_of, reader_of
from intake.entrypoints.sent_files import SentFiles, attach_all, file_faults
from intake.entrypoints.submit_page import Filled, Place, SubmitForm, submit_page
from intake.entrypoints.submit_steps import StepName, after, faults_at, first_wrong
from intake.handlers.attachments import Uploaded
from intake.handlers.changes import hold
from intake.handlers.drafts import drop_draft, find_draft, keep_draft
from intake.handlers.entries import Came, submit_web
from intake.handlers.late_codes import late_code_fault

router = APIRouter(include_in_schema=False)
AtStep = Annotated[StepName | Literal[""], Query(alias="step")]
NO_CODE = ("请填写补投码。", "Please type the late code.")


@dataclass(frozen=True, slots=True)
class Sent:
    """The form on its way in."""

    place: Place
    citizen: Session
    form: SubmitForm
    files: list[Uploaded]
    outlet: str | None


@router.get("/submit")
async def open_form(
    request: Request, desk: DeskPart, campaign: Shown, wanted: Wanted = "", at: AtStep = ""
) -> Response:
    """The first question, or the one at which a draft was kept; whoever has not signed in is told why and how. Several
    open campaigns want a choice.
    """
    several = open_ones(desk)
    if not wanted and len(several) > 1:
        return pages_of(request).render(request, "choice.html", campaigns=several, to="/submit")
    chosen = _the_open_one(campaign, several, wanted)
    if chosen is None:
        return pages_of(request).render(request, "no_campaign.html")
    place = Place(request, desk, chosen, reader_of(request))
    return submit_page(place, await _begun(place, at))


@router.post("/submit")
async def submit(
    request: Request, desk: DeskPart, shown: Shown, form: Annotated[SubmitForm, Form()], files: SentFiles
) -> Response:
    """Takes one answer and asks for the next; from the last page, or from whoever sends all at once, it takes the entry
    with its files and leads to its receipt. Whatever is wrong, what was written is kept.
    """
    place = Place(request, desk, shown or desk.campaign(""), reader_of(request))
    if place.session is None:
        return submit_page(place, Filled(form, form.step or "check", status=401, signed_out=True))
    if place.session.role != "citizen":
        raise Problem("role-forbidden", 403, "请用手机号登录后投稿。", "Please sign in with a phone to submit.")
    taken = await _gone_on(Sent(place, place.session, form, files, via_of(request)))
    return taken if isinstance(taken, Response) else submit_page(place, taken)


async def _begun(place: Place, at: StepName | Literal[""]) -> Filled:
    """The form with the citizen's draft, or an empty one at its first question."""
    session = place.session
    found = session and session.role == "citizen" and await find_draft(place.desk, place.campaign.campaign_id, session)
    form = SubmitForm.model_validate(found.fields) if found else SubmitForm()
    way = place.way(form)
    if not found:
        return Filled(form, way[0], began=True)
    begun = _turned_to(place, form, at if at in way else way[0])
    return replace(begun, status=200, began=True, drafted_at=found.kept_at)


async def _gone_on(sent: Sent) -> Response | Filled:
    """What the button that was pressed leads to."""
    form = sent.form
    if form.keep:
        return await _drafted(sent)
    if form.to:
        return _turned_to(sent.place, form, form.to)
    if form.step == "" or form.step == "check":
        return await _taken(sent)
    return _answered(sent.place, form, form.step)


def _answered(place: Place, form: SubmitForm, step: StepName) -> Filled:
    """The next question, or this one again with what is wrong with its answer."""
    if faults := faults_at(step, {**_code_faults(place, form), **form.faults()}):
        return Filled(form, step, faults, 422)
    return _turned_to(place, form, "check" if form.checking else after(place.way(form), step))


def _code_faults(place: Place, form: SubmitForm) -> Faults:
    if not form.late_code.strip():
        return {"late_code": NO_CODE}
    fault = late_code_fault(place.desk, place.campaign.campaign_id, form.late_code)
    return {"late_code": fault} if fault else {}


def _turned_to(place: Place, form: SubmitForm, step: StepName) -> Filled:
    """This page; nobody looks over an entry in which something is wrong, so then the page of that."""
    if step == "check" and (faults := form.faults()):
        return _told(place, form, faults, 422)
    return Filled(form, step)


def _told(place: Place, form: SubmitForm, faults: Faults, status: int) -> Filled:
    """The first page that one of the faults is about; from there the way leads back to the look at the whole."""
    step = first_wrong(place.way(form), faults)
    return Filled(form.model_copy(update={"checking": "yes"}), step, faults_at(step, faults), status)


async def _drafted(sent: Sent) -> Response | Filled:
    """Keeps what was written so far, sound or not; or lets go of it when nothing was, or when that is wanted."""
    form, place = sent.form, sent.place
    kept = form.keep == "draft" and any(form.draft().values())
    try:
        if kept:
            await keep_draft(place.desk, place.campaign.campaign_id, sent.citizen, form.draft())
        else:
            await drop_draft(place.desk, place.campaign.campaign_id, sent.citizen)
    except Problem as problem:
        return Filled(form, form.step or place.way(form)[0], faults_of(problem, FIELDS), problem.status)
    step = f"&step={form.step}" if kept and form.step else ""
    return RedirectResponse(f"/submit{place.query(form)}&said={'kept' if kept else 'dropped'}{step}", status_code=303)


async def _taken(sent: Sent) -> Response | Filled:
    """The way to the receipt, or the page with what is wrong. Files are looked into before the entry is taken."""
    place, form = sent.place, sent.form
    desk, campaign_id = place.desk, place.campaign.campaign_id
    if faults := {**form.faults(), **await file_faults(desk, sent.files)}:
        return _told(place, form, faults, 422)
    try:
        outcome = await submit_web(desk, campaign_id, sent.citizen, form.written(), Came(form.late_code, sent.outlet))
    except Problem as problem:
        return _told(place, form, faults_of(problem, FIELDS), problem.status)
    kept = not sent.files or await attach_all(desk, hold(desk, outcome.receipt_no, sent.citizen), sent.files)
    await drop_draft(desk, campaign_id, sent.citizen)
    said = outcome.status if kept else "files-failed"
    return RedirectResponse(f"/submissions/{outcome.receipt_no}?said={said}", status_code=303)


def _the_open_one(newest: Campaign | None, several: Sequence[Campaign], wanted: str) -> Campaign | None:
    return newest if wanted or not several else several[0]
