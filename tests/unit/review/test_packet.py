"""The packet that lies before the signers: every nominee with its texts, figures, comments, likeness and objections."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from review.domain.events import CommentMade, CommentsModerated, EntryReceived, ModerationLine
from review.domain.selection_events import TextRefined
from review.domain.text_diff import Piece, diff

from tests.unit.review.late_play import CAMPAIGN, VOTED, Late
from tests.unit.review.selection_play import NOON
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


def test_objections_to_a_nominee_are_in_the_packet_of_a_new_decision() -> None:
    late = announced()
    objects(late, entry_id="e02")
    line = late.ask("GET", DECISION, "leader").json()["entries"][2]
    assert [(one["number"], one["kind"], one["ruling"]) for one in line["objections"]] == [(1, "likeness", "")]


def test_the_page_marks_what_went_and_what_came_and_names_no_author() -> None:
    page = prepared().ask("GET", f"/decision?campaign={CAMPAIGN}", "leader").text
    assert "<ins>佳</ins>作<del>品</del>" in page
    assert "未审核的话" not in page
    assert "author-" not in page
