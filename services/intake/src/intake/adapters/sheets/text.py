"""Reads a 汇总表 that was saved as text: UTF-8 with or without a mark, GB18030, UTF-16 with its mark."""

import codecs
import csv
import io
from collections.abc import Sequence

from intake.adapters.sheets.faults import check_extent, damaged, unsupported
from intake.domain.sheet_columns import find_layout
from intake.domain.sheet_table import Cell, Table

_DELIMITERS = (",", "\t", ";")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(content: bytes) -> Sequence[Table]:
    """The one worksheet of a text file, cut at the delimiter with which its headings are found. Raises SheetError."""
    text = _decoded(content)
    if text.lstrip().startswith(("<", "{\\rtf", "%PDF")):
        raise unsupported()
    tables = [_table(text, delimiter) for delimiter in _DELIMITERS]
    return [next((table for table in tables if find_layout(table.lines)), tables[0])]


def _decoded(content: bytes) -> str:
    if content.startswith(_UTF16):
        return _strict(content, "utf-16")
    if b"\0" in content:
        raise unsupported()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _strict(content, "gb18030")


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise damaged() from error


def _table(text: str, delimiter: str) -> Table:
    lines: list[list[Cell]] = []
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            lines.append(list(line))
            check_extent(len(lines), len(line))
    except csv.Error as error:
        raise damaged() from error
    return Table("", lines)
