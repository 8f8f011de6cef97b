"""The unit's own sheet on its way back: everything in its place as plain text, and once corrected it is taken."""

import io
import zipfile
from collections.abc import Sequence

import pytest
from intake.adapters.sheets.files import read_file
from intake.adapters.sheets.returned import returned_workbook
from intake.domain.sheet_book import LEGEND_SHEET, Book, read_book
from intake.domain.sheet_remarks import Remark, of_sheet, remark
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from plumbing.language import Language

from tests.unit.intake.sheet_files import HEAD, OTHER, ROW, SHEET, TITLE, UNIT, csv_text, saved, workbook, xls, xlsx

INJECTIONS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "http://example.invalid/",
)
FAULTY = (TITLE, UNIT, HEAD, ROW, ("2", "=1+1", "示例乙", "示例单位", None, 1.5), OTHER)


def read(content: bytes) -> Book:
    return read_book(read_file(content), demo=True)


def returned(content: bytes, *more: Remark, language: Language = "zh") -> bytes:
    """The sheet that comes back when the rows themselves have nothing more to be told."""
    book = read(content)
    own = [one for page in book.pages for one in of_sheet(page.table.name, page.content.remarks)]
    return returned_workbook(book, [*own, *more], language)


def loaded(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def lines(content: bytes) -> list[Sequence[object]]:
    return list(loaded(content).worksheets[0].iter_rows(values_only=True))


def cells(content: bytes) -> list[Cell]:
    sheets = loaded(content).worksheets
    return [cell for sheet in sheets for line in sheet.iter_rows() for cell in line if isinstance(cell, Cell)]


@pytest.mark.parametrize("write", [xlsx, xls, lambda *lines: csv_text(*lines).encode("gb18030")])
def test_every_cell_stands_where_it_stood_and_the_errors_to_the_right(write: type) -> None:
    back = lines(returned(write(*FAULTY)))
    assert back[:4] == [
        (*TITLE, *[None] * 6), (*UNIT, *[None] * 6), (*HEAD, "错误说明"), (*ROW, None),
    ]  # fmt: skip
    assert back[4][2:6] == ("示例乙", "示例单位", None, "1.5")
    assert back[4][6] == "【错误】表述语（16字以内）：单元格中是公式，请改为文字。\n【错误】缺少手机号码。"
    assert back[5][:5] == OTHER[:5]


def test_the_faulty_cell_is_red_a_remark_is_yellow_and_a_good_row_is_plain() -> None:
    book = loaded(returned(xlsx(*FAULTY), *of_sheet("Sheet", [remark("phrase-duplicate", 6)])))
    sheet = book.worksheets[0]
    colours = {name: sheet[name].fill.fgColor.rgb for name in ("B5", "E5", "G5", "B6", "G6", "B4", "C5")}
    red, yellow, plain = "00FFC7CE", "00FFEB9C", "00000000"
    assert colours == {"B5": red, "E5": red, "G5": red, "B6": yellow, "G6": yellow, "B4": plain, "C5": plain}
    assert [cell.value for cell in book[LEGEND_SHEET]["A"]] == ["红色", "黄色", "无色"]
    assert book[LEGEND_SHEET]["A1"].fill.fgColor.rgb == red


def test_an_english_reader_is_told_in_english_under_the_heading_that_is_read_again() -> None:
    back = lines(returned(xlsx(*FAULTY), language="en"))
    assert back[2][-1] == "错误说明"
    assert str(back[4][-1]).endswith("[Error] The mobile number is missing.")


@pytest.mark.parametrize("text", INJECTIONS)
def test_nothing_that_could_compute_is_alive_in_what_comes_back(text: str) -> None:
    content = returned(csv_text(TITLE, HEAD, (text, text, text, text, None, text)).encode())
    assert {cell.data_type for cell in cells(content)} <= {"s", "n"}
    assert [cell.value for cell in cells(content) if cell.data_type == "n" and cell.value is not None] == []
    assert not [cell for cell in cells(content) if cell.hyperlink]
    formats = {
        cell.value: (cell.number_format, cell.quotePrefix) for cell in cells(content) if cell.value == text.strip()
    }
    assert formats == {text.strip(): ("@", not text.startswith("http"))}


def test_no_formula_no_link_no_macro_and_no_hidden_sheet_is_in_the_file() -> None:
    book = workbook(汇总表=FAULTY, 去年=SHEET)
    book["去年"].sheet_state = "hidden"
    book["汇总表"]["H9"] = "=[1]Other!A1"
    book["汇总表"]["C4"].hyperlink = "http://example.invalid/"
    content = returned(saved(book))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names, text = archive.namelist(), b"".join(map(archive.read, archive.namelist()))
    assert loaded(content).sheetnames == ["汇总表", LEGEND_SHEET]
    assert not [name for name in names if "external" in name or "vba" in name or "worksheets/_rels" in name]
    assert b"<f>" not in text
    assert b"example.invalid" not in text


def test_a_number_that_a_formula_made_stays_a_number_to_look_at() -> None:
    """序号 is often =ROW()-3: the office suite's last result is shown there, a formula where it counts."""
    old = xls(HEAD, ROW, ("2", *ROW[1:4], None, ""))
    assert lines(returned(old))[1][0] == "1"
    assert lines(returned(xlsx(HEAD, ("=ROW()-1", "=1+1", *ROW[2:]))))[1][:2] == ("=ROW()-1", "=1+1")


def test_the_sheet_may_go_back_as_it_came_or_corrected() -> None:
    first = returned(xlsx(*FAULTY))
    assert lines(returned(first)) == lines(first)
    book = loaded(first)
    sheet = book.worksheets[0]
    sheet["B5"], sheet["E5"] = "港城新声", "15400000009"
    again = read(saved(book))
    assert [row.phrase for _, row in again.rows] == ["山海同歌", "港城新声", "港城新韵"]
    assert (again.remarks, again.pages[0].content.remarks) == ((), ())
    assert [line[6] for line in lines(returned_workbook(again, [], "zh"))] == [None, None, "错误说明", None, None, None]


def test_several_worksheets_come_back_under_their_names_each_with_its_own() -> None:
    book = workbook(一=(HEAD, ("1", None, *ROW[2:])), 二=(TITLE, HEAD, (*ROW[:2], None, *ROW[3:])))
    content = loaded(returned(saved(book)))
    assert content.sheetnames == ["一", "二", LEGEND_SHEET]
    assert (content["一"]["G2"].value, content["二"]["G3"].value) == ("【错误】缺少表述语。", "【错误】缺少姓名。")


def test_characters_that_no_workbook_holds_are_left_out() -> None:
    content = returned(csv_text(HEAD, ("1", "山\x0b海", "示例甲", "", None, "x\x1b")).encode())
    assert lines(content)[1][1] == "山海"
