"""补投码: the office issues codes for late entries, and sees which were used."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from plumbing.problems import Problem
from pydantic import BaseModel, Field

from intake.entrypoints.choosing import AtWork, Work
from intake.entrypoints.form_faults import faults_of, told
from intake.entrypoints.guards import Organiser, pages_of
from intake.entrypoints.local_moments import moment_of
from intake.entrypoints.words import Words
from intake.handlers.late_codes import issue_late_code

router = APIRouter(include_in_schema=False)
PATH = "/office/campaign/late-codes"
NO_MOMENT: Words = ("请填写日期和时间。", "Please give a date and a time.")
FIELDS = {"expiry-invalid": "expires_at", "unit-unknown": "unit_id", "outcome-unknown": "form"}


class LateCodeForm(BaseModel):
    """Until when a code is good, and for which unit, if for one."""

    expires_at: str = Field(default="", max_length=40)
    unit_id: str = Field(default="", max_length=64)


@router.get(PATH)
async def late_codes(request: Request, _session: Organiser, work: AtWork) -> Response:
    """The form, and every code that was issued."""
    return _page(request, work, LateCodeForm())


@router.post(PATH)
async def issue(request: Request, session: Organiser, work: AtWork, form: Annotated[LateCodeForm, Form()]) -> Response:
    """Issues a code and shows it this once."""
    until = moment_of(form.expires_at)
    if until is None:
        return _page(request, work, form, faults={"expires_at": NO_MOMENT}, status=422)
    try:
        issued = await issue_late_code(
            work.desk, work.campaign.campaign_id, form.unit_id or None, until, session.subject
        )
    except Problem as problem:
        return _page(request, work, form, faults=faults_of(problem, FIELDS), status=problem.status)
    return _page(request, work, LateCodeForm(), issued=issued, status=201)


def _page(request: Request, work: Work, form: LateCodeForm, **about: Any) -> Response:
    campaign = work.campaign
    used = [one.used_by for one in campaign.late_codes.values() if one.used_by]
    return pages_of(request).render(
        request,
        "office_late_codes.html",
        status=about.get("status", 200),
        work=work,
        rules=campaign.rules,
        form=form,
        issued=about.get("issued"),
        codes=list(reversed(campaign.late_codes.values())),
        receipts={one: campaign.entries[one].filed.receipt_no for one in used},
        now=work.desk.clock.now(),
        errors=told(request, about.get("faults", {})),
    )
