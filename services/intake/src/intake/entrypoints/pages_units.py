"""单位报送情况: how far every unit has come with what is asked of it, and chasing those that are under."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from plumbing.problems import Problem
from pydantic import BaseModel, Field

from intake.domain.quota import UnitLine, branches, fill_of
from intake.entrypoints.choosing import AtWork, Work
from intake.entrypoints.form_faults import told
from intake.entrypoints.guards import Office, pages_of
from intake.entrypoints.unit_sections import SECTIONS, Order, orders_of
from intake.entrypoints.words import QUOTAS
from intake.handlers.informants import informant_of
from intake.handlers.reminding import REFUSALS, Reminding, Written, remind
from intake.handlers.units import quota_board

router = APIRouter(include_in_schema=False)
PATH = "/office/units"
Count = Annotated[int | None, Query(ge=0, le=2000)]


class ChaseForm(BaseModel):
    """Which units are written to: all that are under, or those that were ticked; `again` also those of today."""

    whom: Literal["under", "chosen"] = "under"
    unit: tuple[Annotated[str, Field(max_length=64)], ...] = Field(default=(), max_length=2000)
    again: str = Field(default="", max_length=10)


@router.get(PATH)
async def units(
    request: Request, _session: Office, work: AtWork, by: Order = "group", written: Count = None
) -> Response:
    """Every unit, in groups, as a tree, by state, or those with the most entries first."""
    return _page(request, work, by, written=written)


@router.post(f"{PATH}/reminders")
async def chase(
    request: Request, session: Office, work: AtWork, form: Annotated[ChaseForm, Form()], by: Order = "group"
) -> Response:
    """Writes the letters and says how many there were."""
    try:
        done = await _chase(work, form, session.subject)
    except Problem as problem:
        return _page(request, work, by, faults=_fault(problem), status=problem.status, ticked=form.unit)
    query = {"campaign": work.campaign.campaign_id, "by": by, "written": len(done.letters)}
    return RedirectResponse(f"{PATH}?{urlencode(query)}", status_code=303)


async def _chase(work: Work, form: ChaseForm, actor: str) -> Written:
    if form.whom == "chosen" and not form.unit:
        raise Problem("none-chosen", 422, "请先勾选要催报的单位。", "Please tick the units to be chased first.")
    asked = Reminding(form.unit if form.whom == "chosen" else None, forced=bool(form.again))
    return await remind(work.desk, work.campaign.campaign_id, asked, actor)


def _fault(problem: Problem) -> dict[str, tuple[str, str]]:
    if problem.code not in (*REFUSALS, "none-chosen", "outcome-unknown"):
        raise problem
    return {"chase": (problem.zh, problem.en)}


def _page(request: Request, work: Work, by: Order, **about: Any) -> Response:
    lines = quota_board(work.desk, work.campaign.campaign_id)
    return pages_of(request).render(
        request,
        "office_units.html",
        status=about.get("status", 200),
        work=work,
        by=by,
        sections=SECTIONS[by](lines),
        orders=orders_of(lines),
        quota_words=QUOTAS,
        open=work.campaign.rules.accepts_at(work.desk.clock.now()),
        written=about.get("written"),
        ticked=about.get("ticked", ()),
        errors=told(request, about.get("faults", {})),
        **_sums(lines),
        **_chased(work),
    )


def _sums(lines: Sequence[UnitLine]) -> dict[str, Any]:
    states = [line.state for line in lines]
    return {
        "total": sum(line.entries for line in lines),
        "fill": fill_of(lines),
        "reporting": sum(line.entries > 0 for line in lines),
        "counts": {state: states.count(state) for state in QUOTAS},
        "units": len(lines),
        "branches": {one.line.unit.unit_id: one for one in branches(lines)},
    }


def _chased(work: Work) -> dict[str, Any]:
    """The latest letter to each unit, and which units have an informant."""
    desk, campaign = work.desk, work.campaign
    known = campaign.informants
    return {
        "letters": {letter.unit_id: letter for letter in campaign.letters},
        "informed": {unit_id for unit_id in known if informant_of(desk, campaign.campaign_id, unit_id)},
    }
