"""What the office takes out: files that run nothing, that can be checked by hand, and that are written down."""

import csv
import io
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from openpyxl import load_workbook
from review.adapters.table_files import as_csv, as_json, as_xlsx
from review.domain.books import BOOKS
from review.domain.composite import Nominee, Weighing, compose
from review.domain.tables import Column, Table

from tests.unit.review.late_play import CAMPAIGN, Late
from tests.unit.review.selection_play import NOON
from tests.unit.review.test_objections import announced, objects
from tests.unit.review.test_shares_and_ledger import approve, pay, released

EXPORTS = f"/api/v1/review/{CAMPAIGN}/exports"
NASTY = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "正常\x00文字", "正常\ufffe文字")
TABLE = Table(
    "示例", "Example", (Column("文字", "Text"), Column("数", "Number"), Column("时间", "At")),
    [(text, Decimal("1.50"), NOON) for text in NASTY], (("=说明", "=note"),),
)  # fmt: skip


def taken(late: Late, book: str, kind: str, who: str = "organiser:wu") -> Any:
    return late.ask("POST", EXPORTS, who, {"book": book, "format": kind})


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = load_workbook(io.BytesIO(content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def test_nothing_in_a_workbook_is_a_formula() -> None:
    book = load_workbook(io.BytesIO(as_xlsx("=标题", [TABLE], "zh")))
    cells = [cell for row in book["示例"].iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    risky = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@"))]
    assert len(risky) >= 5
    assert all(cell.quotePrefix and cell.number_format == "@" for cell in risky)


def test_nothing_in_a_csv_runs_and_it_is_known_as_utf_8() -> None:
    content = as_csv("标题", [TABLE], "zh")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    texts = [cell for row in rows for cell in row]
    assert [text for text in texts if text.startswith(("=", "+", "-", "@", "\t"))] == []
    assert "'=1+1" in texts
    assert "1.50" in texts


def test_json_keeps_every_text_and_every_decimal_as_it_is() -> None:
    content = as_json("标题", [TABLE], "zh").decode()
    assert '"=1+1"' in content
    assert '"1.50"' in content


@pytest.mark.parametrize("book", BOOKS)
@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
def test_every_book_can_be_taken_out_at_any_time(book: str, kind: str) -> None:
    answer = taken(Late(), book, kind)
    assert answer.status_code == 200
    assert f"{CAMPAIGN}-{book}.{kind}" in answer.headers["content-disposition"]


def test_each_export_is_on_the_log_with_who_took_what() -> None:
    late = Late()
    taken(late, "scores", "csv")
    [made] = [event for event in late.log.events if event.what == "export-made"]
    assert (made.book, made.format, made.actor) == ("scores", "csv", "wu")  # type: ignore[attr-defined]
    assert [(one.book, one.actor) for one in late.campaign.exports] == [("scores", "wu")]
    assert "wu" in late.ask("GET", "/office/exports", "organiser").text
    assert taken(late, "scores", "csv", "screener").status_code == 403


def test_the_composite_can_be_done_again_by_hand_from_the_sheet() -> None:
    late = Late()
    rows = sheets(taken(late, "composite", "xlsx").content)["综合得分"]
    top = next(place for place, row in enumerate(rows) if row[0] == "名次")
    read = [dict(zip(rows[top], row, strict=True)) for row in rows[top + 1 :]]
    field = [
        Nominee(row["作品编号"], Fraction(row["专家平均分（精确值）"]), Fraction(0), row["票数"], NOON) for row in read
    ]
    assert [(line.entry_id, str(line.composite)) for line in compose(field, Weighing())] == [
        (row["作品编号"], row["综合得分（精确值）"]) for row in read
    ]
    assert [row["综合得分"] for row in read] == [100, 75, 50, 25, 0]
    assert "0.5 × 专家折算 + 0.5 × 票数折算" in rows[1][0]


def test_the_scores_have_every_mark_of_every_judge() -> None:
    rows = sheets(taken(Late(), "scores", "xlsx").content)["评分"]
    assert rows[2][:6] == ["e00", "示例作品0", "chen", 99, 99, 99]
    assert len(rows) == 2 + 8


def test_the_decisions_have_signatures_changes_and_the_register() -> None:
    late = announced()
    objects(late, text="=cmd|'/C calc'!A0")
    found = sheets(taken(late, "decisions", "xlsx").content)
    assert found["签署"][-1][1:6] == ["决定 decided", "e01", "示例作品1", "li", "leader"]
    assert found["公布与变更"][-1][1] == "公布 announced"
    assert found["异议"][-1][4] == "=cmd|'/C calc'!A0"


def test_the_prize_list_has_its_explanation_and_every_step_of_the_ledger() -> None:
    late = released()
    approve(late, "organiser:wu", "e01-1")
    pay(late, "organiser:he")
    found = sheets(taken(late, "prizes", "xlsx").content)
    assert sum(row[3] for row in found["获奖名单"] if isinstance(row[3], int)) == 26_000
    assert sum(row[5] for row in found["核算"] if isinstance(row[5], int)) == 26_000
    assert ["e01", "示例作品1", "excellent", 2_000, "lesser-prize", 0] in found["核算"]
    assert [row[5:7] for row in found["发放"] if row[0] == "e01"] == [["approved", "wu"], ["paid", "he"]]
