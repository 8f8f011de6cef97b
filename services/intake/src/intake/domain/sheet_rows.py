"""The rows of a 汇总表, and what is wrong with them, said so that the unit can put it right in its own sheet."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from intake.domain.entries import LONGEST
from intake.domain.phones import normal_phone
from intake.domain.phrase import clean_line, clean_phrase, clean_prose, han_count
from intake.domain.sheet_columns import REQUIRED, Block, Layout
from intake.domain.sheet_remarks import Remark, remark
from intake.domain.sheet_table import Cell, Formula, Table, cell_text

_PHONE_DIGITS = 11
_AS_NUMBER = re.compile(r"\d+\.0+|\d(?:\.\d+)?[Ee]\+?\d{1,2}")
"""A phone that a spreadsheet took for a number before it was saved as text."""
_ENDLESS = 4
_LOST = 10**8
"""1.54E+10 shows three digits of eleven: a *number* with eight noughts at its end has lost them on its way."""
_FOOTER = re.compile(
    r"(注|备注|说明|填表|填报|制表|审核|负责|联系|经办)人?[:：]|(填表|填报|制表|审核|负责|联系|经办)人$|[合共小总]计"
)
_TWO_PARTS = re.compile(r"([\u3400-\u9fff]) ([\u3400-\u9fff])")
"""A name of two characters, set apart as offices do to align it with the longer ones."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that nothing is missing from. `number` is its line in the sheet, from 1, as an office suite shows it.

    `phone` is E.164. Lives as long as one command.
    """

    number: int
    phrase: str
    explanation: str
    name: str
    workplace: str
    phone: str


@dataclass(frozen=True, slots=True)
class SheetContent:
    """What a worksheet says. `filled` counts the rows with anything in them, sound or not."""

    filled: int
    rows: tuple[SheetRow, ...]
    remarks: tuple[Remark, ...]


def read_rows(table: Table, layout: Layout, *, demo: bool) -> SheetContent:
    """Every row below the headings. Lines that only carry a 序号 are no rows; neither are repeated headings, footers.

    A row takes what it leaves out from the merged cell that it lies in. `demo` lets the demo's phones in.
    """
    filled, sound, remarks = 0, [], []
    merged = _merged(table, layout)
    for place in range(layout.heading_line + 1, len(table.lines)):
        block = layout.block_at(place)
        own = _own_cells(table.lines[place], block)
        if not any(map(cell_text, own.values())) or _is_no_row(table, block, place):
            continue
        filled += 1
        cells = {field: cell if cell_text(cell) else merged.get((place, field)) for field, cell in own.items()}
        row, faults = _row(place + 1, cells, demo)
        remarks += faults
        sound += [] if faults else [row]
    return SheetContent(filled, tuple(sound), tuple(remarks))


def phone_text(cell: Cell) -> str:
    """A phone as its author would type it: full width made plain, and a number made digits again.

    A text that lost digits on the way (1.54E+10) stays as it is, so that it is refused and not guessed.
    """
    text = unicodedata.normalize("NFKC", clean_line(cell_text(cell))).lstrip("'‘’`")
    digits = text.upper().partition("E")[0].replace(".", "")
    if _AS_NUMBER.fullmatch(text) and len(digits) >= _PHONE_DIGITS:
        number = Decimal(text)
        return f"{number:.0f}" if number == number.to_integral_value() else text
    return text


def lost_digits(cell: Cell) -> bool:
    """Whether a phone is a number, or was one, that has only its first digits left."""
    if isinstance(cell, float):
        return cell >= _LOST and cell % _LOST == 0
    text = phone_text(cell)
    return "E" in text.upper() and _AS_NUMBER.fullmatch(text) is not None


def _own_cells(line: Sequence[Cell], block: Block) -> dict[str, Cell]:
    return {field: line[place] if place < len(line) else None for field, place in block.columns.items()}


def _merged(table: Table, layout: Layout) -> dict[tuple[int, str], Cell]:
    """What merged cells say to the lines below their first: by line and field."""
    last: dict[int, int] = {}
    found = {}
    for merge in sorted(table.merges, key=lambda one: one.top):
        block, bottom = layout.block_at(merge.top), min(merge.bottom, len(table.lines) - 1)
        field = next((name for name, place in block.columns.items() if place == merge.left), None)
        # Merged cells never overlap; a file in which they do could keep us busy for hours.
        if field is None or not max(block.heading_line, last.get(merge.left, -1)) < merge.top < bottom:
            continue
        last[merge.left] = bottom
        said = _own_cells(table.lines[merge.top], block)[field]
        found.update({(line, field): said for line in range(merge.top + 1, bottom + 1)})
    return found


def _is_no_row(table: Table, block: Block, place: int) -> bool:
    texts = [cell_text(cell) for cell in table.lines[place]]
    if texts == [cell_text(cell) for cell in table.lines[block.heading_line]]:
        return True
    phrase_at = block.columns["phrase"]
    return not any(texts[phrase_at : phrase_at + 1]) and _FOOTER.match(next(filter(None, texts), "")) is not None


def _row(number: int, cells: Mapping[str, Cell], demo: bool) -> tuple[SheetRow, list[Remark]]:
    texts = {field: "" if _is_endless(field, cell) else cell_text(cell) for field, cell in cells.items()}
    phone = normal_phone(phone_text(texts["phone"]), demo=demo)
    row = SheetRow(
        number=number,
        phrase=clean_phrase(texts["phrase"]),
        explanation=clean_prose(texts.get("explanation", "")),
        name=_name(texts["name"]),
        workplace=clean_line(texts.get("workplace", "")),
        phone=phone or "",
    )
    codes = [(field, _fault(field, cell, row)) for field, cell in cells.items()]
    return row, [remark(code, number, field=field) for field, code in codes if code]


def _name(text: str) -> str:
    line = clean_line(text)
    parts = _TWO_PARTS.fullmatch(line)
    return parts[1] + parts[2] if parts else line


def _fault(field: str, cell: Cell, row: SheetRow) -> str | None:
    """The code of what is wrong with one cell."""
    if isinstance(cell, Formula) or cell_text(cell).startswith("="):
        return "formula"
    if _is_endless(field, cell):
        return "text-too-long"
    text = getattr(row, field)
    return _phone_fault(cell, text) if field == "phone" else _text_fault(field, text)


def _is_endless(field: str, cell: Cell) -> bool:
    """Whether a text is so long that it is not even cleaned. Blanks and unseen characters may double a real one."""
    return len(cell_text(cell)) > _ENDLESS * LONGEST.get(field, _PHONE_DIGITS)


def _text_fault(field: str, text: str) -> str | None:
    said = han_count(text) if field == "phrase" else len(text)
    if field in REQUIRED and not said:
        return f"{field}-missing"
    return "text-too-long" if len(text) > LONGEST[field] else None


def _phone_fault(cell: Cell, phone: str) -> str | None:
    if not phone_text(cell):
        return "phone-missing"
    if lost_digits(cell):
        return "phone-lost-digits"
    return None if phone else "phone-invalid"
