"""汇总表 files of every kind, made on the spot: plain demo data, and what goes wrong with files."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import olefile
import xlwt
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

TITLE = ("“新时代连云港精神”征集投稿汇总表",)
UNIT = ("单位名称：海州区",)
HEAD = ("序号", "表述语（16字以内）", "姓名", "工作单位", "手机号码", "简要阐释说明（可附页）")
ROW = ("1", "山海同歌", "示例甲", "示例单位", "15400000001", "说明")
OTHER = ("2", "港城新韵", "示例乙", "示例单位", "15400000002", "")
SHEET = (TITLE, UNIT, HEAD, ROW, OTHER)
Line = tuple[Any, ...]


def xlsx(*lines: Line, prepare: Callable[[Worksheet], object] | None = None) -> bytes:
    """A workbook with one worksheet; `prepare` may add to it."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for line in lines:
        sheet.append(line)
    if prepare is not None:
        prepare(sheet)
    return saved(book)


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def workbook(**sheets: tuple[Line, ...]) -> Workbook:
    """A workbook with these worksheets, in this order."""
    book = Workbook()
    del book["Sheet"]
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    return book


def xls(*lines: Line, merges: tuple[tuple[int, int, int, int], ...] = (), hidden: tuple[Line, ...] = ()) -> bytes:
    """The old format. Merges are (first line, last line, first column, last column); a hidden worksheet may follow."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("汇总表")
    for line, cells in enumerate(lines):
        for column, value in enumerate(cells):
            if value is not None:
                sheet.write(line, column, value)
    for merge in merges:
        sheet.merge(*merge)
    if hidden:
        behind = book.add_sheet("隐藏")
        behind.visibility = 1
        for line, cells in enumerate(hidden):
            for column, value in enumerate(cells):
                behind.write(line, column, value)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def csv_text(*lines: Line, delimiter: str = ",") -> str:
    return "".join(delimiter.join("" if cell is None else str(cell) for cell in line) + "\r\n" for line in lines)


def with_parts(content: bytes, parts: Mapping[str, bytes], leaving: str = "") -> bytes:
    """The archive with some parts replaced or added, and without one."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in [one for one in old.namelist() if one not in parts and one != leaving]:
            new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return buffer.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def old_with(record: int, data: bytes = b"", kind: int | None = None) -> bytes:
    """The old file with other data, or another kind, in its first record of a kind."""
    content = xls(*SHEET)
    with olefile.OleFileIO(io.BytesIO(content)) as ole:
        stream = bytearray(ole.openstream("Workbook").read())
    place = 0
    while struct.unpack_from("<H", stream, place)[0] != record:
        place += 4 + struct.unpack_from("<H", stream, place + 2)[0]
    if kind is not None:
        struct.pack_into("<H", stream, place, kind)
    stream[place + 4 : place + 4 + len(data)] = data
    buffer = io.BytesIO(content)
    with olefile.OleFileIO(buffer, write_mode=True) as ole:
        ole.write_stream("Workbook", bytes(stream))
    return buffer.getvalue()
