"""Worksheets as calamine reads them, turned into plain cells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from intake.domain.sheet_table import Cell, Formula, Merge, Table

Formulas = Mapping[tuple[int, int], Formula]
Corners = tuple[tuple[int, int], tuple[int, int]]


def calamine_tables(book: CalamineWorkbook, formulas: Mapping[str, Formulas]) -> Sequence[Table]:
    """The worksheets that `formulas` knows (one that is not there was not looked over, and is not read)."""
    known = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet and one.name in formulas]
    hidden = {one.name for one in known if one.visible != SheetVisibleEnum.Visible}
    tables = [_table(book.get_sheet_by_name(one.name), formulas[one.name]) for one in known]
    return [replace(one, hidden=one.name in hidden) for one in tables]


def _table(sheet: CalamineSheet, formulas: Formulas) -> Table:
    return plain_table(sheet.name, sheet.to_python(skip_empty_area=False), sheet.merged_cell_ranges or (), formulas)


def plain_table(name: str, values: Iterable[Iterable[Any]], merges: Iterable[Corners], formulas: Formulas) -> Table:
    """A worksheet from the values of its cells and the corners of its merged ones."""
    lines = [[_cell(value) for value in line] for line in values]
    for (line, column), formula in formulas.items():
        _put(lines, line, column, formula)
    return Table(name, lines, tuple(Merge(top, bottom, left) for (top, left), (bottom, _) in merges))


def _put(lines: list[list[Cell]], line: int, column: int, formula: Formula) -> None:
    """Sets a formula over its last result, also beyond the last cell that has one."""
    lines.extend([] for _ in range(line + 1 - len(lines)))
    cells = lines[line]
    cells.extend([None] * (column + 1 - len(cells)))
    shown = cells[column]
    cells[column] = replace(formula, value=None if isinstance(shown, Formula) else shown)


def _cell(value: Any) -> Cell:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    return float(value) if isinstance(value, int | float) else str(value)
