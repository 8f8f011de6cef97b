"""How the workbooks that we write look, and how text gets into them without ever becoming a formula."""

from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet
from plumbing.cells import cell_text, starts_a_formula

TITLE = Font(size=16, bold=True)
HEADING = Font(bold=True)
HEADING_FILL = PatternFill("solid", fgColor="DDE7F0")
ERROR_FILL = PatternFill("solid", fgColor="FFC7CE")
WARNING_FILL = PatternFill("solid", fgColor="FFEB9C")
WRAPPED = Alignment(vertical="top", wrap_text=True)
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
_thin: Any = Side(style="thin", color="B8C2CC")
GRID = Border(left=_thin, right=_thin, top=_thin, bottom=_thin)
TEXT = "@"


def put_text(cell: Cell, text: str) -> None:
    """Writes text as text. The cell's format is text, and what could start a formula has the prefix that keeps it text
    even when somebody edits the cell.
    """
    clean = cell_text(text)
    cell.value = clean
    cell.data_type = "s"  # openpyxl takes a text with `=` for a formula
    cell.number_format = TEXT
    if starts_a_formula(clean):
        cell.quotePrefix = True


def text_cell(sheet: Worksheet, line: int, column: int, text: str) -> Cell:
    """The cell at `line` and `column`, from 1, with this text."""
    cell = sheet.cell(line, column)
    if not isinstance(cell, Cell):
        raise TypeError("a merged cell holds no text")
    put_text(cell, text)
    return cell
