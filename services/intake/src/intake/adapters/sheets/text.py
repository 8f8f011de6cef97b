"""Reads a 汇总表 that was saved as text: UTF-8 with or without a mark, GB18030, UTF-16 with its mark.

Noughts between the characters, which some programs leave, are passed over.
"""

import codecs
import csv
import io
from collections.abc import Callable, Sequence

from intake.adapters.sheets.faults import check_extent, damaged, quote_unclosed, unsupported
from intake.domain.sheet_columns import has_headings
from intake.domain.sheet_table import Cell, SheetError, Table

_DELIMITERS = (",", "\t", ";")
_END = "\x1a"
_NOUGHT = b"\0"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(content: bytes) -> Sequence[Table]:
    """The one worksheet of a text file, cut at the delimiter with which its headings are found. Raises SheetError."""
    text = _decoded(content)
    lines = _cut(text)
    strange = _NOUGHT in content and not content.startswith(_UTF16)
    if text.lstrip().startswith(("<", "{\\rtf", "%PDF")) or (strange and not has_headings(lines)):
        raise unsupported()
    return [_table(lines)]


def _cut(text: str) -> list[list[Cell]]:
    readings = (_lines(text, delimiter) for delimiter in _DELIMITERS)
    return next((lines for lines in readings if has_headings(lines)), None) or _lines(text, _DELIMITERS[0])


def _decoded(content: bytes) -> str:
    if content.startswith(_UTF16):
        return _strict(content, "utf-16")
    plain = content.replace(_NOUGHT, b"")
    try:
        return plain.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _strict(plain, "gb18030", otherwise=unsupported if len(plain) < len(content) else damaged)


def _strict(content: bytes, encoding: str, otherwise: Callable[[], SheetError] = damaged) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise otherwise() from error


def _table(lines: list[list[Cell]]) -> Table:
    """The lines without the end mark, which a quote that is never closed has swallowed."""
    if lines[-1] != [_END]:
        raise quote_unclosed(len(lines))
    return Table("", lines[:-1])


def _lines(text: str, delimiter: str) -> list[list[Cell]]:
    """What each line says, and a last one that marks the end."""
    lines: list[list[Cell]] = []
    try:
        for line in csv.reader(io.StringIO(f"{text}\n{_END}", newline=""), delimiter=delimiter):
            lines.append(list(line))
            check_extent(len(lines), len(line))
    except csv.Error:  # a field beyond all bounds, which is what such a quote makes
        lines.append([])
    return lines
