"""Changing an entry on the web: edit it, withdraw it, take that back."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from plumbing.problems import Problem
from pydantic import BaseModel, Field

from intake.domain.entries import Entry
from intake.domain.state import Campaign
from intake.entrypoints.entry_form import FIELDS, EntryForm
from intake.entrypoints.entry_preview import COUNTING
from intake.entrypoints.form_faults import faults_of, told
from intake.entrypoints.guards import Changer, ChangerOrEnded, DeskPart, pages_of
from intake.entrypoints.pages_call import last_day
from intake.entrypoints.pages_submissions import Number
from intake.handlers.changes import REASON_LONGEST, Held, edit, hold, may_edit, restore, withdraw, written_of
from intake.handlers.desk import Desk
from intake.handlers.receipts import entry_of_receipt

router = APIRouter(prefix="/submissions/{number}", include_in_schema=False)
OF_WITHDRAWAL = {"reason-required": "reason", "submissions-closed": "form", "edited-meanwhile": "form",
                 "entry-withdrawn": "form", "outcome-unknown": "form"}  # fmt: skip


class EditForm(EntryForm):
    """The entry in other words, and the version that was on the screen."""

    replaces: int = Field(default=1, ge=1, le=100000)


class WithdrawalForm(BaseModel):
    """Whether and why an entry is taken back, and the version that was on the screen."""

    replaces: int = Field(default=1, ge=1, le=100000)
    reason: str = Field(default="", max_length=2000)


@router.get("/edit")
async def edit_page(number: Number, request: Request, desk: DeskPart, session: Changer) -> Response:
    """The form with what stands. For staff this opens the author's contact, and that is written down."""
    held = hold(desk, number, session)
    if not may_edit(held) or held.entry.withdrawn or not held.campaign.rules.accepts_at(desk.clock.now()):
        return _back(held)
    said = EntryForm.showing(await written_of(desk, held))
    return _edit_page(request, held, EditForm(replaces=held.entry.version, **said.model_dump()))


@router.post("/edit")
async def edit_one(
    number: Number, request: Request, desk: DeskPart, session: ChangerOrEnded, form: Annotated[EditForm, Form()]
) -> Response:
    """Takes the new words; what is wrong is said beside its field, and everything typed is kept."""
    if session is None:
        return _edit_page(request, _nobody_s(desk, number), form, status=401)
    held = hold(desk, number, session)
    refused = await _refused(desk, held, form)
    return _edit_page(request, held, form, **refused) if refused else _back(held, "edited")


@router.get("/withdraw")
async def withdraw_page(number: Number, request: Request, desk: DeskPart, session: Changer) -> Response:
    """Asks once more before an entry is taken back."""
    held = hold(desk, number, session)
    if held.entry.withdrawn:
        return _back(held)
    return _withdraw_page(request, held, WithdrawalForm(replaces=held.entry.version))


@router.post("/withdraw")
async def withdraw_one(
    number: Number, request: Request, desk: DeskPart, session: ChangerOrEnded, form: Annotated[WithdrawalForm, Form()]
) -> Response:
    """Takes it back."""
    if session is None:
        return _withdraw_page(request, _nobody_s(desk, number), form, status=401)
    held = hold(desk, number, session)
    try:
        await withdraw(desk, held, form.replaces, form.reason)
    except Problem as problem:
        return _withdraw_page(request, held, form, faults=faults_of(problem, OF_WITHDRAWAL), status=problem.status)
    return _back(held, "withdrawn")


@router.post("/restore")
async def restore_one(
    number: Number, desk: DeskPart, session: Changer, form: Annotated[WithdrawalForm, Form()]
) -> Response:
    """Lets it stand again."""
    held = hold(desk, number, session)
    await restore(desk, held, form.replaces)
    return _back(held, "restored")


async def _refused(desk: Desk, held: Held, form: EditForm) -> dict[str, Any]:
    """Edits it; what the page says where that cannot be, else nothing."""
    if faults := form.faults():
        return {"faults": faults, "status": 422}
    try:
        await edit(desk, held, form.replaces, form.written())
    except Problem as problem:
        return {"faults": faults_of(problem, FIELDS), "status": problem.status}
    return {}


@dataclass(frozen=True, slots=True)
class Ended:
    """An entry before somebody whose session has ended: nothing of it is shown but what is on its receipt."""

    campaign: Campaign
    entry: Entry
    hand: Literal["author"] = "author"


def _nobody_s(desk: Desk, number: str) -> Ended:
    return Ended(*entry_of_receipt(desk, number))


def _back(held: Held, said: str = "") -> Response:
    path = f"/submissions/{held.entry.filed.receipt_no}"
    return RedirectResponse(f"{path}?said={said}" if said else path, status_code=303)


def _edit_page(request: Request, held: Held | Ended, form: EditForm, **about: Any) -> Response:
    rules = held.campaign.rules
    return pages_of(request).render(
        request,
        "submission_edit.html",
        status=about.get("status", 200),
        rules=rules,
        filed=held.entry.filed,
        form=form,
        errors=told(request, about.get("faults", {})),
        ended=isinstance(held, Ended),
        limit=rules.phrase_limit,
        counting=COUNTING,
        own=held.hand == "author",
        last_day=last_day(rules.submissions_close_at),
    )


def _withdraw_page(request: Request, held: Held | Ended, form: WithdrawalForm, **about: Any) -> Response:
    return pages_of(request).render(
        request,
        "submission_withdraw.html",
        status=about.get("status", 200),
        rules=held.campaign.rules,
        filed=held.entry.filed,
        form=form,
        errors=told(request, about.get("faults", {})),
        ended=isinstance(held, Ended),
        hand=held.hand,
        longest=REASON_LONGEST,
    )
