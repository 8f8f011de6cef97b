"""来件登记: the office enters what came by e-mail or letter, one after the other."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, File, Form, Query, Request, Response, UploadFile
from fastapi.responses import RedirectResponse
from pages.wording import LOCAL_ZONE
from plumbing.problems import Problem
from plumbing.tokens import Session
from pydantic import BaseModel, Field

from intake.bootstrap import HttpParts
from intake.domain.attachments import MOST_FILES
from intake.domain.entries import Outcome
from intake.entrypoints.choosing import AtWork, Work
from intake.entrypoints.entry_form import FIELDS, EntryForm
from intake.entrypoints.form_faults import Faults, faults_of, told
from intake.entrypoints.guards import Office, pages_of
from intake.entrypoints.sent_files import SentFiles, attach_all, file_faults, uploaded
from intake.handlers.attachments import Uploaded
from intake.handlers.changes import hold
from intake.handlers.entries import Registered, register
from intake.handlers.held_files import HeldFiles
from intake.handlers.incoming_mail import read_incoming

router = APIRouter(include_in_schema=False)
PATH = "/office/registration"
Came = Literal["email", "letter"]


class RegistrationForm(EntryForm):
    """An entry with how and when it came."""

    channel: Came = "letter"
    received_on: str = Field(default="", max_length=20)
    phone: str = Field(default="", max_length=100)
    unit_id: str = Field(default="", max_length=64)
    held: str = Field(default="", max_length=64)
    """The key of the files that came with a mail."""

    def day(self) -> date | None:
        """The day it was received; None for what is no day."""
        try:
            return date.fromisoformat(self.received_on)
        except ValueError:
            return None

    def faults(self) -> Faults:
        """Everything that can be told before anybody is asked, by field."""
        faults = dict(super().faults())
        if self.day() is None:
            faults["received_on"] = ("请填写收到日期。", "Please give the day it was received.")
        return faults


class Last(BaseModel):
    """What was entered last, and what the next one probably shares with it."""

    done: str = Field(default="", max_length=64)
    said: Literal["accepted", "unchanged", ""] = ""
    channel: Came = "letter"
    received_on: str = Field(default="", max_length=20)
    files: Literal["failed", ""] = ""


@router.get(PATH)
async def registration(request: Request, _session: Office, work: AtWork, last: Annotated[Last, Query()]) -> Response:
    """An empty form, below the receipt of what was entered last."""
    today = work.desk.clock.now().astimezone(LOCAL_ZONE).date().isoformat()
    form = RegistrationForm(channel=last.channel, received_on=last.received_on or today)
    return _page(request, work, form, last=last)


@router.post(PATH)
async def enter(
    request: Request, session: Office, work: AtWork, form: Annotated[RegistrationForm, Form()], files: SentFiles
) -> Response:
    """Enters it with its scanned original and offers the next form; what is wrong is said beside its field, and
    everything typed is kept.
    """
    taken = await _taken(request, work, session, Filled(form, files))
    if isinstance(taken, Refusal):
        return _page(request, work, form, faults=taken.faults, status=taken.status)
    return RedirectResponse(f"{PATH}?{taken}", status_code=303)


@router.post(f"{PATH}/mail")
async def read_mail(
    request: Request, session: Office, work: AtWork, mail: Annotated[UploadFile | None, File()] = None
) -> Response:
    """The form, filled with what a mail says; the clerk looks it over and enters it."""
    try:
        found = await read_incoming(work.desk, (await uploaded(mail)).content, session.subject)
    except Problem as problem:
        fault = {"mail": (problem.zh, problem.en)}
        return _page(request, work, RegistrationForm(channel="email"), faults=fault, status=problem.status)
    _held(request).keep(found.key, found.files, work.desk.clock.now())
    form = RegistrationForm(
        channel="email", received_on=found.received_on.isoformat(), held=found.key, **asdict(found.guess)
    )
    return _page(request, work, form, refused=found.refused)


@dataclass(frozen=True, slots=True)
class Filled:
    """The form with the files that were chosen in it."""

    form: RegistrationForm
    files: list[Uploaded]


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is wrong, by field."""

    faults: Faults
    status: int = 422


async def _taken(request: Request, work: Work, session: Session, filled: Filled) -> str | Refusal:
    """The query of the next form, or what is wrong. Files are looked into before the entry is taken."""
    form, desk, day = filled.form, work.desk, filled.form.day()
    files = [*_held(request).find(form.held, desk.clock.now()), *filled.files]
    faults = {**form.faults(), **await file_faults(desk, files)}
    if faults or day is None:
        return Refusal(faults)
    by = Registered(form.channel, day, form.phone, form.unit_id or None, form.late_code)
    try:
        outcome = await register(desk, work.campaign.campaign_id, session.subject, form.written(), by)
    except Problem as problem:
        return Refusal(faults_of(problem, FIELDS), problem.status)
    if await attach_all(desk, hold(desk, outcome.receipt_no, session), files):
        _held(request).forget(form.held)
        return _next(work, form, outcome)
    return f"{_next(work, form, outcome)}&files=failed"


def _held(request: Request) -> HeldFiles:
    parts: HttpParts = request.app.state.parts
    return parts.held


def _next(work: Work, form: RegistrationForm, outcome: Outcome) -> str:
    return urlencode(
        {
            "campaign": work.campaign.campaign_id, "done": outcome.receipt_no, "said": outcome.status,
            "channel": form.channel, "received_on": form.received_on,
        }
    )  # fmt: skip


def _page(request: Request, work: Work, form: RegistrationForm, **said: Any) -> Response:
    last: Last = said.get("last") or Last()
    found = work.desk.state.entry_by_receipt(last.done)
    campaign, entry = found or (work.campaign, None)
    first = campaign.entries.get((entry.duplicate_of if entry else None) or "")
    return pages_of(request).render(
        request,
        "office_registration.html",
        status=said.get("status", 200),
        work=work,
        form=form,
        errors=told(request, said.get("faults", {})),
        filed=entry.filed if entry else None,
        earliest=first.filed.received_at if first else None,
        said=last.said,
        files_failed=last.files == "failed",
        held=[one.name for one in _held(request).find(form.held, work.desk.clock.now())],
        refused=said.get("refused", ()),
        most_files=MOST_FILES,
    )
