"""A look at the XML of a worksheet before it is read: how far it reaches, and which cells compute.

The reader (calamine) fills the whole rectangle up to the last cell, 4 GB for one cell far out (seen), and tells only
the last result of a formula.
"""

import re
from dataclasses import dataclass, field
from pyexpat import ExpatError, ParserCreate
from typing import Any

from intake.adapters.sheets.faults import check_extent, damaged, swollen
from intake.adapters.sheets.package import RELATIONS, WORKBOOK
from intake.domain.sheet_table import Formula

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_RELATION_ID = "http://schemas.openxmlformats.org/officeDocument/2006/relationships:id"
_STRICT_RELATION_ID = "http://purl.oclc.org/ooxml/officeDocument/relationships:id"
_FULL = frozenset({"v", "f", "is"})
MOST_CELLS = 1_000_000
"""Empty ones with a format included: a hundred for each row that may be there."""


@dataclass(slots=True)
class Extent:
    """What a worksheet reaches to (counts of lines and columns) and the formulas by line and column, from 0."""

    lines: int = 0
    columns: int = 0
    formulas: dict[tuple[int, int], Formula] = field(default_factory=dict)


def look_over(xml: bytes) -> Extent:
    """The extent of a worksheet. Raises SheetError: `file-damaged`, `sheet-too-many-rows`, `sheet-too-wide`."""
    look = _Look()
    _parse(xml, look.start, look.end, look.text)
    return look.extent


def worksheet_paths(parts: dict[str, bytes]) -> dict[str, str]:
    """The part of each worksheet by its name, in the order of the workbook."""
    names: dict[str, str] = {}
    targets: dict[str, str] = {}

    def name_sheet(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "sheet" and "name" in attributes:
            relation = attributes.get(_RELATION_ID) or attributes.get(_STRICT_RELATION_ID, "")
            names[attributes["name"]] = relation

    def note_target(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    _parse(parts[WORKBOOK], name_sheet)
    _parse(parts.get(RELATIONS, b"<none/>"), note_target)
    return {name: _path(targets.get(relation, "")) for name, relation in names.items()}


class _Look:
    """Follows cells by their references, or by their order where they carry none."""

    def __init__(self) -> None:
        self.extent = Extent()
        self._line = self._column = -1
        self._in_cell = False
        self._cells = 0
        self._formula: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        if name == "row":
            self._line, self._column = _line(attributes.get("r"), self._line), -1
        elif name == "c":
            self._line, self._column = self._place(attributes.get("r"))
            self._in_cell = True
            self._count()
        elif self._in_cell and name in _FULL:
            self._reach()
            self._formula = [] if name == "f" else None

    def end(self, tag: str) -> None:
        name = _local(tag)
        if name == "f" and self._formula is not None:
            self.extent.formulas[(self._line, self._column)] = Formula("=" + ("".join(self._formula) or "…"))
            self._formula = None
        elif name == "c":
            self._in_cell = False

    def text(self, text: str) -> None:
        if self._formula is not None:
            self._formula.append(text)

    def _count(self) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise swollen()

    def _place(self, reference: str | None) -> tuple[int, int]:
        if reference is None:
            return self._line, self._column + 1
        found = _REFERENCE.fullmatch(reference)
        if found is None:
            raise damaged()
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        return int(found[2]) - 1, column - 1

    def _reach(self) -> None:
        """The cell has content: the worksheet reaches here."""
        extent = self.extent
        if self._line >= extent.lines or self._column >= extent.columns:
            extent.lines = max(extent.lines, self._line + 1)
            extent.columns = max(extent.columns, self._column + 1)
            check_extent(extent.lines, extent.columns)


def _parse(xml: bytes, start: Any, end: Any = None, text: Any = None) -> None:
    """Reads XML without a document type: nothing in it can refer to something outside, or multiply."""
    parser = ParserCreate(namespace_separator=":")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    try:
        parser.Parse(xml, True)
    except ExpatError as error:
        raise damaged() from error


def _refuse(*_declaration: object) -> None:
    raise damaged()


def _line(number: str | None, before: int) -> int:
    """The line of a row, from 0: its number, or the one after the row before."""
    if number is None:
        return before + 1
    if not re.fullmatch(r"[0-9]{1,7}", number):
        raise damaged()
    return int(number) - 1


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _path(target: str) -> str:
    return (target.lstrip("/") if target.startswith("/") else f"xl/{target}").lower()
