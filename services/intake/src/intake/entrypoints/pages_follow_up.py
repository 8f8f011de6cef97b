"""Following up without an account: a receipt number, and a code to the phone on the entry."""

import unicodedata
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from plumbing.callers import caller_of, hold_device
from plumbing.language import language_of
from plumbing.problems import Problem
from pydantic import BaseModel, Field

from intake.entrypoints.api_people import keep_session
from intake.entrypoints.form_faults import faults_of, told
from intake.entrypoints.guards import DeskPart, pages_of
from intake.entrypoints.pages_submissions import Number
from intake.handlers.desk import Desk
from intake.handlers.follow_up import ask_receipt_code, phone_hint, sign_in_by_receipt
from intake.handlers.receipts import entry_of_receipt

router = APIRouter(prefix="/submissions/{number}", include_in_schema=False)
FIELDS = {
    "codes-exhausted": "form",
    "code-too-soon": "form", "phone-refused": "form", "codes-unavailable": "form", "caller-limit": "form",
    "phone-invalid": "form", "code-wrong": "code",
}  # fmt: skip


class CodeForm(BaseModel):
    """Asks for a code, or brings it."""

    form: Literal["ask", "code"] = "ask"
    code: str = Field(default="", max_length=40)


@router.get("/code")
async def code_page(number: Number, request: Request, desk: DeskPart, sent: bool = False) -> Response:
    """Where a code would go, and the field for it once it went."""
    page = _page(request, desk, number, sent=sent)
    hold_device(request, page)
    return page


@router.post("/code")
async def code_step(number: Number, request: Request, desk: DeskPart, form: Annotated[CodeForm, Form()]) -> Response:
    """Sends the code, or takes it and leads back to the entry."""
    try:
        return await (_ask if form.form == "ask" else _enter)(request, desk, number, form.code)
    except Problem as problem:
        sent = form.form == "code" or problem.code == "code-too-soon"
        kept = form.code if problem.status == 429 else ""
        faults = faults_of(problem, FIELDS)
        page = _page(request, desk, number, sent=sent, faults=faults, status=problem.status, kept_code=kept)
        page.headers.update(problem.headers)
        return page


async def _ask(request: Request, desk: Desk, number: str, _code: str) -> Response:
    await ask_receipt_code(desk, number, language_of(request), caller_of(request))
    return RedirectResponse(f"/submissions/{_number(desk, number)}/code?sent=true", status_code=303)


async def _enter(request: Request, desk: Desk, number: str, typed: str) -> Response:
    code = "".join(unicodedata.normalize("NFKC", typed).split())
    signed = await sign_in_by_receipt(desk, number, code, caller_of(request))
    response = RedirectResponse(f"/submissions/{_number(desk, number)}?said=in", status_code=303)
    keep_session(response, signed, secure=request.url.scheme == "https")
    return response


def _number(desk: Desk, typed: str) -> str:
    return entry_of_receipt(desk, typed)[1].filed.receipt_no


def _page(request: Request, desk: Desk, number: str, **about: Any) -> Response:
    campaign, entry = entry_of_receipt(desk, number)
    return pages_of(request).render(
        request,
        "submission_code.html",
        status=about.get("status", 200),
        rules=campaign.rules,
        filed=entry.filed,
        hint=phone_hint(desk, number),
        demo_code=desk.posture.demo_code,
        sent=about.get("sent", False),
        kept_code=about.get("kept_code", ""),
        errors=told(request, about.get("faults", {})),
    )
