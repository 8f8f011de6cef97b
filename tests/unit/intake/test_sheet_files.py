"""Files as units send them: whatever the format, the same rows come out."""

import codecs
from datetime import date

import pytest
import xlwt
from intake.adapters.sheets.files import read_file
from intake.domain.sheet_book import Book, read_book
from openpyxl.worksheet.worksheet import Worksheet

from tests.unit.intake.sheet_files import (
    HEAD,
    OTHER,
    ROW,
    SHEET,
    TITLE,
    UNIT,
    csv_text,
    saved,
    workbook,
    xls,
    xlsx,
)

PHRASES = ["山海同歌", "港城新韵"]


def read(content: bytes) -> Book:
    return read_book(read_file(content), demo=True)


def phrases(content: bytes) -> list[str]:
    return [row.phrase for _, row in read(content).rows]


def codes(content: bytes) -> list[tuple[int, str]]:
    book = read(content)
    remarks = [*book.remarks, *(one for page in book.pages for one in page.content.remarks)]
    return [(one.row, one.code) for one in remarks]


TEXT = csv_text(*SHEET)
FILES = {
    "xlsx": xlsx(*SHEET),
    "xls": xls(*SHEET),
    "csv in UTF-8": TEXT.encode(),
    "csv in UTF-8 with its mark": TEXT.encode("utf-8-sig"),
    "csv in GB18030": TEXT.encode("gb18030"),
    "text in UTF-16 with tabs": codecs.BOM_UTF16_LE + csv_text(*SHEET, delimiter="\t").encode("utf-16-le"),
    "csv with semicolons": csv_text(*SHEET, delimiter=";").encode("gb18030"),
    "csv with lines of its own inside a cell": csv_text(
        *SHEET[:3], (*ROW[:5], '"第一行\n第二行\x0b第三行\u2028第四行"'), OTHER
    ).encode(),
    "csv with Unix lines and no last one": TEXT.replace("\r\n", "\n").rstrip().encode(),
    "xlsx with columns in another order": xlsx(TITLE, HEAD[::-1], ROW[::-1], OTHER[::-1]),
    "xlsx that begins far down and to the right": xlsx(
        *[()] * 7, *((None, None, *line) for line in SHEET)
    ),
    "xlsx with an empty sheet in front": saved(workbook(Sheet1=(), 汇总表=SHEET, Sheet3=())),
    "xlsx with a row a sheet": saved(workbook(一=(HEAD, ROW), 二=(TITLE, HEAD, OTHER))),
    "xlsx with lines about the form above the headings": xlsx(
        TITLE, ("填表说明：表述语须为原创，姓名、手机号码务必如实填写。",), UNIT, (), HEAD, ROW, OTHER
    ),
    "xls with columns in another order": xls(HEAD[::-1], ROW[::-1], OTHER[::-1]),
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_the_rows_are_the_same_in_every_format(kind: str) -> None:
    book = read(FILES[kind])
    assert [(row.phrase, row.name, row.phone) for _, row in book.rows] == [
        ("山海同歌", "示例甲", "+8615400000001"), ("港城新韵", "示例乙", "+8615400000002"),
    ]  # fmt: skip
    assert (book.filled, book.remarks) == (2, ())


@pytest.mark.parametrize("write", [xlsx, xls])
def test_a_phone_that_became_a_number_is_read(write: type) -> None:
    assert phrases(write(HEAD, (*ROW[:4], 15400000001.0, ""), (*OTHER[:4], 15400000002, ""))) == PHRASES


def test_a_phone_shown_as_a_power_of_ten_in_text_is_refused() -> None:
    assert codes(csv_text(HEAD, (*ROW[:4], "1.54E+10", "")).encode()) == [(2, "phone-lost-digits")]


def test_a_formula_is_seen_though_its_last_result_is_all_that_the_reader_tells() -> None:
    formulas = (("1", "=1+1", *ROW[2:]), ("2", '="山海"&"同歌"', *ROW[2:]), ("=ROW()-3", *ROW[1:]))
    assert codes(xlsx(HEAD, *formulas)) == [(2, "formula"), (3, "formula")]
    assert phrases(xlsx(HEAD, *formulas)) == ["山海同歌"]
    old = (HEAD, ("1", xlwt.Formula("1+1"), *ROW[2:]), ("2", xlwt.Formula('"山海"&"同歌"'), *ROW[2:]), ROW)
    assert codes(xls(*old)) == [(2, "formula"), (3, "formula")]
    assert phrases(xls(*old)) == ["山海同歌"]


def test_merged_cells_count_for_each_of_their_rows() -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:F1")
        sheet.merge_cells("C4:C5")
        sheet.merge_cells("D4:D9")
        sheet.merge_cells("E4:E5")

    below = ("2", "港城新韵", None, None, None, None)
    book = read(xlsx(TITLE, UNIT, HEAD, ROW, below, prepare=merge))
    old = read(xls(TITLE, UNIT, HEAD, ROW, below, merges=((0, 0, 0, 5), (3, 4, 2, 2), (3, 8, 3, 3), (3, 4, 4, 4))))
    for one in (book, old):
        assert [(row.name, row.workplace, row.phone) for _, row in one.rows] == [
            ("示例甲", "示例单位", "+8615400000001")
        ] * 2
        assert one.filled == 2


def test_a_hidden_worksheet_is_not_read() -> None:
    book = workbook(汇总表=SHEET, 去年=SHEET)
    book["去年"].sheet_state = "hidden"
    assert phrases(saved(book)) == PHRASES
    assert phrases(xls(*SHEET, hidden=SHEET)) == PHRASES


def test_a_worksheet_without_headings_is_passed_over_aloud_and_our_legend_in_silence() -> None:
    book = workbook(汇总表=SHEET, 说明=(("请先阅读",),), 图例=(("红色", "该行没有登记"),))
    assert codes(saved(book)) == [(0, "sheet-skipped")]
    assert "说明" in read(saved(book)).remarks[0].zh
    assert phrases(saved(workbook(图例=SHEET))) == PHRASES


@pytest.mark.parametrize("content", [xlsx(), xlsx(TITLE, UNIT, HEAD), xls(*SHEET[:3]), csv_text(HEAD).encode(),
                                     saved(workbook(一=(), 二=()))])  # fmt: skip
def test_a_sheet_without_a_row_says_so(content: bytes) -> None:
    assert (read(content).filled, codes(content)) == (0, [(0, "sheet-empty")])


def test_dates_and_ticks_are_text() -> None:
    [(_, row)] = read(xlsx(HEAD, ("1", "山海同歌", "示例甲", True, ROW[4], date(2020, 5, 4)))).rows
    assert (row.workplace, row.explanation) == ("是", "2020-05-04")


def test_cells_that_are_formatted_and_empty_reach_nowhere() -> None:
    def colour(sheet: Worksheet) -> None:
        sheet["A1048576"].number_format = "@"
        sheet["XFD3"].number_format = "@"

    assert phrases(xlsx(*SHEET, prepare=colour)) == PHRASES
