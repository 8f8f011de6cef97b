"""A 汇总表 as a whole: the worksheets that entries are taken from, and those that are passed over."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from intake.domain.rules import Rules, Unit
from intake.domain.sheet_columns import Layout, find_layout, headings_missing
from intake.domain.sheet_remarks import Remark, of_sheet, remark
from intake.domain.sheet_rows import SheetContent, SheetRow, read_rows
from intake.domain.sheet_table import SheetError, Table, cell_text

LEGEND_SHEET = "图例"
"""The worksheet that explains the marks in a sheet that was sent back; without headings, nothing is said of it."""
MOST_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class Page:
    """A worksheet with headings, and what it says."""

    table: Table
    layout: Layout
    content: SheetContent


@dataclass(frozen=True, slots=True)
class Book:
    """Every worksheet that was read, in the order of the file, and the remarks on what was not."""

    pages: tuple[Page, ...]
    remarks: tuple[Remark, ...]

    @property
    def filled(self) -> int:
        """Rows with anything in them, sound or not."""
        return sum(page.content.filled for page in self.pages)

    @property
    def rows(self) -> list[tuple[Page, SheetRow]]:
        """The sound rows, each with its worksheet."""
        return [(page, row) for page in self.pages for row in page.content.rows]


def read_book(tables: Sequence[Table], *, demo: bool) -> Book:
    """Everything that the visible worksheets say. Without a single row it has the remark `sheet-empty`. Of a hidden
    worksheet with the headings of a 汇总表 it has a remark too.

    Raises SheetError `sheet-headings-missing` when there is content and no worksheet has headings,
    `sheet-too-many-rows` above MOST_ROWS.
    """
    kinds: defaultdict[str, list[Table]] = defaultdict(list)
    shown = list[tuple[Table, Layout]]()
    for table in filter(_is_to_read, tables):
        layout = find_layout(table.lines)
        if layout and not table.hidden:
            shown.append((table, layout))
        else:
            kinds[_passed(table, layout)].append(table)
    hidden, skipped = kinds["hidden"], kinds["skipped"]
    if skipped and not shown and not hidden:
        raise headings_missing(skipped[0].lines)
    pages = tuple(Page(table, layout, read_rows(table, layout, demo=demo)) for table, layout in shown)
    return _bounded(Book(pages, (*_passed_over("sheet-skipped", skipped), *_passed_over("sheet-hidden", hidden))))


def _passed(table: Table, layout: Layout | None) -> str:
    """Why a worksheet is passed over: `hidden`, `skipped`, or nothing that anybody need know."""
    if table.hidden:
        return "hidden" if layout else ""
    return "" if table.name == LEGEND_SHEET else "skipped"


def _passed_over(code: str, tables: Iterable[Table]) -> Iterator[Remark]:
    return (remark(code, 0, table.name) for table in tables)


def _is_to_read(table: Table) -> bool:
    return any(cell_text(cell) for line in table.lines for cell in line)


def _bounded(book: Book) -> Book:
    """The book, unless it has too many rows; one without rows says so."""
    if book.filled > MOST_ROWS:
        raise too_many_rows(MOST_ROWS)
    return book if book.filled else replace(book, remarks=(*book.remarks, remark("sheet-empty", 0)))


def too_many_rows(most: int) -> SheetError:
    """What to tell of a sheet that is too long."""
    return SheetError(
        "sheet-too-many-rows",
        f"汇总表超过 {most} 行，请分成几个文件；若没有这么多作品，请删除表格下方的空白行。",
        f"The sheet has more than {most} rows; please split it, or delete what stands far below the last entry.",
    )


def unit_remarks(book: Book, rules: Rules, unit: Unit) -> list[Remark]:
    """A remark for each worksheet that names another unit of the campaign than the one it is counted for."""
    others = {_plain(other.name): other.name for other in rules.units if other.unit_id != unit.unit_id}
    remarks = []
    for page in book.pages:
        named = others.get(_plain(page.layout.unit_name))
        if named:
            one = remark("unit-differs", page.layout.unit_line + 1, named, unit.name)
            remarks += of_sheet(page.table.name, [one])
    return remarks


def _plain(name: str) -> str:
    return "".join(name.split())
