"""The public page of the outcome (公示), and the office's register of objections."""

from datetime import datetime
from functools import partial
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from pages.rendering import current_session
from pydantic import BaseModel, Field

from review.domain.fold import Refused, Verdict
from review.domain.objection_events import Kind, Ruling
from review.domain.objections import TEXT_LIMIT
from review.domain.standing import standing
from review.domain.state import Campaign
from review.entrypoints.api_outcome import objections_view
from review.entrypoints.choosing import AtWork, all_known
from review.entrypoints.guards import Citizen, DeskPart, Organiser, pages_of
from review.entrypoints.outcome_views import outcome_view, phrase_of
from review.entrypoints.own_campaign import Own
from review.entrypoints.pages_cards import outcome_card
from review.entrypoints.refusals import WORDS
from review.entrypoints.views import funnel_view
from review.handlers import objections
from review.handlers.desk import Desk
from review.handlers.objections import Complaint

router = APIRouter(include_in_schema=False)
KINDS: dict[Kind, tuple[str, str]] = {
    "likeness": ("抄袭或雷同", "Copied, or like another"),
    "authorship": ("作者或署名", "Author or attribution"),
    "procedure": ("评选程序", "Procedure"),
    "content": ("作品内容", "Content"),
    "other": ("其他", "Other"),
}
FIELDS = {"entry-not-listed": "entry_id", "objection-empty": "text", "objection-too-long": "text"}
"""Refusals that a field of the form can mend."""


class ObjectionForm(BaseModel):
    """What somebody objects to."""

    entry_id: str = Field(default="", max_length=64)
    kind: Kind = "likeness"
    text: str = Field(default="", max_length=4000)

    def complaint(self) -> Complaint:
        """The objection as the desk takes it."""
        return Complaint(self.entry_id, self.kind, self.text)


class AnswerForm(BaseModel):
    """The office's answer to one objection."""

    number: int = Field(ge=1, le=1_000_000)
    ruling: Ruling
    reason: str = Field(default="", max_length=500)


class WithdrawalForm(BaseModel):
    """An entry that leaves, and why."""

    entry_id: str = Field(max_length=64)
    reason: str = Field(default="", max_length=500)


@router.get("/outcome")
async def outcome(request: Request, own: Own, desk: DeskPart, lodged: str = "") -> Response:
    """The lists, the changes, the register, and the form to object."""
    if own is None:
        return pages_of(request).render(request, "choice.html", campaigns=all_known(desk), to="/outcome")
    return _public_page(request, own, desk, {"lodged": lodged})


@router.post("/outcome")
async def object_to(
    request: Request, session: Citizen, at: AtWork, desk: DeskPart, form: Annotated[ObjectionForm, Form()]
) -> Response:
    """Objects; what cannot be taken comes back with the words that were written."""
    verdict = await objections.lodge(desk, at.campaign_id, form.complaint(), session.subject)
    if isinstance(verdict, Refused):
        return _public_page(request, at, desk, {"form": form, "refused": verdict})
    return RedirectResponse(f"/outcome?campaign={quote(at.campaign_id)}&lodged=yes", status_code=303)


@router.get("/office/objections")
async def register(request: Request, _session: Organiser, at: AtWork, desk: DeskPart) -> Response:
    """Every objection with its deadline; answers, entries that leave, and what came by letter."""
    return _office_page(request, at, desk)


@router.post("/office/objections")
async def object_for(
    request: Request, session: Organiser, at: AtWork, desk: DeskPart, form: Annotated[ObjectionForm, Form()]
) -> Response:
    """Enters an objection for somebody."""
    verdict = await objections.lodge(desk, at.campaign_id, form.complaint(), session.subject, on_behalf=True)
    return _after(request, at, desk, verdict, {"form": form})


@router.post("/office/objections/answers")
async def answer(
    request: Request, session: Organiser, at: AtWork, desk: DeskPart, form: Annotated[AnswerForm, Form()]
) -> Response:
    """Answers one objection."""
    ruling = (form.ruling, form.reason)
    verdict = await objections.answer(desk, at.campaign_id, form.number, ruling, session.subject)
    return _after(request, at, desk, verdict, {"answer": form})


@router.post("/office/objections/withdrawals")
async def withdraw(
    request: Request, session: Organiser, at: AtWork, desk: DeskPart, form: Annotated[WithdrawalForm, Form()]
) -> Response:
    """Takes an entry out after the vote."""
    verdict = await objections.withdraw(desk, at.campaign_id, form.entry_id, form.reason, session.subject)
    return _after(request, at, desk, verdict, {"withdrawal": form})


def _after(request: Request, at: Campaign, desk: Desk, verdict: Verdict, typed: dict[str, Any]) -> Response:
    if isinstance(verdict, Refused):
        return _office_page(request, at, desk, {**typed, "refused": verdict})
    return RedirectResponse(f"/office/objections?campaign={quote(at.campaign_id)}", status_code=303)


def _public_page(request: Request, at: Campaign, desk: Desk, more: dict[str, Any]) -> Response:
    now, session = desk.now(), current_session(request)
    own = [
        one
        for one in at.selection.outcome.objections
        if session is not None and session.role == "citizen" and one.actor == getattr(session, "subject", None)
    ]
    context = {**_told(at, now), **_story(at), "own": own, "now": now, **more}
    return _page(request, "outcome.html", {"sharing": partial(outcome_card, at, context["outcome"]), **context})


def _told(at: Campaign, now: datetime) -> dict[str, Any]:
    """The outcome as everybody may read it."""
    ground = at.ground
    shown = outcome_view(at.selection, ground, now)
    return {
        "campaign": at,
        "outcome": shown,
        "running": bool(shown.objections_until and now < shown.objections_until),
        "listed": [(one, phrase_of(one, at.selection, ground)) for one in standing(at.selection, ground).finalists],
    }


def _story(at: Campaign) -> dict[str, Any]:
    """From all that came to the one; what is secret before the outcome is told, is not handed to the page before."""
    selection = at.selection
    told = bool(selection.outcome.told)
    return {
        "funnel": funnel_view(at) if told else None,
        "votes": selection.result.votes if told and selection.result else {},
        "contest": selection.contest,
    }


def _office_page(request: Request, at: Campaign, desk: Desk, more: dict[str, Any] | None = None) -> Response:
    context = {**_told(at, desk.now()), "objected": objections_view(at, desk), **(more or {})}
    return _page(request, "office_objections.html", context)


def _page(request: Request, template: str, context: dict[str, Any]) -> Response:
    """Either page; with the reason on it when something was refused, beside the field that can mend it."""
    refused: Refused | None = context.pop("refused", None)
    status, zh, en = WORDS[refused.code] if refused else (200, "", "")
    field = FIELDS.get(refused.code, "") if refused else ""
    return pages_of(request).render(
        request,
        template,
        status=status,
        kinds=KINDS,
        limit=TEXT_LIMIT,
        errors={field: (zh, en)} if field else {},
        fault=(zh, en) if refused and not field else None,
        **{"form": ObjectionForm(), "answer": None, "withdrawal": None, "lodged": "", **context},
    )
