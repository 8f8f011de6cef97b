"""Files that mean harm, or are broken: a clear answer with a stable code, and nothing is run, fetched or swollen."""

import io
import struct
import tracemalloc
import zipfile
from pathlib import Path

import olefile
import pytest
from intake.adapters.sheets import faults, package, worksheet_xml, xls_process
from intake.adapters.sheets.files import read_file
from intake.adapters.sheets.package import repacked, unpacked
from intake.domain.sheet_book import MOST_ROWS, read_book
from intake.domain.sheet_table import SheetError
from openpyxl.worksheet.worksheet import Worksheet

from tests.unit.intake.sheet_files import HEAD, ROW, SHEET, csv_text, part_of, with_parts, xls, xlsx

WORKSHEET = "xl/worksheets/sheet1.xml"
GOOD, OLD = xlsx(*SHEET), xls(*SHEET)


def refused(content: bytes) -> str:
    """The code of the refusal; every one has words in both languages."""
    with pytest.raises(SheetError) as error:
        read_file(content)
    assert error.value.zh
    assert error.value.en
    return error.value.code


def phrases(content: bytes) -> list[str]:
    return [row.phrase for _, row in read_book(read_file(content), demo=True).rows]


def bomb() -> bytes:
    """64 MB and a little of blanks in a worksheet: 70 kB on the wire."""
    return with_parts(GOOD, {WORKSHEET: b" " * (package.MOST_BYTES + 1)})


def lying_bomb() -> bytes:
    """The same, but the archive says that it is small."""
    content = bytearray(bomb())
    claimed = struct.pack("<I", 4096)
    real = struct.pack("<I", package.MOST_BYTES + 1)
    return bytes(content.replace(real, claimed))


FILES = {
    "file-empty": [b"", b"  \r\n"],
    "file-type-unsupported": [
        b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n\x00\x00", b"<html><table><tr><td>\xe8\xa1\xa8</td></tr></table></html>",
        b"{\\rtf1\\ansi ...}", b"\x00\x01\x02\x03", repacked({"word/document.xml": b""}),
        repacked({"xl/workbook.bin": b"", "[Content_Types].xml": b""}), repacked({"content.xml": b"", "mimetype": b""}),
    ],
    "file-damaged": [
        GOOD[:-400], GOOD[:2000], b"PK\x03\x04", OLD[:600], OLD[:8], b"\x81\x20\xff\xff" * 9,
        with_parts(GOOD, {WORKSHEET: part_of(GOOD, WORKSHEET)[:-60]}),
        with_parts(GOOD, {WORKSHEET: part_of(GOOD, WORKSHEET).replace(b'r="A1"', b'r="a-1"')}),
        with_parts(GOOD, {"xl/workbook.xml": b"not xml"}),
    ],
    "file-expands-too-much": [bomb(), with_parts(GOOD, {f"x/{n}": b"" for n in range(package.MOST_PARTS)})],
    "file-too-large": [GOOD + b"\0" * faults.MOST_FILE_BYTES],
}  # fmt: skip
CASES = [(code, place) for code, files in FILES.items() for place in range(len(files))]


@pytest.mark.parametrize(("code", "place"), CASES)
def test_a_broken_file_is_refused_in_words(code: str, place: int) -> None:
    assert refused(FILES[code][place]) == code


def test_a_bomb_costs_nothing_also_when_it_lies_about_its_size() -> None:
    files = [bomb(), lying_bomb()]
    tracemalloc.start()
    codes = [refused(file) for file in files]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert codes == ["file-expands-too-much", "file-damaged"]
    assert peak < 16 * 1024 * 1024


def test_a_part_of_a_thousandth_is_refused_before_it_is_unpacked() -> None:
    swollen = with_parts(GOOD, {"xl/sharedStrings.xml": b" " * (8 * 1024 * 1024)})
    assert package.MOST_RATIO * len(swollen) < 8 * 1024 * 1024 < package.MOST_BYTES
    assert refused(swollen) == "file-expands-too-much"


def test_nothing_is_compressed_in_what_the_parser_gets() -> None:
    with zipfile.ZipFile(io.BytesIO(repacked(unpacked(GOOD)))) as archive:
        assert {one.compress_type for one in archive.infolist()} == {zipfile.ZIP_STORED}


