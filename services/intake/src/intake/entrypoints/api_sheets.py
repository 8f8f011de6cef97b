"""汇总表: upload, and the blank form."""

import base64
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request, Response, UploadFile
from plumbing.language import language_of
from plumbing.problems import Problem
from pydantic import BaseModel, Field

from intake.domain.sheet_form import form_title
from intake.domain.sheet_remarks import Remark
from intake.domain.sheet_report import SheetReport
from intake.entrypoints.guards import CampaignId, DeskPart, SheetSender
from intake.handlers.sheets import Upload, blank_sheet, take_sheet
from intake.handlers.submit import Sender

router = APIRouter(prefix="/api/v1/campaigns/{c}/sheets")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UnitId = Annotated[
    str | None,
    Query(max_length=64, description="The reporting unit (报送单位); a unit's own account may leave it out"),
]


class RemarkView(BaseModel):
    """One remark on a 汇总表."""

    sheet: Annotated[str, Field(description="Worksheet; empty for a text file or the whole file")]
    row: Annotated[int, Field(description="Line of the worksheet from 1; 0 for the whole sheet or file")]
    column: Annotated[str, Field(description="Usual heading of the column; empty for the whole row")]
    code: str
    level: Annotated[Literal["error", "warning"], Field(description="An error keeps its row out, a warning does not")]
    zh: str
    en: str


class SheetView(BaseModel):
    """What became of a 汇总表: `rows` = `accepted` + `replaced` + `unchanged` + `rejected`."""

    unit_id: str
    unit: str
    sheets: Annotated[tuple[str, ...], Field(description="The worksheets that were read")]
    rows: Annotated[int, Field(description="Rows with anything in them")]
    accepted: Annotated[int, Field(description="New entries")]
    replaced: Annotated[int, Field(description="Corrected rows: each put right an entry that the unit had sent")]
    unchanged: Annotated[int, Field(description="In already: sent before, or by an earlier row of this file")]
    rejected: Annotated[int, Field(description="Not taken; the errors say why")]
    warned: Annotated[int, Field(description="Taken or in already, and over the phrase's limit")]
    duplicates: Annotated[int, Field(description="Taken or in already, and of the same text as an earlier entry")]
    errors: Annotated[tuple[RemarkView, ...], Field(description="Every remark, in the order of the rows")]
    returned_sheet: Annotated[
        str | None, Field(description="The unit's own sheet with the remarks, .xlsx in base64; null when clean")
    ]


def sender_of(session: SheetSender, unit_id: UnitId = None) -> Sender:
    """Who sends, and for which unit: a unit's account for its own only (Problem 403 `unit-forbidden`)."""
    if session.role != "unit":
        return Sender(session.subject, unit_id)
    if unit_id not in (None, session.unit):
        raise Problem("unit-forbidden", 403, "只能报送本单位的汇总表。", "You can report for your own unit only.")
    return Sender(session.subject, session.unit)


def named_sender(sender: Annotated[Sender, Depends(sender_of)]) -> Sender:
    """The same, once a unit is named. Problem 422 `unit-missing`."""
    if not sender.unit_id:
        raise Problem("unit-missing", 422, "请选择报送单位。", "Please name the reporting unit.")
    return sender


ForUnit = Annotated[Sender, Depends(named_sender)]


@router.post("")
async def upload(c: CampaignId, file: UploadFile, desk: DeskPart, sender: ForUnit, request: Request) -> SheetView:
    """Takes in a 汇总表 (.xlsx, .xls or .csv, 10 MB, 10,000 rows). The same file again creates nothing.

    A file of which nothing can be taken is a problem: `file-empty`, `file-too-large`, `file-type-unsupported`,
    `file-damaged`, `file-encrypted`, `file-expands-too-much`, `quote-unclosed`, `sheet-headings-missing`,
    `sheet-too-many-rows`, `sheet-too-wide`. Something new after the end of submissions is `submissions-closed`. A sheet
    without a row is none: it has 0 rows and the remark `sheet-empty`.
    """
    return sheet_view(await take_sheet(desk, c, sender, Upload(await file.read(), language_of(request))))


@router.get("/form", response_class=Response, responses={200: {"content": {XLSX: {}}, "description": "The form"}})
async def form(c: CampaignId, desk: DeskPart, sender: ForUnit) -> Response:
    """The blank 汇总表 of a unit, as an .xlsx."""
    return as_file(await blank_sheet(desk, c, sender.unit_id), form_title(desk.campaign(c).rules))


def as_file(content: bytes, name: str) -> Response:
    """An .xlsx to be saved under this name; not to be kept by anything on the way, since it may hold phones."""
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(f'{name}.xlsx')}",
        "cache-control": "no-store",
    }
    return Response(content, media_type=XLSX, headers=headers)


def sheet_view(report: SheetReport) -> SheetView:
    """The answer as JSON."""
    return SheetView(
        unit_id=report.unit.unit_id, unit=report.unit.name, sheets=report.sheets, rows=report.rows,
        accepted=report.accepted, replaced=report.replaced, unchanged=report.unchanged, rejected=report.rejected,
        warned=report.warned, duplicates=report.duplicates, errors=tuple(_remark(one) for one in report.remarks),
        returned_sheet=base64.b64encode(report.returned).decode() if report.returned else None,
    )  # fmt: skip


def _remark(one: Remark) -> RemarkView:
    return RemarkView(
        sheet=one.sheet, row=one.row, column=one.column, code=one.code, level=one.level, zh=one.zh, en=one.en
    )
