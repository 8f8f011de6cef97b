"""Staff accounts of a campaign: who has one, and making one."""

from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from plumbing.problems import Problem
from plumbing.tokens import Session
from pydantic import BaseModel, Field

from intake.domain.accounts import ROLES as STAFF
from intake.domain.accounts import Account, Role
from intake.entrypoints.choosing import AtWork, Work
from intake.entrypoints.form_faults import faults_of, told
from intake.entrypoints.guards import Organiser, pages_of
from intake.entrypoints.words import ROLES
from intake.handlers.accounts import NewAccount, create_account

router = APIRouter(include_in_schema=False)
PATH = "/office/accounts"
FIELDS = {
    "username-invalid": "username", "account-exists": "username", "password-length": "password",
    "unit-needed": "unit_id", "unit-unknown": "unit_id", "phone-invalid": "phone", "outcome-unknown": "form",
}  # fmt: skip


class AccountForm(BaseModel):
    """An account to be made: for this campaign, or for all of them."""

    username: str = Field(default="", max_length=200)
    password: str = Field(default="", max_length=500)
    role: Role = "unit"
    unit_id: str = Field(default="", max_length=64)
    phone: str = Field(default="", max_length=40)
    scope: Literal["campaign", "all"] = "campaign"


@router.get(PATH)
async def accounts(request: Request, session: Organiser, work: AtWork, done: str = "") -> Response:
    """Who has an account, and the form for one more."""
    return _page(request, work, session, AccountForm(), done=done)


@router.post(PATH)
async def make(request: Request, session: Organiser, work: AtWork, form: Annotated[AccountForm, Form()]) -> Response:
    """Makes it; the same again changes nothing. A password is never shown again."""
    try:
        made, _ = await create_account(work.desk, _asked(work, session, form), session.subject)
    except Problem as problem:
        return _page(request, work, session, form, faults=faults_of(problem, FIELDS), status=problem.status)
    query = urlencode({"campaign": work.campaign.campaign_id, "done": made.username})
    return RedirectResponse(f"{PATH}?{query}", status_code=303)


def _asked(work: Work, session: Session, form: AccountForm) -> NewAccount:
    """A unit reports for one campaign, and whoever is bound to a campaign makes accounts for it only."""
    everywhere = form.scope == "all" and session.campaign is None and form.role != "unit"
    return NewAccount(
        username=form.username.strip(),
        password=form.password,
        role=form.role,
        campaign_id=None if everywhere else work.campaign.campaign_id,
        unit_id=(form.unit_id or None) if form.role in ("unit", "judge") else None,
        phone=(form.phone.strip() or None) if form.role == "judge" else None,
    )


def _page(request: Request, work: Work, session: Session, form: AccountForm, **about: Any) -> Response:
    return pages_of(request).render(
        request,
        "office_accounts.html",
        status=about.get("status", 200),
        work=work,
        form=form,
        errors=told(request, about.get("faults", {})),
        done=work.desk.state.accounts.get(about.get("done", "")),
        accounts=_of(work, session),
        roles=[(role, ROLES[role]) for role in STAFF],
        role_words=ROLES,
        may_choose_scope=session.campaign is None,
    )


def _of(work: Work, session: Session) -> list[Account]:
    """The accounts of this campaign; whoever is bound to none sees those of all campaigns too."""
    seen = {work.campaign.campaign_id} | ({None} if session.campaign is None else set())
    return [one for one in work.desk.state.accounts.values() if one.campaign_id in seen]
