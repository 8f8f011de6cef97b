"""What the office takes out of the first half: entries with their screening, comments with their moderation."""

from dataclasses import replace
from typing import Any

from review.domain.book_comments import comment_tables
from review.domain.book_entries import entry_tables
from review.domain.events import CommentAnswered, ScreeningLine
from review.domain.tables import Table
from review.handlers.marks import Marks

from tests.unit.review.campaign_play import CAMPAIGN, NOON, Play, received
from tests.unit.review.office_play import office
from tests.unit.review.test_likeness import TOOLS
from tests.unit.review.test_opinion import spoken
from tests.unit.review.test_two_person import Pairs


def rows(table: Table) -> list[dict[str, Any]]:
    return [dict(zip(table.headings("zh"), row, strict=True)) for row in table.rows]


def test_every_entry_has_its_state_and_every_decision_its_row() -> None:
    play = Play()
    play.screen(ScreeningLine("e1", "reject", "另有说明", None, ("alike",)), actor="zhang")
    play.screen(ScreeningLine("e1", "pass"), actor="li")
    entries, record, _ = map(rows, entry_tables(play.campaign, Marks(TOOLS).alike_in(play.campaign)))
    assert [row["状态"] for row in entries][:2] == ["待筛选 undecided", "已通过 passed"]
    assert entries[5]["与较早作品相同"] == "e0"
    assert [(row["结论"], row["理由"], row["筛选人"], row["是否有效"]) for row in record] == [
        ("不通过 rejected", "与其他城市精神表述雷同；另有说明", "zhang", "已更改 replaced"),
        ("通过 passed", "", "li", "有效 holds"),
    ]


def test_an_open_proposal_is_named_as_one() -> None:
    play = Pairs()
    play.says("zhang", "pass")
    entries, record, _ = map(rows, entry_tables(play.campaign, Marks(TOOLS).alike_in(play.campaign)))
    assert entries[0]["待办"] == "待复核 second person"
    assert record[0]["是否有效"] == "待复核 proposed"


def test_each_likeness_has_its_reason_both_texts_and_whose_the_other_is() -> None:
    play = Play()
    play.fold(replace(received(20), phrase="务实 求真 宽容 创新 开放"))
    play.fold(replace(received(21), phrase="爱国创新包容厚得"))
    entries, _, likeness = map(rows, entry_tables(play.campaign, Marks(TOOLS).alike_in(play.campaign)))
    assert [row["雷同"] for row in entries[-2:]] == ["语序不同 1", "读音相同 1"]
    assert [(row["对方文字"], row["对方来源"]) for row in likeness] == [
        ("务实 求真 宽容 开放 创新", "广州，年份未载 / 广州, year not on record"),
        ("爱国 创新 包容 厚德", "北京，2011 年 / 北京, 2011"),
    ]


def test_comments_have_their_state_and_reply_and_come_to_a_summary() -> None:
    play = spoken()
    play.moderate("bing-太长了", "hide")
    play.fold(CommentAnswered(CAMPAIGN, "bing-太长了", "已经改短", "zhu", NOON))
    comments, opinions = map(rows, comment_tables(play.campaign))
    assert [(row["状态"], row["答复"]) for row in comments if row["留言"] == "太长了"] == [
        ("不显示 hidden", "已经改短")
    ]
    assert (opinions[0]["留言数"], opinions[0]["支持"], opinions[0]["异议"]) == (4, 2, 0)


def test_no_author_leaves_with_them_and_no_formula_lives() -> None:
    play = spoken()
    play.fold(replace(received(20), phrase="=1+1", explanation="+cmd|' /C calc'!A0"))
    it = office(play)
    for book in ("entries", "comments"):
        answer = it.post(f"/api/v1/review/{CAMPAIGN}/exports", json={"book": book, "format": "csv"})
        assert answer.status_code == 200
        assert answer.content.startswith(b"\xef\xbb\xbf")
        assert "author-" not in answer.text
        assert not any(cell.strip('"').startswith(("=", "+")) for cell in answer.text.replace("\r\n", ",").split(","))
    assert [event.what for event in it.log.events] == ["export-made", "export-made"]
    assert it.post(f"/api/v1/review/{CAMPAIGN}/exports", "screener", json={"book": "entries"}).status_code == 403
