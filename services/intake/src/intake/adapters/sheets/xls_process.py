"""Reads an .xls in a process of its own: file on stdin, JSON on stdout. Run by path, it imports nothing of ours.

The old format is a memory image that no archive check can look into, and its reader can be made to abort the process
(seen: 16 bytes in a DIMENSIONS record). So it has a process that may die, with little memory and little time.
"""

import io
import json
import resource
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import olefile
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

MEMORY_BYTES, CPU_SECONDS = 1024**3, 20
EOF, FILEPASS, BOUNDSHEET, DIMENSIONS, MULRK = 0x000A, 0x002F, 0x0085, 0x0200, 0x00BD
FORMULAS = frozenset({0x0006, 0x0206, 0x0406})
CELLS = FORMULAS | {0x00FD, 0x0203, 0x0204, 0x0205, 0x00D6, 0x027E, MULRK}
MOST_LINES, MOST_COLUMNS = 65_536, 256
"""What the format allows."""


class RefusedError(Exception):
    """Why a file is not read: a word of the answer."""


@dataclass(slots=True)
class Extent:
    """Counts of lines and columns that a worksheet reaches to, and where it computes, from 0."""

    lines: int = 0
    columns: int = 0
    formulas: list[tuple[int, int]] = field(default_factory=list)


def main() -> None:
    """Answers {"sheets": […]}, {"far": [lines, columns]} or {"refused": "damaged" | "encrypted" | "unsupported"}."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    try:
        answer = read(sys.stdin.buffer.read(), int(sys.argv[1]), int(sys.argv[2]))
    except RefusedError as refused:
        answer = {"refused": str(refused)}
    except PasswordError:
        answer = {"refused": "encrypted"}
    except (CalamineError, OSError, struct.error, IndexError):
        answer = {"refused": "damaged"}
    json.dump(answer, sys.stdout)


def read(content: bytes, most_lines: int, most_columns: int) -> dict[str, Any]:
    """The worksheets, unless one reaches too far: the reader fills the whole rectangle."""
    extents = [_look_over(stream, start) for stream, start in _worksheets(_stream(content))]
    for one in extents:
        if one.lines > most_lines or one.columns > most_columns:
            return {"far": [one.lines, one.columns]}
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        return {"sheets": [_sheet(book, place, one) for place, one in enumerate(extents) if _has_cells(book, place)]}


def _stream(content: bytes) -> bytes:
    """The records of the workbook, out of the file system that the file is."""
    with olefile.OleFileIO(io.BytesIO(content)) as ole:
        if ole.exists("EncryptedPackage"):
            raise RefusedError("encrypted")
        name = next((name for name in ("Workbook", "Book") if ole.exists(name)), None)
        if name is None:
            raise RefusedError("unsupported")
        stream: bytes = ole.openstream(name).read()
        return stream


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Kind and data of the records from `start` to the end of its part."""
    place = start
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        yield kind, stream[place + 4 : place + 4 + length]
        if kind == EOF:
            return
        place += 4 + length


def _worksheets(stream: bytes) -> list[tuple[bytes, int]]:
    starts = []
    for kind, data in _records(stream, 0):
        if kind == FILEPASS:
            raise RefusedError("encrypted")
        if kind == BOUNDSHEET:
            starts.append((stream, int(struct.unpack_from("<I", data)[0])))
    return starts


def _look_over(stream: bytes, start: int) -> Extent:
    extent = Extent()
    for kind, data in _records(stream, start):
        if kind == DIMENSIONS:
            _check_dimensions(data)
        if kind in CELLS:
            line, first = struct.unpack_from("<HH", data)
            last = struct.unpack_from("<H", data, len(data) - 2)[0] if kind == MULRK else first
            extent.lines, extent.columns = max(extent.lines, line + 1), max(extent.columns, last + 1)
        if kind in FORMULAS:
            extent.formulas.append((line, first))
    return extent


def _check_dimensions(data: bytes) -> None:
    """The reader sets this much memory aside, whatever is there."""
    _, lines, _, columns = struct.unpack_from("<IIHH" if len(data) >= 12 else "<HHHH", data)
    if lines > MOST_LINES or columns > MOST_COLUMNS:
        raise RefusedError("damaged")


def _has_cells(book: CalamineWorkbook, place: int) -> bool:
    return bool(book.sheets_metadata[place].typ == SheetTypeEnum.WorkSheet)


def _sheet(book: CalamineWorkbook, place: int, extent: Extent) -> dict[str, Any]:
    sheet = book.get_sheet_by_index(place)
    lines = [
        [one if isinstance(one, str | int | float) else str(one) for one in line]
        for line in sheet.to_python(skip_empty_area=False)
    ]
    return {
        "name": sheet.name, "lines": lines, "merges": sheet.merged_cell_ranges or [], "formulas": extent.formulas,
        "hidden": book.sheets_metadata[place].visible != SheetVisibleEnum.Visible,
    }  # fmt: skip


if __name__ == "__main__":
    main()
