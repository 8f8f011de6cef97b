"""雷同: what is near the same, against the campaign and against the published spirits, and how quickly it is found."""

import itertools
import random
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review.adapters.characters import FOLDING, reading
from review.adapters.shipped import published_spirits, sample_words
from review.domain.likeness import HITS_AT_MOST, LikenessIndex, alike
from review.domain.side_by_side import Piece, side_by_side
from review.domain.spirits import Spirit
from review.handlers.marks import Marks, Tools

from tests.unit.review.campaign_play import Play, received

BEIJING = "爱国创新包容厚德"
TOOLS = Tools(FOLDING, reading, published_spirits(), sample_words())
PHRASES = st.text("山海连云港德善", min_size=1, max_size=10)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (BEIJING, "same"),
        ("包容厚德爱国创新", "order"),
        ("爱国创新包容厚得", "sound"),
        ("爱国创新包容厚重", "character"),
        ("爱国创新包容厚", "character"),
        ("爱国创新包容大厚德", "character"),
        ("包容厚德爱国立新", "order-character"),
        ("爱国创新包容厚德之城", "contains"),
        ("山海连云奋楫争先", None),
    ],
)
def test_each_way_of_being_alike_has_its_reason(other: str, reason: str | None) -> None:
    assert alike(BEIJING, other, reading) == alike(other, BEIJING, reading) == reason


def test_of_short_texts_one_character_is_too_much_to_be_alike() -> None:
    assert alike("山海连云", "山海同云", reading) is None


def near(one: str, other: str) -> bool:
    return one != other and alike(one, other, reading) not in (None, "contains")


@given(st.lists(PHRASES, max_size=12, unique=True))
def test_the_index_finds_what_comparing_all_with_all_finds(texts: list[str]) -> None:
    index = LikenessIndex(reading)
    for text in texts:
        index.add(text)
    found = {(one, hit.other) for one, hits in index.hits.items() for hit in hits if hit.reason != "contains"}
    assert found == {pair for pair in itertools.product(texts, repeat=2) if near(*pair)}


def test_many_variants_of_one_text_stay_cheap_and_each_still_meets_the_first() -> None:
    index = LikenessIndex(reading)
    variants = [f"山海连云奋楫争先{chr(0x5000 + number)}" for number in range(3000)]
    started = time.process_time()
    for text in variants:
        index.add(text)
    assert time.process_time() - started < 5
    assert all(0 < len(index.hits[text]) <= HITS_AT_MOST * 2 for text in variants)


def test_what_differs_is_marked_in_both_and_punctuation_never_is() -> None:
    mine, theirs = side_by_side("爱国创新 包容厚得", "爱国 创新 包容 厚德")
    assert [piece.text for piece in mine if piece.differs] == ["得"]
    assert [piece.text for piece in theirs if piece.differs] == ["德"]
    assert "".join(piece.text for piece in theirs) == "爱国 创新 包容 厚德"
    assert side_by_side("山", "山") == ((Piece("山", differs=False),),) * 2


def test_at_least_thirty_published_spirits_come_along_each_with_place_and_source() -> None:
    spirits = published_spirits()
    assert len(spirits) >= 30
    assert len({FOLDING.text(spirit.text) for spirit in spirits}) == len(spirits)
    assert Spirit("北京", "爱国 创新 包容 厚德", "city", 2011) in spirits


def test_an_entry_is_held_against_the_published_whatever_its_writing() -> None:
    play = Play()
    play.fold(replace(received(20), phrase="愛國、創新，包容——厚德!"))
    found = Marks(TOOLS).of(play.campaign, play.campaign.entries["e20"])
    assert [(one.reason, one.text) for one in found.alike] == [("same", "爱国 创新 包容 厚德")]


def test_an_edited_and_a_withdrawn_entry_are_like_what_they_are_now() -> None:
    play, marks = Play(), Marks(TOOLS)
    play.fold(replace(received(20), phrase="山海连云 奋楫争先"))
    play.fold(replace(received(21), phrase="奋楫争先 山海连云"))
    old = play.campaign.entries["e20"]
    assert [(one.reason, one.other) for one in marks.of(play.campaign, old).alike] == [
        ("order", play.campaign.entries["e21"])
    ]
    play.fold(replace(received(21), phrase="另一句示例的话语", version=2))
    assert marks.of(play.campaign, old).alike == ()
    play.fold(replace(received(22), phrase="山海连云，奋楫争鲜"))
    assert [one.reason for one in marks.of(play.campaign, old).alike] == ["sound"]
    play.fold(replace(received(22), phrase="山海连云，奋楫争鲜", version=2, withdrawn_at=received(22).at))
    assert marks.of(play.campaign, old).alike == ()


def test_a_linked_repeat_is_no_likeness_of_its_original() -> None:
    play = Play()
    play.fold(replace(received(20), phrase="山海连云 奋楫争先"))
    play.fold(replace(received(21, "e20"), phrase="山海连云奋楫争先"))
    marks = Marks(TOOLS)
    assert [marks.of(play.campaign, play.campaign.entries[name]).alike for name in ("e20", "e21")] == [(), ()]


def test_fifty_thousand_texts_are_compared_in_seconds_and_one_more_at_once() -> None:
    """About 4 seconds of one core where this was written; the bound leaves room for a slower one."""
    draw = random.Random(7)
    characters = [chr(0x4E00 + place) for place in range(1200)]
    words = ["".join(draw.sample(characters, 4)) for _ in range(2000)]
    index = LikenessIndex(reading)
    texts = ["".join(draw.sample(words, 4)) for _ in range(50_000)]
    started = time.process_time()
    for text in texts:
        index.add(text)
    compared = time.process_time() - started
    index.add(texts[0][8:] + texts[0][:8])
    assert compared < 20
    assert [hit.reason for hit in index.hits[texts[0]]] == ["order"]
