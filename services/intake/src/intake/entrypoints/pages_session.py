"""The pages of signing in: citizens by phone and one-time code in two steps, staff by username and password."""

import unicodedata
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from pages.installing import local_path
from plumbing.callers import caller_of, hold_device
from plumbing.language import language_of
from plumbing.problems import Problem
from plumbing.tokens import SESSION_COOKIE, Session
from pydantic import BaseModel, Field

from intake.domain.phones import DEMO_RANGE
from intake.entrypoints.api_people import keep_session
from intake.entrypoints.form_faults import Faults, faults_of, told
from intake.entrypoints.guards import DeskPart, pages_of, reader_of
from intake.entrypoints.words import ROLES
from intake.handlers.desk import Desk
from intake.handlers.sessions import SignedIn, ask_code, sign_in_citizen, sign_in_staff

router = APIRouter(include_in_schema=False)
SIGN_IN = "/sign-in"
PHONE_COOKIE = "zj_phone"
"""Carries the phone from the first step to the second, in its owner's browser and nowhere else."""
PHONE_SECONDS = 600
SHORT_WAIT = 60
"""Who asks again within a minute has a code already: he goes on to typing it."""
HOMES = {
    "organiser": "/office", "screener": "/office", "unit": "/unit", "judge": "/judge", "leader": "/decision",
    "operator": "/ops",
}  # fmt: skip
"""Where each role's work is."""
LAST_FIELD = {"phone": "phone", "code": "code", "staff": "password"}
"""Beside which field a form says what concerns none of them."""
FIELDS = {
    "codes-exhausted": "phone",
    "phone-invalid": "phone", "code-too-soon": "phone", "phone-refused": "phone", "codes-unavailable": "phone",
    "code-wrong": "code", "password-wrong": "password", "attempts-too-many": "password",
}  # fmt: skip


class Where(BaseModel):
    """Where the reader goes afterwards, who he is, and at which step; `wait`: seconds until he can have a new code."""

    back: str = Field(default="", max_length=500)
    way: Literal["citizen", "staff", ""] = ""
    step: Literal["phone", "code"] = "phone"
    wait: int = 0
    out: bool = False


class SignInForm(BaseModel):
    """What one of the three forms sends."""

    form: Literal["phone", "code", "staff"]
    phone: str = Field(default="", max_length=40)
    code: str = Field(default="", max_length=40)
    username: str = Field(default="", max_length=100)
    password: str = Field(default="", max_length=500)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request to sign in."""

    request: Request
    desk: Desk
    where: Where
    form: SignInForm


@router.get(SIGN_IN)
async def sign_in_page(request: Request, desk: DeskPart, where: Annotated[Where, Query()]) -> Response:
    """The form of the step at hand."""
    page = _page(Asked(request, desk, where, SignInForm(form="phone")))
    hold_device(request, page)
    return page


@router.post(SIGN_IN)
async def sign_in(
    request: Request, desk: DeskPart, where: Annotated[Where, Query()], form: Annotated[SignInForm, Form()]
) -> Response:
    """Takes the step; what went wrong is said beside its field."""
    asked = Asked(request, desk, where, form)
    try:
        return await _STEPS[form.form](asked)
    except Problem as problem:
        page = _page(asked, faults_of(problem, {**FIELDS, "caller-limit": LAST_FIELD[form.form]}), problem.status)
        page.headers.update(problem.headers)
        return page


@router.post("/sign-out")
async def sign_out() -> Response:
    """Forgets who was here."""
    response = RedirectResponse(f"{SIGN_IN}?out=true", status_code=303)
    response.delete_cookie(SESSION_COOKIE, path="/", httponly=True, samesite="lax")
    return response


async def _ask_code(asked: Asked) -> Response:
    phone, wait = asked.desk.phone(asked.form.phone), 0
    try:
        await ask_code(asked.desk, phone, language_of(asked.request), caller_of(asked.request))
    except Problem as problem:
        wait = int(problem.headers.get("Retry-After", "0"))
        if problem.code != "code-too-soon" or wait > SHORT_WAIT:
            raise
    query = urlencode({"step": "code", "back": asked.where.back, **({"wait": wait} if wait else {})})
    response = RedirectResponse(f"{SIGN_IN}?{query}", status_code=303)
    response.set_cookie(
        PHONE_COOKIE, phone, max_age=PHONE_SECONDS, path=SIGN_IN, httponly=True, samesite="strict",
        secure=asked.request.url.scheme == "https",
    )  # fmt: skip
    return response


async def _check_code(asked: Asked) -> Response:
    code = "".join(unicodedata.normalize("NFKC", asked.form.code).split())
    phone = asked.request.cookies.get(PHONE_COOKIE, "")
    response = _in(asked, await sign_in_citizen(asked.desk, phone, code, caller_of(asked.request)))
    response.delete_cookie(PHONE_COOKIE, path=SIGN_IN, httponly=True, samesite="strict")
    return response


async def _check_password(asked: Asked) -> Response:
    form, caller = asked.form, caller_of(asked.request)
    return _in(asked, await sign_in_staff(asked.desk, form.username.strip(), form.password, caller))


_STEPS: dict[str, Callable[[Asked], Awaitable[Response]]] = {
    "phone": _ask_code,
    "code": _check_code,
    "staff": _check_password,
}


def _in(asked: Asked, signed: SignedIn) -> Response:
    response = RedirectResponse(destination(asked.where.back, signed.session.role), status_code=303)
    keep_session(response, signed, secure=asked.request.url.scheme == "https")
    return response


def destination(back: str, role: str) -> str:
    """Where somebody goes after signing in: back to a page of this site, or to where his role works."""
    path = local_path(back)
    return HOMES.get(role, "/") if path == "/" or path.startswith(("/sign-", "/language", "/reading")) else path


def _page(asked: Asked, faults: Faults | None = None, status: int = 200) -> Response:
    request, desk, where = asked.request, asked.desk, asked.where
    session = reader_of(request)
    phone = request.cookies.get(PHONE_COOKIE, "")
    return pages_of(request).render(
        request,
        "sign_in.html",
        status=status,
        where=where,
        way=_way(where),
        errors=told(request, faults or {}),
        form=asked.form,
        kept_code=asked.form.code if status == 429 else "",
        phone=phone,
        on_code=where.step == "code" and bool(phone) and "phone" not in (faults or {}),
        demo=_demo(desk),
        role=ROLES[session.role] if session else None,
        onward=_onward(where, session),
    )


def _way(where: Where) -> str:
    """Citizens or staff: as asked for, else by where the reader comes from."""
    work = ("/office", *HOMES.values())
    return where.way or ("staff" if where.back.startswith(work) else "citizen")


def _onward(where: Where, session: Session | None) -> str:
    return destination(where.back, session.role) if session else ""


def _demo(desk: Desk) -> dict[str, str] | None:
    """The phones and the code of the demo; nothing anywhere else."""
    code = desk.posture.demo_code
    return {"phones": DEMO_RANGE.removeprefix("+86"), "code": code} if code else None
