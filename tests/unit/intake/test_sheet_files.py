"""What a file says beyond its rows (those are in the corpus): the worksheets that are passed over, and plain values."""

from datetime import date

import pytest
from intake.adapters.sheets.files import read_file
from intake.domain.sheet_book import Book, read_book

from tests.unit.intake.sheet_files import (
    HEAD,
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
