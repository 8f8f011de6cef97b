"""A table as it leaves the office: headings in both languages, rows of plain values, and the lines that explain it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

Cell = str | int | Decimal | datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and how wide the column is, in characters."""

    zh: str
    en: str
    width: int = 12


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet. `notes` stand above the headings, each in both languages."""

    zh: str
    en: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    notes: tuple[tuple[str, str], ...] = ()

    def named(self, language: str) -> str:
        """The name of the sheet."""
        return self.en if language == "en" else self.zh

    def headings(self, language: str) -> list[str]:
        """The headings."""
        return [column.en if language == "en" else column.zh for column in self.columns]

    def remarks(self, language: str) -> list[str]:
        """The notes."""
        return [en if language == "en" else zh for zh, en in self.notes]
