"""The corpus: files that nothing is taken from, because they are broken, mean harm or are something else."""

import struct

from intake.adapters.sheets import faults, package, xls_process
from intake.adapters.sheets.package import repacked

from tests.unit.intake.corpus import Nasty
from tests.unit.intake.sheet_files import (
    HEAD,
    ROW,
    SHEET,
    TITLE,
    UNIT,
    csv_text,
    old_with,
    part_of,
    with_parts,
    xls,
    xlsx,
)

WORKSHEET = "xl/worksheets/sheet1.xml"
GOOD, OLD = xlsx(*SHEET), xls(*SHEET)


def bomb() -> bytes:
    """64 MB and a little of blanks in a worksheet: 70 kB on the wire."""
    return with_parts(GOOD, {WORKSHEET: b" " * (package.MOST_BYTES + 1)})


def lying_bomb() -> bytes:
    """The same, but the archive says that it is small."""
    claimed, real = struct.pack("<I", 4096), struct.pack("<I", package.MOST_BYTES + 1)
    return bomb().replace(real, claimed)


def locked() -> bytes:
    """A workbook whose parts say that they are enciphered."""
    marked = bytearray(GOOD)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        marked[marked.index(signature) + flags] |= 1
    return bytes(marked)


def renamed_stream(name: str) -> bytes:
    """The old container with another stream in it than a workbook."""
    old, new = (one.encode("utf-16-le").ljust(64, b"\0") for one in ("Workbook", name))
    lengths = [struct.pack("<H", 2 * len(one) + 2) for one in ("Workbook", name)]
    assert OLD.count(old + lengths[0]) == 1
    return OLD.replace(old + lengths[0], new + lengths[1])


def typed(part: str, declaration: bytes) -> bytes:
    """A document type in front of the worksheet."""
    return with_parts(GOOD, {part: declaration + part_of(GOOD, part)})


def damaged(old: bytes, new: bytes, part: str = WORKSHEET) -> bytes:
    return with_parts(GOOD, {part: part_of(GOOD, part).replace(old, new)})


FILES = {
    "file-empty": {"nothing": b"", "blanks": b"  \r\n"},
    "file-type-unsupported": {
        "a PDF": b"%PDF-1.7 ...",
        "a picture": b"\x89PNG\r\n\x1a\n\x00\x00",
        "a web page called .xls": "<html><table><tr><td>表述语</td></tr></table></html>".encode(),
        "a text with formats": b"{\\rtf1\\ansi ...}",
        "bytes": b"\x00\x01\x02\x03",
        "a letter": repacked({"word/document.xml": b""}),
        "a binary workbook": repacked({"xl/workbook.bin": b"", "[Content_Types].xml": b""}),
        "an OpenDocument": repacked({"content.xml": b"", "mimetype": b""}),
        "an old letter": renamed_stream("WordDocument"),
    },
    "file-damaged": {
        "a workbook without its end": GOOD[:-400],
        "half a workbook": GOOD[:2000],
        "the first bytes of an archive": b"PK\x03\x04",
        "half an old workbook": OLD[:600],
        "the first bytes of an old workbook": OLD[:8],
        "an encoding that nobody has": b"\x81\x20\xff\xff" * 9,
        "a worksheet cut off": with_parts(GOOD, {WORKSHEET: part_of(GOOD, WORKSHEET)[:-60]}),
        "a cell at no place": damaged(b'r="A1"', b'r="a-1"'),
        "a workbook that is no XML": with_parts(GOOD, {"xl/workbook.xml": b"not xml"}),
        "a bomb that lies about its size": lying_bomb(),
        "a laughing document": typed(WORKSHEET, b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'),
        "a document that fetches": typed(WORKSHEET, b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'),
        "an old workbook that kills its reader": old_with(
            xls_process.DIMENSIONS, struct.pack("<IIHH", 0, 0xFFFFFFF0, 0, 0xFFF0)
        ),
    },
    "file-encrypted": {
        "a workbook with a password": renamed_stream("EncryptedPackage"),
        "an old workbook with a password": old_with(xls_process.BOUNDSHEET, kind=xls_process.FILEPASS),
        "an archive with a password": locked(),
    },
    "file-expands-too-much": {
        "a bomb": bomb(),
        "an archive of many parts": with_parts(GOOD, {f"x/{n}": b"" for n in range(package.MOST_PARTS)}),
        "a part of a thousandth": with_parts(GOOD, {"xl/sharedStrings.xml": b" " * (8 * 1024 * 1024)}),
    },
    "file-too-large": {"eleven megabytes": GOOD + b"\0" * faults.MOST_FILE_BYTES},
    "quote-unclosed": {"a quote that never ends": csv_text(HEAD, ("1", '"山海同歌', *ROW[2:]), ROW, ROW).encode()},
    "sheet-headings-missing": {
        "a text in Big5": csv_text(("表述語", "姓名", "電話"), ("山海同歌", "示例甲", "15400000001")).encode("big5"),
        "no phones": xlsx(TITLE, UNIT, ("序号", "表述语", "姓名"), ROW),
        "rows without headings": csv_text(TITLE, UNIT, ROW).encode(),
        "another table": xlsx(("日期", "收入", "支出"), (1, 2, 3)),
    },
    "sheet-too-wide": {
        "a text of three hundred columns": csv_text(*SHEET, ("," * 300,)).encode(),
        "an old workbook with a cell far to the right": xls(*SHEET, (*[None] * 200, "x")),
    },
    "sheet-too-many-rows": {
        "an old workbook with a cell far below": xls(*SHEET, (), *[()] * 40_000, ("x",)),
        "blank lines without end": ("\r\n" * 20_001 + csv_text(*SHEET)).encode(),
    },
}  # fmt: skip
REFUSED = {name: Nasty(content, (), refused=code) for code, files in FILES.items() for name, content in files.items()}
