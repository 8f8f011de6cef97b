"""Worksheets as calamine reads them, turned into plain cells."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from intake.domain.sheet_table import Cell, Formula, Merge, Table

Formulas = Mapping[tuple[int, int], Formula]


def calamine_tables(book: CalamineWorkbook, formulas: Mapping[str, Formulas]) -> Sequence[Table]:
    """The visible worksheets that `formulas` knows (one that is not there was not looked over, and is not read)."""
    visible = [
        one.name
        for one in book.sheets_metadata
        if one.visible == SheetVisibleEnum.Visible and one.typ == SheetTypeEnum.WorkSheet and one.name in formulas
    ]
    return [_table(book.get_sheet_by_name(name), formulas[name]) for name in visible]


def _table(sheet: CalamineSheet, formulas: Formulas) -> Table:
    lines = [[_cell(value) for value in line] for line in sheet.to_python(skip_empty_area=False)]
    for (line, column), formula in formulas.items():
        _put(lines, line, column, formula)
    merges = [Merge(top, bottom, left) for (top, left), (bottom, _) in sheet.merged_cell_ranges or ()]
    return Table(sheet.name, lines, tuple(merges))


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
