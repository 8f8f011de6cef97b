"""A unit's own sheet on its way back: its cells as plain text in their places, what is wrong beside them.

It is written anew. Formulas, links, macros, hidden worksheets and whatever else a file can carry do not come back.
"""

import io
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from plumbing.language import Language

from intake.adapters.sheets import styles
from intake.domain.sheet_book import LEGEND_SHEET, Book, Page
from intake.domain.sheet_columns import ERROR_HEADING, Block, error_column
from intake.domain.sheet_remarks import Remark
from intake.domain.sheet_table import Cell, cell_text, shown_text

_NOT_IN_TITLES, _LONGEST_TITLE = re.compile(r"[\[\]:*?/\\\x00-\x1f]"), 31
_NARROWEST, _WIDEST, _ERROR_WIDTH = 8, 60, 48
_FILLS = {"error": styles.ERROR_FILL, "warning": styles.WARNING_FILL}
_LEVELS = {"error": ("错误", "Error"), "warning": ("提示", "Note")}
_LEGEND = (
    ("红色", "Red", styles.ERROR_FILL, "该行没有登记。请按“错误说明”改正后，重新上传整个文件。",
     "The row was not taken. Put it right as the last column says, and upload the whole file again."),
    ("黄色", "Yellow", styles.WARNING_FILL, "该行已经登记，请留意说明。", "The row was taken; please read the note."),
    ("无色", "Plain", None, "该行已经登记。重新上传不会重复登记。",
     "The row was taken. Uploading it again does not double it."),
)  # fmt: skip


def returned_workbook(book: Book, remarks: Sequence[Remark], language: Language) -> bytes:
    """The worksheets that were read, under their names, and a legend behind them."""
    workbook = Workbook()
    del workbook[workbook.sheetnames[0]]
    for page in book.pages:
        own = [one for one in remarks if one.sheet == page.table.name and one.row]
        _write_page(workbook.create_sheet(_title(page.table.name)), page, own, language)
    _write_legend(workbook.create_sheet(LEGEND_SHEET), language)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _title(name: str) -> str:
    """The name of a worksheet, without what no office suite allows in one."""
    return _NOT_IN_TITLES.sub("_", name)[:_LONGEST_TITLE].strip("'") or "汇总表"


def _write_page(sheet: Worksheet, page: Page, remarks: Sequence[Remark], language: Language) -> None:
    last = error_column(page.table.lines, page.layout)
    widths = _write_cells(sheet, page, last)
    heading = styles.text_cell(sheet, page.layout.heading_line + 1, last + 1, ERROR_HEADING)
    heading.font, heading.fill = styles.HEADING, styles.HEADING_FILL
    _write_remarks(sheet, page, last, remarks, language)
    for column, width in {**widths, last: _ERROR_WIDTH}.items():
        sheet.column_dimensions[get_column_letter(column + 1)].width = width
    sheet.freeze_panes = f"A{page.layout.heading_line + 2}"


def _write_cells(sheet: Worksheet, page: Page, last: int) -> dict[int, float]:
    """Every cell as it is shown, a formula in a column that counts as it is written. Returns the widths."""
    widths: dict[int, float] = {}
    for line, cells in enumerate(page.table.lines):
        block = page.layout.block_at(line)
        for column, text in _shown(cells, block):
            if column == last:
                continue
            written = styles.text_cell(sheet, line + 1, column + 1, text)
            if line == block.heading_line:
                written.font, written.fill = styles.HEADING, styles.HEADING_FILL
            if line >= page.layout.heading_line:
                widths[column] = max(widths.get(column, _NARROWEST), min(2 * len(text) + 2, _WIDEST))
    return widths


def _shown(cells: Sequence[Cell], block: Block) -> Iterator[tuple[int, str]]:
    """The filled cells of a line by column, with their texts."""
    fields = set(block.columns.values())
    texts = (cell_text(cell) if column in fields else shown_text(cell) for column, cell in enumerate(cells))
    return ((column, text) for column, text in enumerate(texts) if text)


def _write_remarks(sheet: Worksheet, page: Page, last: int, remarks: Sequence[Remark], language: Language) -> None:
    by_row: defaultdict[int, list[Remark]] = defaultdict(list)
    for one in remarks:
        by_row[one.row].append(one)
        columns = page.layout.block_at(one.row - 1).columns
        if one.field in columns:
            sheet.cell(one.row, columns[one.field] + 1).fill = _FILLS[one.level]
    for row, own in by_row.items():
        cell = styles.text_cell(sheet, row, last + 1, "\n".join(_said(one, page, language) for one in own))
        worst = "error" if any(one.level == "error" for one in own) else "warning"
        cell.fill, cell.alignment = _FILLS[worst], styles.WRAPPED


def _said(one: Remark, page: Page, language: Language) -> str:
    """`【错误】手机号码：缺少手机号码。`"""
    zh, en = _LEVELS[one.level]
    heading = _heading(one, page)
    if language == "en":
        return f"[{en}] {heading + ': ' if heading else ''}{one.en}"
    return f"【{zh}】{heading + '：' if heading else ''}{one.zh}"


def _heading(one: Remark, page: Page) -> str:
    """What the unit calls the column; needed only where the words do not name it themselves."""
    block = page.layout.block_at(one.row - 1)
    place = block.columns.get(one.field)
    if place is None or one.code not in ("formula", "text-too-long"):
        return ""
    line = page.table.lines[block.heading_line]
    return cell_text(line[place]) if place < len(line) else one.column


def _write_legend(sheet: Worksheet, language: Language) -> None:
    for line, (zh_name, en_name, fill, zh, en) in enumerate(_LEGEND, start=1):
        mark = styles.text_cell(sheet, line, 1, en_name if language == "en" else zh_name)
        if fill is not None:
            mark.fill = fill
        styles.text_cell(sheet, line, 2, en if language == "en" else zh)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 12, 90
