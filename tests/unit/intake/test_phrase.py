"""The text of a slogan: counted, cleaned, compared."""

import pytest
from intake.domain.phrase import clean_phrase, han_count
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