@pytest.mark.parametrize("far", ["A200000", "XFD3", "XFD1048576"])
def test_one_cell_far_out_is_seen_before_the_reader_fills_the_memory(far: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def stray(sheet: Worksheet) -> None:
        sheet[far] = "x"

    monkeypatch.delattr("intake.adapters.sheets.xlsx.CalamineWorkbook")
    assert refused(xlsx(*SHEET, prepare=stray)) == ("sheet-too-wide" if far == "XFD3" else "sheet-too-many-rows")


def test_a_cell_written_a_million_times_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worksheet_xml, "MOST_CELLS", 17)
    assert refused(GOOD) == "file-expands-too-much"
    monkeypatch.setattr(worksheet_xml, "MOST_CELLS", 20)
    assert phrases(GOOD) == ["山海同歌", "港城新韵"]


def test_far_out_in_the_old_format_and_in_text() -> None:
    assert refused(xls(*SHEET, (), *[()] * 40_000, ("x",))) == "sheet-too-many-rows"
    assert refused(xls(*SHEET, (*[None] * 200, "x"))) == "sheet-too-wide"
    assert refused(csv_text(*SHEET, ("," * 300,)).encode()) == "sheet-too-wide"
    assert refused(("\r\n" * 20_001 + csv_text(*SHEET)).encode()) == "sheet-too-many-rows"


def test_more_rows_than_a_sheet_may_have() -> None:
    rows = [(str(n), f"示例{n}", *ROW[2:]) for n in range(MOST_ROWS + 1)]
    assert len(phrases(csv_text(HEAD, *rows[:-1]).encode())) == MOST_ROWS
    with pytest.raises(SheetError, match="sheet-too-many-rows"):
        phrases(csv_text(HEAD, *rows).encode())


def test_a_document_type_is_refused_so_nothing_multiplies_and_nothing_is_fetched() -> None:
    sheet = part_of(GOOD, WORKSHEET)
    laughing = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    fetching = b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'
    for declaration in (laughing, fetching):
        assert refused(with_parts(GOOD, {WORKSHEET: declaration + sheet})) == "file-damaged"


def test_macros_links_and_objects_are_left_behind_and_the_rows_are_read() -> None:
    loaded = with_parts(
        GOOD,
        {
            "xl/vbaProject.bin": b"\xd0\xcf macro",
            "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
            "xl/embeddings/oleObject1.bin": b"\xd0\xcf object",
            "xl/media/image1.png": b"\x89PNG",
            "xl/sharedStrings.xml": b"<sst/>",
            "docProps/core.xml": b"<!DOCTYPE x []><x/>",
        },
    )
    assert phrases(loaded) == ["山海同歌", "港城新韵"]
    assert set(unpacked(loaded)) == {
        "[content_types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedstrings.xml",
        "xl/styles.xml", "xl/worksheets/sheet1.xml",
    }  # fmt: skip


def test_a_password_is_named_as_what_it_is() -> None:
    marked = bytearray(GOOD)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = marked.index(signature)
        marked[place + flags] |= 1
    assert refused(bytes(marked)) == "file-encrypted"
    assert refused(old_with(xls_process.BOUNDSHEET, kind=xls_process.FILEPASS)) == "file-encrypted"


def test_an_old_file_that_kills_its_reader_does_not_kill_us() -> None:
    huge = struct.pack("<IIHH", 0, 0xFFFFFFF0, 0, 0xFFF0)
    assert refused(old_with(xls_process.DIMENSIONS, huge)) == "file-damaged"


def test_the_reader_of_old_files_may_die(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    dying = tmp_path / "dying.py"
    dying.write_text("import os; os.abort()")
    monkeypatch.setattr(xls_process, "__file__", str(dying))
    assert refused(OLD) == "file-damaged"


@pytest.mark.parametrize("text", ["=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://example.invalid")'])
def test_a_text_that_would_compute_is_refused(text: str) -> None:
    book = read_book(read_file(csv_text(HEAD, ("1", text.replace(",", ""), *ROW[2:])).encode()), demo=True)
    assert [one.code for one in book.pages[0].content.remarks] == ["formula"]


def old_with(record: int, data: bytes = b"", kind: int | None = None) -> bytes:
    """The old file with other data, or another kind, in its first record of a kind."""
    with olefile.OleFileIO(io.BytesIO(OLD)) as ole:
        stream = bytearray(ole.openstream("Workbook").read())
    place = 0
    while struct.unpack_from("<H", stream, place)[0] != record:
        place += 4 + struct.unpack_from("<H", stream, place + 2)[0]
    if kind is not None:
        struct.pack_into("<H", stream, place, kind)
    stream[place + 4 : place + 4 + len(data)] = data
    buffer = io.BytesIO(OLD)
    with olefile.OleFileIO(buffer, write_mode=True) as ole:
        ole.write_stream("Workbook", bytes(stream))
    return buffer.getvalue()
