"""Files that mean harm, or are broken (the corpus has them all): what they may cost, and what the parser never sees."""

import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from intake.adapters.sheets import worksheet_xml, xls_process
from intake.adapters.sheets.files import read_file
from intake.adapters.sheets.package import repacked, unpacked
from intake.domain import sheet_book
from intake.domain.sheet_book import read_book
from intake.domain.sheet_table import SheetError
from openpyxl.worksheet.worksheet import Worksheet

from tests.unit.intake.corpus_refused import bomb, lying_bomb
from tests.unit.intake.corpus_workbooks import LINKED
from tests.unit.intake.sheet_files import HEAD, ROW, SHEET, csv_text, with_parts, xls, xlsx

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


def test_a_bomb_costs_nothing_also_when_it_lies_about_its_size() -> None:
    files = [bomb(), lying_bomb()]
    tracemalloc.start()
    codes = [refused(file) for file in files]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert codes == ["file-expands-too-much", "file-damaged"]
    assert peak < 16 * 1024 * 1024


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


def test_as_many_rows_as_a_sheet_may_have_and_one_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_book, "MOST_ROWS", 20)
    rows = [(str(n), f"示例{n}", *ROW[2:]) for n in range(21)]
    assert len(phrases(csv_text(HEAD, *rows[:-1]).encode())) == 20
    with pytest.raises(SheetError, match="sheet-too-many-rows"):
        phrases(csv_text(HEAD, *rows).encode())


def test_macros_links_and_objects_are_left_behind_and_the_rows_are_read() -> None:
    loaded = with_parts(GOOD, {**LINKED, "xl/sharedStrings.xml": b"<sst/>"})
    assert phrases(loaded) == ["山海同歌", "港城新韵"]
    assert set(unpacked(loaded)) == {
        "[content_types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedstrings.xml",
        "xl/styles.xml", "xl/worksheets/sheet1.xml",
    }  # fmt: skip


def test_the_reader_of_old_files_may_die(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    dying = tmp_path / "dying.py"
    dying.write_text("import os; os.abort()")
    monkeypatch.setattr(xls_process, "__file__", str(dying))
    assert refused(OLD) == "file-damaged"
