"""The packet that lies before the signers: every nominee with its texts, figures, comments, likeness and objections."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from review.domain.book_packet import packet_tables
from review.domain.events import CommentMade, CommentsModerated, EntryReceived, ModerationLine
from review.domain.selection_events import TextRefined
from review.domain.text_diff import Piece, diff
from review.handlers.marks import Marks

from tests.unit.review.late_play import CAMPAIGN, VOTED, Late
from tests.unit.review.selection_play import NOON
from tests.unit.review.test_likeness import TOOLS
from tests.unit.review.test_objections import announced, objects

DECISION = f"/api/v1/decision/{CAMPAIGN}"


def test_a_diff_goes_character_by_character() -> None:
    assert diff("务实创新 勇立潮头", "务实创新 敢立潮头") == [
        Piece("same", "务实创新 "), Piece("gone", "勇"), Piece("new", "敢"), Piece("same", "立潮头"),
    ]  # fmt: skip


@given(st.text("山海相拥港城", max_size=20), st.text("山海相拥港城", max_size=20))
def test_a_diff_has_both_texts_in_it(old: str, new: str) -> None:
    pieces = diff(old, new)
    assert "".join(piece.text for piece in pieces if piece.change != "new") == old
    assert "".join(piece.text for piece in pieces if piece.change != "gone") == new


def prepared() -> Late:
    late = Late()
    late.fold(TextRefined(CAMPAIGN, "e01", "示例佳作1", None, "editor", VOTED))
    late.campaign.discussion_open = True
    late.fold(CommentMade(CAMPAIGN, "e01", "m1", "ref", "说得好", NOON))
    late.fold(CommentMade(CAMPAIGN, "e01", "m2", "ref", "未审核的话", NOON))
    late.fold(CommentsModerated(CAMPAIGN, (ModerationLine("m1", "show"),), "screener", NOON))
    late.fold(
        EntryReceived(
            campaign_id=CAMPAIGN, entry_id="e90", phrase="示例作品1", explanation="", channel="web", author_ref="later",
            unit_id=None, submitted_at=NOON + timedelta(hours=1), han_count=4, duplicate_of="e01", at=NOON,
        )
    )  # fmt: skip
    return late


def test_every_nominee_is_in_the_packet_the_excellent_works_first() -> None:
    packet = Late().ask("GET", DECISION, "leader").json()
    assert [line["entry_id"] for line in packet["entries"]] == ["e00", "e01", "e02"]
    assert [line["entry_id"] for line in packet["others"]] == ["e03", "e04"]
    first = packet["entries"][0]
    assert (first["rank"], first["expert_mean"], first["votes"], first["composite"]) == (1, "99.0000", 50, "100.0000")
    assert (first["political"], first["guidance"], first["form"], first["judges"], first["abstentions"]) == (
        "99.0000", "99.0000", "99.0000", 1, 0,
    )  # fmt: skip


def test_a_nominee_has_its_versions_with_what_changed_its_comments_and_what_repeats_it() -> None:
    line = prepared().ask("GET", DECISION, "leader").json()["entries"][1]
    assert [version["text"] for version in line["versions"]] == ["示例作品1", "示例佳作1"]
    assert [(piece["change"], piece["text"]) for piece in line["versions"][1]["changed"]] == [
        ("same", "示例"), ("new", "佳"), ("same", "作"), ("gone", "品"), ("same", "1"),
    ]  # fmt: skip
    assert (line["comments"], line["repeated_by"]) == (["说得好"], ["e90"])


def test_what_people_said_of_a_nominee_comes_to_a_summary() -> None:
    late = prepared()
    late.fold(CommentMade(CAMPAIGN, "e01", "m3", "other", "说得好，像连云港", NOON, stance="support"))
    late.fold(CommentsModerated(CAMPAIGN, (ModerationLine("m3", "show"),), "screener", NOON))
    opinion = late.ask("GET", DECISION, "leader").json()["entries"][1]["opinion"]
    assert (opinion["comments"], opinion["commenters"], opinion["support"], opinion["unsaid"]) == (2, 2, 1, 1)
    assert opinion["words"] == [{"text": "说得好", "commenters": 2}]


def like_beijing() -> Late:
    """e01 was refined into words that sound like Beijing's, and e91 is one character off them."""
    late = prepared()
    late.fold(TextRefined(CAMPAIGN, "e01", "爱国 创新 包容 厚得", None, "editor", VOTED))
    late.fold(
        EntryReceived(
            campaign_id=CAMPAIGN, entry_id="e91", phrase="爱国创新包容大厚得", explanation="", channel="web",
            author_ref="later", unit_id=None, submitted_at=NOON, han_count=9, duplicate_of=None, at=NOON,
        )
    )  # fmt: skip
    return late


def test_a_refined_text_is_held_against_the_published_and_the_others_anew() -> None:
    late = like_beijing()
    likeness = late.ask("GET", DECISION, "leader").json()["entries"][1]["likeness"]
    assert [(one["like"]["reason"], one["like"]["text"], one["like"]["origin"]) for one in likeness] == [
        ("sound", "爱国 创新 包容 厚德", "北京，2011 年"),
        ("character", "爱国创新包容大厚得", "本次征集的作品"),
    ]
    page = late.ask("GET", f"/decision?campaign={CAMPAIGN}", "leader").text
    assert "读音相同" in page
    assert "爱国 创新 包容 厚<mark>德</mark>" in page


def test_the_packet_can_be_taken_out_with_texts_and_likenesses() -> None:
    campaign = like_beijing().campaign
    nominees, versions, likeness = packet_tables(campaign, Marks(TOOLS).alike_in(campaign))
    read = [dict(zip(nominees.headings("zh"), row, strict=True)) for row in nominees.rows]
    assert [(row["名次"], row["作品编号"], row["留言数"], row["同文投稿"]) for row in read][:2] == [
        (1, "e00", 0, 0), (2, "e01", 1, 1),
    ]  # fmt: skip
    assert read[1]["雷同"] == "读音相同 1；一字之差 1"
    assert [row[3] for row in versions.rows] == ["示例作品1", "示例佳作1", "爱国 创新 包容 厚得"]
    assert [row[2] for row in likeness.rows] == ["读音相同 the same sound", "一字之差 one character apart"]


def test_objections_to_a_nominee_are_in_the_packet_of_a_new_decision() -> None:
    late = announced()
    objects(late, entry_id="e02")
    line = late.ask("GET", DECISION, "leader").json()["entries"][2]
    assert [(one["number"], one["kind"], one["ruling"]) for one in line["objections"]] == [(1, "likeness", "")]
    assert line["objections"][0]["text"] == late.selection.outcome.objections[0].text
    assert "actor" not in line["objections"][0]


def test_the_page_marks_what_went_and_what_came_and_names_no_author() -> None:
    page = prepared().ask("GET", f"/decision?campaign={CAMPAIGN}", "leader").text
    assert "<ins>佳</ins>作<del>品</del>" in page
    assert "未审核的话" not in page
    assert "author-" not in page
