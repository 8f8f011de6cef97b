"""单位报送: a unit's quota and entries, the blank 汇总表, and what became of an uploaded one."""

from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from pages.rendering import current_session
from plumbing.problems import Problem

from intake.bootstrap import HttpParts
from intake.domain.entries import Entry
from intake.domain.quota import UnitLine
from intake.domain.sheet_form import form_title
from intake.entrypoints.api_sheets import as_file
from intake.entrypoints.form_faults import Faults, told
from intake.entrypoints.guards import pages_of
from intake.entrypoints.pages_call import last_day
from intake.entrypoints.reporting import ChosenUnit, ForUnit, Reporting
from intake.entrypoints.unit_surroundings import unit_surroundings
from intake.entrypoints.words import CHANNELS, Words
from intake.handlers.recent_reports import RecentReports
from intake.handlers.sheets import blank_sheet
from intake.handlers.uploads import Uploads

router = APIRouter(include_in_schema=False)
PAGE = 100
REMARKS_SHOWN = 200
ReportKey = Annotated[str, Query(alias="report", max_length=64)]
PageNumber = Annotated[int, Query(ge=1, le=1000)]


@router.get("/unit")
async def unit(request: Request, at: ChosenUnit, key: ReportKey = "", page: PageNumber = 1) -> Response:
    """The unit's own page; the office chooses a unit from its board first."""
    if at is None:
        return RedirectResponse("/office/units", status_code=303)
    return unit_page(request, at, key=key, page=page)


@router.get("/unit/form")
async def form(at: ForUnit) -> Response:
    """The blank 汇总表 of the unit."""
    content = await blank_sheet(at.work.desk, at.work.campaign.campaign_id, at.line.unit.unit_id)
    return as_file(content, form_title(at.work.campaign.rules))


@router.get("/unit/returned")
async def returned(request: Request, at: ForUnit, key: ReportKey = "") -> Response:
    """The unit's own sheet with the remarks in an extra column."""
    report = reports_of(request).find(key, at.work.desk.clock.now())
    if report is None or report.returned is None or report.unit != at.line.unit:
        raise Problem(
            "report-gone", 404, "结果只保留半小时，请重新上传汇总表；已收下的作品不会重复登记。",
            "Results are kept for half an hour. Upload the sheet again: what is in is not entered twice.",
        )  # fmt: skip
    return as_file(report.returned, f"{at.line.unit.name}汇总表（错误说明）")


def distance(line: UnitLine) -> Words:
    """How far the unit is from what is asked of it."""
    lowest, highest = line.unit.quota_min, line.unit.quota_max
    if line.state == "under" and lowest is not None:
        return f"还差 {lowest - line.entries} 件", f"{lowest - line.entries} to go"
    if line.state == "over" and highest is not None:
        return f"超出 {line.entries - highest} 件", f"{line.entries - highest} over"
    return ("数量不限", "no limit") if line.state == "open" else ("已达到", "reached")


def by_unit(request: Request) -> bool:
    """Whether a unit's own account looks at the page."""
    session = current_session(request)
    return session is not None and session.role == "unit"


def reports_of(request: Request) -> RecentReports:
    """The answers to the latest uploads."""
    parts: HttpParts = request.app.state.parts
    return parts.reports


def uploads_of(request: Request) -> Uploads:
    """The uploads of this process."""
    parts: HttpParts = request.app.state.parts
    return parts.uploads


def unit_query(at: Reporting) -> str:
    """What leads to this unit's page and the pages behind it."""
    return urlencode({"campaign": at.work.campaign.campaign_id, "unit_id": at.line.unit.unit_id})


def unit_page(request: Request, at: Reporting, **about: Any) -> Response:
    """The page, with what became of the upload `key`, with `faults` beside the form, or with neither."""
    desk, campaign, line, key = at.work.desk, at.work.campaign, at.line, about.get("key", "")
    entries = desk.state.entries_of_unit(campaign.campaign_id, line.unit.unit_id)
    number, now = about.get("page", 1), desk.clock.now()
    report = reports_of(request).find(key, now) if key else None
    faults: Faults = about.get("faults") or _faults_of_upload(request, at, key)
    return pages_of(request).render(
        request,
        "unit.html",
        status=about.get("status", 200),
        work=at.work,
        rules=campaign.rules,
        phase=campaign.rules.phase_at(now),
        last_day=last_day(campaign.rules.submissions_close_at),
        line=line,
        distance=distance(line),
        errors=told(request, faults),
        report=report if report and report.unit == line.unit else None,
        gone=bool(key) and report is None and not faults,
        key=key,
        remarks_shown=REMARKS_SHOWN,
        rows=_rows(entries, number),
        channels=CHANNELS,
        query=unit_query(at),
        number=number,
        more=number * PAGE < len(entries),
        **unit_surroundings(desk, campaign.campaign_id, line, by_unit=by_unit(request)),
    )


def _faults_of_upload(request: Request, at: Reporting, key: str) -> Faults:
    """Why an upload came to nothing, beside the file."""
    found = uploads_of(request).find(key, at.work.campaign.campaign_id, at.line.unit.unit_id)
    problem = found.problem if found else None
    return {"file": (problem.zh, problem.en)} if problem else {}


def _rows(entries: Sequence[Entry], page: int) -> Sequence[Entry]:
    """The entries of a page, the latest first."""
    return list(reversed(entries))[(page - 1) * PAGE : page * PAGE]
