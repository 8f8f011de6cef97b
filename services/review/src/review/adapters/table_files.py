"""Tables as files: .xlsx in the style of the 汇总表, CSV that a spreadsheet reads as UTF-8, and JSON.

What people wrote is text and stays text: `=1+1` and `+cmd` are never formulas, in whichever way the file is opened.
"""

import csv
import io
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import orjson
from plumbing.cells import cell_text, harmless, starts_a_formula

from review.domain.tables import Cell, Table

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

BEIJING = timezone(timedelta(hours=8))
SHOWN = "%Y-%m-%d %H:%M:%S"


def as_xlsx(title: str, tables: Sequence[Table], language: str) -> bytes:
    """A workbook with a sheet for each table: title, notes, headings that stay in sight, rows in a grid."""
    # openpyxl is a good part of what this process loads; it is loaded when the first file is written.
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _sheet(book.create_sheet(table.named(language)[:31]), title, table, language)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_csv(title: str, tables: Sequence[Table], language: str) -> bytes:
    """The tables one below the other, each under its name; with the mark by which a spreadsheet knows UTF-8."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([harmless(title)])
    for table in tables:
        writer.writerows([[], [harmless(table.named(language))]])
        writer.writerows([harmless(note)] for note in table.remarks(language))
        writer.writerow([harmless(heading) for heading in table.headings(language)])
        writer.writerows([[_in_csv(cell) for cell in row] for row in table.rows])
    return buffer.getvalue().encode("utf-8-sig")


def as_json(title: str, tables: Sequence[Table], language: str) -> bytes:
    """The tables as objects; moments in UTC, decimals as strings so that none is rounded."""
    told = [
        {
            "name": table.named(language),
            "notes": table.remarks(language),
            "columns": table.headings(language),
            "rows": [[str(cell) if isinstance(cell, Decimal) else cell for cell in row] for row in table.rows],
        }
        for table in tables
    ]
    return orjson.dumps({"title": title, "tables": told}, option=orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z)


def _in_csv(cell: Cell) -> str | int | Decimal:
    if isinstance(cell, int | Decimal):
        return cell
    return harmless(_text(cell))


def _text(cell: str | datetime | None) -> str:
    if isinstance(cell, datetime):
        return cell.astimezone(BEIJING).strftime(SHOWN)
    return cell or ""


def _sheet(sheet: "Worksheet", title: str, table: Table, language: str) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    side: Any = Side(style="thin", color="B8C2CC")
    grid, wrapped = Border(left=side, right=side, top=side, bottom=side), Alignment(vertical="top", wrap_text=True)
    width = len(table.columns)
    heads = [f"{title} {table.named(language)}", *table.remarks(language)]
    for line, words in enumerate(heads, 1):
        _put(sheet, line, 1, words).font = Font(size=16, bold=True) if line == 1 else Font(size=11)
        sheet.merge_cells(start_row=line, start_column=1, end_row=line, end_column=width)
        sheet.cell(line, 1).alignment = wrapped
    top = len(heads) + 1
    for place, heading in enumerate(table.headings(language), 1):
        cell = _put(sheet, top, place, heading)
        cell.font, cell.fill, cell.border = Font(bold=True), PatternFill("solid", fgColor="DDE7F0"), grid
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(place)].width = table.columns[place - 1].width
    for line, row in enumerate(table.rows, top + 1):
        for place, value in enumerate(row, 1):
            cell = _put(sheet, line, place, value)
            cell.border, cell.alignment = grid, wrapped
    sheet.freeze_panes = f"A{top + 1}"
    sheet.print_title_rows = f"1:{top}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9


def _put(sheet: "Worksheet", line: int, place: int, value: Cell) -> Any:
    """Numbers as numbers, everything else as text that no editing turns into a formula."""
    cell: Any = sheet.cell(line, place)
    if isinstance(value, int | Decimal):
        cell.value = value
        return cell
    text = cell_text(_text(value))
    cell.value = text
    cell.data_type = "s"  # openpyxl takes a text with `=` for a formula
    cell.number_format = "@"
    cell.quotePrefix = starts_a_formula(text)
    return cell
