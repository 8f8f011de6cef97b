"""来件登记: the office enters what came by e-mail or letter, one after the other."""

from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from pages.wording import LOCAL_ZONE
from plumbing.problems import Problem
from pydantic import BaseModel, Field

from intake.domain.entries import Outcome
from intake.entrypoints.choosing import AtWork, Work
from intake.entrypoints.entry_form import FIELDS, EntryForm
from intake.entrypoints.form_faults import Faults, faults_of, told
from intake.entrypoints.guards import Office, pages_of
from intake.handlers.entries import Registered, register

router = APIRouter(include_in_schema=False)
PATH = "/office/registration"
Came = Literal["email", "letter"]


class RegistrationForm(EntryForm):
    """An entry with how and when it came."""

    channel: Came = "letter"
    received_on: str = Field(default="", max_length=20)
    phone: str = Field(default="", max_length=100)
    unit_id: str = Field(default="", max_length=64)

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


@router.get(PATH)
async def registration(request: Request, _session: Office, work: AtWork, last: Annotated[Last, Query()]) -> Response:
    """An empty form, below the receipt of what was entered last."""
    today = work.desk.clock.now().astimezone(LOCAL_ZONE).date().isoformat()
    form = RegistrationForm(channel=last.channel, received_on=last.received_on or today)
    return _page(request, work, form, last=last)


@router.post(PATH)
async def enter(request: Request, session: Office, work: AtWork, form: Annotated[RegistrationForm, Form()]) -> Response:
    """Enters it and offers the next form; what is wrong is said beside its field, and everything typed is kept."""
    day, faults = form.day(), form.faults()
    if faults or day is None:
        return _page(request, work, form, faults=faults, status=422)
    by = Registered(form.channel, day, form.phone, form.unit_id or None, form.late_code)
    try:
        outcome = await register(work.desk, work.campaign.campaign_id, session.subject, form.written(), by)
    except Problem as problem:
        return _page(request, work, form, faults=faults_of(problem, FIELDS), status=problem.status)
    return RedirectResponse(f"{PATH}?{_next(work, form, outcome)}", status_code=303)


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
    )
