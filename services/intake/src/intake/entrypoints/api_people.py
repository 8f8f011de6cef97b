"""Accounts, one-time codes and sessions, as JSON."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Request, Response
from plumbing.callers import Caller, caller_of, hold_device
from plumbing.language import language_of
from plumbing.limits import LIMITED
from plumbing.openapi import or_as_before
from plumbing.tokens import SESSION_COOKIE
from pydantic import Field

from intake.domain.accounts import Role
from intake.entrypoints.api_campaigns import Strict
from intake.entrypoints.guards import DeskPart, Organiser, within_own
from intake.handlers.accounts import NewAccount, create_account
from intake.handlers.desk import Desk
from intake.handlers.follow_up import sign_in_by_receipt
from intake.handlers.sessions import SignedIn, ask_code, sign_in_citizen, sign_in_staff

router = APIRouter(prefix="/api/v1")
Id = Annotated[str | None, Field(max_length=64)]


class AccountRequest(Strict):
    """A member of staff."""

    username: Annotated[str, Field(max_length=64)]
    password: Annotated[str, Field(max_length=128)]
    role: Role
    campaign_id: Id = None
    unit_id: Id = None
    phone: Annotated[str | None, Field(max_length=20, description="A judge's own, to find his own entries")] = None


class AccountView(Strict):
    """What is told of an account."""

    username: str
    role: Role
    campaign_id: str | None
    unit_id: str | None


class CodeRequest(Strict):
    """Where a one-time code goes."""

    phone: Annotated[str, Field(max_length=20)]


class StaffSignIn(Strict):
    """A member of staff signs in."""

    username: Annotated[str, Field(max_length=64)]
    password: Annotated[str, Field(max_length=128)]


class CitizenSignIn(Strict):
    """A citizen signs in."""

    phone: Annotated[str, Field(max_length=20)]
    code: Annotated[str, Field(max_length=10)]


class ReceiptSignIn(Strict):
    """An author signs in with the receipt number of an entry and the code that went to the phone on it."""

    receipt_no: Annotated[str, Field(max_length=64)]
    code: Annotated[str, Field(max_length=10)]


SignIn = StaffSignIn | CitizenSignIn | ReceiptSignIn


class SessionView(Strict):
    """A token, and what it says."""

    token: str
    role: str
    subject: str
    expires_at: datetime


@router.post("/accounts", status_code=201, responses=or_as_before(AccountView))
async def account(body: AccountRequest, desk: DeskPart, session: Organiser, response: Response) -> AccountView:
    """Makes an account; the same again answers 200 and changes nothing."""
    within_own(session, body.campaign_id)
    made, new = await create_account(desk, NewAccount(**body.model_dump()), session.subject)
    response.status_code = 201 if new else 200
    return AccountView(username=made.username, role=made.role, campaign_id=made.campaign_id, unit_id=made.unit_id)


@router.post("/codes", status_code=202, responses=LIMITED)
async def code(body: CodeRequest, desk: DeskPart, request: Request) -> Response:
    """Sends a one-time code to a phone: 1 a minute, 5 an hour, 10 a day; an address and a device have limits too."""
    await ask_code(desk, body.phone, language_of(request), caller_of(request))
    response = Response(status_code=202)
    hold_device(request, response)
    return response


@router.post("/sessions", status_code=201, response_model=SessionView, responses=LIMITED)
async def sign_in(body: SignIn, desk: DeskPart, request: Request) -> Response:
    """Signs in: staff by password, citizens by one-time code. The token comes as a cookie too."""
    signed = await _signed_in(desk, body, caller_of(request))
    session = signed.session
    view = SessionView(token=signed.token, role=session.role, subject=session.subject, expires_at=session.expires_at)
    response = Response(view.model_dump_json(), 201, media_type="application/json")
    keep_session(response, signed, secure=request.url.scheme == "https")
    hold_device(request, response)
    return response


@router.delete("/sessions", status_code=204)
async def sign_out() -> Response:
    """Forgets the cookie."""
    response = Response(status_code=204)
    response.delete_cookie(SESSION_COOKIE, path="/")
    return response


def keep_session(response: Response, signed: SignedIn, *, secure: bool) -> None:
    """Puts the token into the browser's cookie: not for scripts, not for other sites."""
    response.set_cookie(
        SESSION_COOKIE, signed.token, expires=signed.session.expires_at, path="/", httponly=True, samesite="lax",
        secure=secure,
    )  # fmt: skip


async def _signed_in(desk: Desk, body: SignIn, caller: Caller) -> SignedIn:
    if isinstance(body, StaffSignIn):
        return await sign_in_staff(desk, body.username, body.password, caller)
    if isinstance(body, ReceiptSignIn):
        return await sign_in_by_receipt(desk, body.receipt_no, body.code, caller)
    return await sign_in_citizen(desk, body.phone, body.code, caller)
