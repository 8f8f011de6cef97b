"""信息员 and 提醒函 of one unit: naming who reports, seeing who it is, and a letter to be printed."""

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from plumbing.problems import Problem
from plumbing.tokens import Session
from pydantic import BaseModel, Field

from intake.entrypoints.choosing import AtWork, Work
from intake.entrypoints.form_faults import faults_of, told
from intake.entrypoints.guards import Office, SheetSender, pages_of
from intake.entrypoints.pages_call import last_day
from intake.entrypoints.reporting import ForUnit
from intake.handlers.informants import NewInformant, informant_of, may_name, name_informant, see_informant
from intake.handlers.reminding import letter_of
from intake.handlers.units import unit_line

router = APIRouter(include_in_schema=False)
PATH = "/unit/informant"
UnitId = Annotated[str, Query(max_length=64)]
FIELDS = {"name-missing": "name", "text-too-long": "name", "phone-invalid": "phone", "outcome-unknown": "form"}
CONTACT_FIELDS = {"reason-required": "reason", "contact-erased": "reason", "outcome-unknown": "reason"}


class InformantForm(BaseModel):
    """Who reports for a unit."""

    name: str = Field(default="", max_length=200)
    phone: str = Field(default="", max_length=40)


def naming(session: SheetSender, work: AtWork, unit_id: UnitId) -> Work:
    """Where somebody names an informant. Problems: 404 `unit-unknown`, 403 `unit-forbidden`."""
    unit_line(work.desk, work.campaign.campaign_id, unit_id)
    if not may_name(work.desk, work.campaign.campaign_id, unit_id, session):
        raise Problem(
            "unit-forbidden",
            403,
            "信息员由主办单位或上级单位指定。",
            "The office or the unit above names the informant.",
        )
    return work


Naming = Annotated[Work, Depends(naming)]


@router.get(PATH)
async def form(request: Request, work: Naming, unit_id: UnitId, session: SheetSender) -> Response:
    """The form."""
    return _page(request, work, unit_id, session=session)


@router.post(PATH)
async def name(
    request: Request, work: Naming, unit_id: UnitId, session: SheetSender, form: Annotated[InformantForm, Form()]
) -> Response:
    """Takes the informant down; whoever may see the unit's page is led there."""
    try:
        await name_informant(
            work.desk, work.campaign.campaign_id, unit_id, NewInformant(form.name, form.phone), session
        )
    except Problem as problem:
        faults = faults_of(problem, FIELDS)
        return _page(request, work, unit_id, session=session, form=form, faults=faults, status=problem.status)
    return RedirectResponse(f"/unit?{_back(work, unit_id, session)}#informant", status_code=303)


@router.post(f"{PATH}/contact")
async def see(
    request: Request, work: Naming, unit_id: UnitId, session: Office, reason: Annotated[str, Form(max_length=200)] = ""
) -> Response:
    """Shows name and phone, once, and writes down who asked and why."""
    try:
        contact = await see_informant(work.desk, work.campaign.campaign_id, unit_id, reason, session.subject)
    except Problem as problem:
        faults = faults_of(problem, CONTACT_FIELDS)
        return _page(request, work, unit_id, session=session, faults=faults, reason=reason, status=problem.status)
    return _page(request, work, unit_id, session=session, contact=contact)


@router.get("/unit/letters/{number}")
async def letter(request: Request, at: ForUnit, number: Annotated[int, Path(ge=1, le=1_000_000)]) -> Response:
    """A letter as it is printed."""
    found = letter_of(at.work.desk, at.work.campaign.campaign_id, at.line.unit.unit_id, number)
    return pages_of(request).render(
        request,
        "unit_letter.html",
        work=at.work,
        rules=at.work.campaign.rules,
        unit=at.line.unit,
        letter=found,
        last_day=last_day(found.closes_at),
    )


def _back(work: Work, unit_id: str, session: Session) -> str:
    shown = session.unit if session.role == "unit" else unit_id
    return urlencode({"campaign": work.campaign.campaign_id, "unit_id": shown or unit_id})


def _page(request: Request, work: Work, unit_id: str, **about: Any) -> Response:
    session: Session = about["session"]
    answer = pages_of(request).render(
        request,
        "unit_informant.html",
        status=about.get("status", 200),
        work=work,
        line=unit_line(work.desk, work.campaign.campaign_id, unit_id),
        informant=informant_of(work.desk, work.campaign.campaign_id, unit_id),
        contact=about.get("contact"),
        form=about.get("form", InformantForm()),
        reason=about.get("reason", ""),
        errors=told(request, about.get("faults", {})),
        may_see=session.role != "unit",
        back=_back(work, unit_id, session),
        query=urlencode({"campaign": work.campaign.campaign_id, "unit_id": unit_id}),
    )
    answer.headers["cache-control"] = "no-store"
    return answer
