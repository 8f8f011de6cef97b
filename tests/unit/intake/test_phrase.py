"""The text of a slogan: counted, cleaned, compared."""

import pytest
from intake.domain.phrase import clean_line, clean_phrase, clean_prose, han_count, normalised
from intake.handlers.simplified import text_key


def test_spaces_and_punctuation_do_not_count() -> None:
    assert han_count("崇德向善 坚韧奋斗 务实创新 勇立潮头") == 16
    assert han_count("崇德向善，坚韧奋斗；务实创新、勇立潮头！") == 16


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("崇德向善 坚韧奋斗", "崇德向善，坚韧奋斗。"),
        ("務實創新", "务实创新"),
        ("ＡＢＣ港城", "abc港城"),
        ("港\u200b城\u202e", "港城"),
    ],
)
def test_the_same_slogan_written_otherwise_is_the_same(one: str, other: str) -> None:
    assert text_key(one) == text_key(other)


def test_another_order_is_another_slogan() -> None:
    assert text_key("崇德向善 坚韧奋斗") != text_key("坚韧奋斗 崇德向善")


def test_unseen_characters_are_taken_out_and_spaces_made_one() -> None:
    assert clean_phrase(" 山海\u202e同\t\n 歌\x00 ") == "山海同 歌"


def test_chinese_punctuation_stays_as_it_was_written_and_wide_letters_become_plain() -> None:
    assert clean_phrase("山海相拥，ＡＢ　港城！") == "山海相拥，AB 港城！"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("崇德向善 坚韧奋斗 务实创新 勇立潮头", 16),
        ("崇德向善，坚韧奋斗！（务实创新）——勇立潮头……", 16),
        ("務實創新", 4),
        ("山海２０２６ＡＢ", 8),
        ("山海Ⅳ①", 5),
        ("山海🌊同歌❤️", 4),
        ("港\u202e城\u200b", 2),
        ("𠮷港", 2),
        ("⼭⽔", 2),
        ("🌊🌊", 0),
    ],
    ids=["the shipped example", "punctuation", "traditional", "full width", "compatibility", "emoji", "unseen",
         "beyond the first plane", "radicals", "emoji alone"],
)  # fmt: skip
def test_what_counts_towards_the_sixteen(text: str, count: int) -> None:
    """Document 000: 原则上 16 字以内. Han characters, letters and digits count, in whatever width or form."""
    assert han_count(clean_phrase(text)) == count


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("ＡＢ１２", "AB12"),
        ("ｱ", "ア"),
        ("⼭㈠", "山(一)"),
        ("務實創新", "務實創新"),
        ("港\u202a\u202e\u2066城\u2069\u200f", "港城"),
        ("港\x07\x1b\u200b\ufeff城", "港城"),
        ("港\u3000城\u00a0风", "港 城 风"),
        ("港城🌊", "港城🌊"),
        ("👨\u200d👩", "👨👩"),
        ("港\ue000城\u0378", "港城"),
    ],
    ids=["full width is made plain", "half width too", "compatibility forms too", "traditional stays as written",
         "bidi marks go", "control and unseen ones go", "every blank is one space", "emoji stay",
         "what joins emoji goes", "private and unassigned ones go"],
)  # fmt: skip
def test_how_a_phrase_is_kept(text: str, kept: str) -> None:
    """Issue 5, text rules: each kind of character has its defined treatment."""
    assert clean_phrase(text) == kept
    assert clean_phrase(kept) == kept


@pytest.mark.parametrize(
    ("one", "other"),
    [("港城🌊新韵", "港城新韵"), ("⼭海", "山海"), ("山海２６", "山海26"), ("臺灣", "台湾"), ("ＡＢ", "ab"),
     ("港、城", "港 城"), ("港\u2066城", "港城")],
    ids=["emoji", "radicals", "width", "traditional", "case", "punctuation", "bidi"],
)  # fmt: skip
def test_what_makes_no_other_slogan(one: str, other: str) -> None:
    assert text_key(one) == text_key(other)


@pytest.mark.parametrize(("one", "other"), [("港城", "港域"), ("山海26", "山海27"), ("山海同歌", "山海同")])
def test_what_makes_another_slogan(one: str, other: str) -> None:
    assert text_key(one) != text_key(other)


def test_code_points_that_are_no_characters_go_and_rare_ones_stay() -> None:
    """A workbook that holds one of them cannot be opened."""
    assert (clean_line("示例\ufffe甲\U0010ffff"), clean_prose("说\uffff明\ufdd0")) == ("示例甲", "说明")
    assert clean_line("示例\ue001\U0003134a") == "示例\ue001\U0003134a"


def test_a_han_character_younger_than_the_tables_is_kept_counted_and_compared() -> None:
    text = "\U0002ebf5海\U0003fffd"
    assert (clean_phrase(text), han_count(text), normalised(text, str)) == (text, 3, text)
    assert clean_phrase("山\U0003fffe\U0004fffd") == "山"
