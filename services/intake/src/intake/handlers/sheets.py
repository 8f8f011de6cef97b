"""A unit's 汇总表, from the bytes of a file to what became of every row; and the blank form."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from plumbing.language import Language
from plumbing.logs import logger_of
from plumbing.problems import Problem

from intake import metrics
from intake.domain.entries import NewEntry, Outcome
from intake.domain.rules import Unit
from intake.domain.sheet_book import Book, read_book
from intake.domain.sheet_report import SheetReport, report_on
from intake.domain.sheet_rows import SheetRow
from intake.domain.sheet_table import SheetError
from intake.handlers.corrections import corrected
from intake.handlers.desk import Desk
from intake.handlers.submit import Sender, look_at, measure, submit_claims

_log = logger_of(__name__)
_TOO_LARGE = "file-too-large"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came. What it is called plays no part; the sheet goes back in the reader's language."""

    content: bytes
    language: Language = "zh"


async def take_sheet(desk: Desk, campaign_id: str, sender: Sender, upload: Upload) -> SheetReport:
    """Takes in every sound row of a 汇总表; the same file again creates nothing. Without a row it reports none. A
    corrected row replaces its former self (domain.corrections).

    Raises Problem: 404 `campaign-unknown` or `unit-unknown`; 422 with the code of domain.sheet_table.SheetError when
    nothing can be read (413 `file-too-large`); 409 `submissions-closed` when there is something new after the end;
    503 `outcome-unknown` (safe to repeat).
    """
    unit = reporting_unit(desk, campaign_id, sender.unit_id)
    try:
        book = await _read(desk, upload.content)
    except SheetError as error:
        metrics.SHEETS.labels(error.code).inc()
        _log.info("sheet-refused", campaign=campaign_id, unit=unit.unit_id, reason=error.code)
        raise Problem(error.code, 413 if error.code == _TOO_LARGE else 422, error.zh, error.en) from error
    outcomes = await _submitted(desk, campaign_id, sender, book)
    sender.progress.stage = "writing"
    report = await _reported(desk, campaign_id, (unit, book, outcomes), upload.language)
    _note(campaign_id, report)
    return report


async def blank_sheet(desk: Desk, campaign_id: str, unit_id: str | None) -> bytes:
    """The blank 汇总表 of a unit as an .xlsx. Raises Problem 404 `campaign-unknown` or `unit-unknown`."""
    unit = reporting_unit(desk, campaign_id, unit_id)
    return await desk.sheets.form(desk.campaign(campaign_id).rules, unit)


def reporting_unit(desk: Desk, campaign_id: str, unit_id: str | None) -> Unit:
    """The unit that a sheet is from. Raises Problem 404 `campaign-unknown` or `unit-unknown`."""
    unit = desk.campaign(campaign_id).rules.unit(unit_id or "")
    if unit is None:
        raise Problem("unit-unknown", 404, "没有这个报送单位。", "There is no such unit.")
    return unit


async def _submitted(desk: Desk, campaign_id: str, sender: Sender, book: Book) -> list[Outcome]:
    rows = [_entry(row) for _, row in book.rows]
    sender.progress.takes(len(rows))
    claims = await look_at(desk, campaign_id, sender, rows)
    outcomes = await submit_claims(desk, campaign_id, sender, await corrected(desk, campaign_id, sender, claims))
    measure(rows, outcomes)
    return outcomes


async def _read(desk: Desk, content: bytes) -> Book:
    tables = await desk.sheets.read(content)
    return await asyncio.to_thread(read_book, tables, demo=desk.posture.demo)


async def _reported(
    desk: Desk, campaign_id: str, taken: tuple[Unit, Book, Sequence[Outcome]], language: Language
) -> SheetReport:
    unit, book, outcomes = taken
    report = await asyncio.to_thread(report_on, book, desk.campaign(campaign_id).rules, unit, outcomes)
    if not any(remark.row for remark in report.remarks):
        return report
    return replace(report, returned=await desk.sheets.returned(book, report.remarks, language))


def _entry(row: SheetRow) -> NewEntry:
    return NewEntry(row.phrase, row.explanation, row.name, row.workplace, row.phone, "unit")


def _note(campaign_id: str, report: SheetReport) -> None:
    """Figures and a line of the log: campaign, unit and counts, nobody's name."""
    counts = {name: getattr(report, name) for name in ("accepted", "replaced", "unchanged", "rejected")}
    metrics.SHEETS.labels("returned" if report.returned else "taken" if report.rows else "empty").inc()
    for outcome, count in counts.items():
        metrics.SHEET_ROWS.labels(outcome).inc(count)
    _log.info("sheet-taken", campaign=campaign_id, unit=report.unit.unit_id, rows=report.rows, **counts)
