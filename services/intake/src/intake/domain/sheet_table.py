"""A worksheet of a 汇总表 as plain cells: what every file format is turned into before a rule looks at it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that computes: what it computes (begins with `=`), and what the office suite showed last."""

    text: str
    value: str | float | None = None


Cell = str | float | Formula | None
Lines = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Merge:
    """Merged cells: lines `top` to `bottom` from column `left` on, all from 0. The upper left cell has the content."""

    top: int
    bottom: int
    left: int


@dataclass(frozen=True, slots=True)
class Table:
    """One worksheet, from its first cell on: `lines[0][0]` is A1. Text files have one without a name."""

    name: str
    lines: Lines
    merges: tuple[Merge, ...] = ()
    hidden: bool = False


class SheetError(Exception):
    """A file that nothing can be taken from: a stable code, and what the unit is told in both languages."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(code)
        self.code = code
        self.zh = zh
        self.en = en


def cell_text(cell: Cell) -> str:
    """What a cell says, a formula itself. A whole number that became a float says it without `.0`."""
    if cell is None:
        return ""
    if isinstance(cell, Formula):
        return cell.text
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def shown_text(cell: Cell) -> str:
    """What the office suite shows: of a formula its last result, or the formula where none was kept."""
    if isinstance(cell, Formula):
        return cell_text(cell.value) or cell.text
    return cell_text(cell)


def cell_name(line: int, column: int) -> str:
    """`B7` for line 6 and column 1, both from 0."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{line + 1}"
