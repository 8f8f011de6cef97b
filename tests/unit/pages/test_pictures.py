"""Drawing: one picture at a time, the same one once, and nothing that somebody wrote is markup."""

import asyncio
import time
from typing import Any

import pages.pictures
import pytest
from pages.pictures import Pictures, png_of, revision_of
from plumbing.problems import Problem

from tests.unit.png import size_of

WORDS = {"kind": "社会讨论", "title": "海纳百川 山海相连", "line": "示例征集活动", "dates": "zhengji.example"}


class Easel:
    """Stands in for Typst: notes what is drawn, and how many at once at most."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.drawn: list[str] = []
        self.at_once = self.most = 0
        self.seconds = 0.0
        patch.setattr(pages.pictures, "png_of", self.draw)

    def draw(self, _template: str, words: Any) -> bytes:
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        self.drawn.append(words["title"])
        spent = time.thread_time() + self.seconds
        while time.thread_time() < spent:
            continue
        self.at_once -= 1
        if words["title"] == "torn":
            raise ValueError("torn")
        return str(words["title"]).encode()


@pytest.fixture
def easel(monkeypatch: pytest.MonkeyPatch) -> Easel:
    return Easel(monkeypatch)


def titled(title: str) -> dict[str, str]:
    return WORDS | {"title": title}


@pytest.mark.parametrize(
    "title", ["新时代", "海纳百川山海相连港通天下勇立潮头开放包容敢为人先", "长" * 400, "", "\n\t "]
)
def test_a_card_has_one_size_whatever_is_on_it(title: str) -> None:
    assert size_of(png_of("card.typ", titled(title))) == (1200, 630)


@pytest.mark.parametrize(
    "title", ["#let x = 1; #x", "$a^2$ *粗*", '"“\\', "#sys.inputs", "龘靐齉㛃䶮𠮷\U000323b0", "<b>[方]"]
)
def test_what_somebody_wrote_is_drawn_and_not_obeyed(title: str) -> None:
    drawn = png_of("card.typ", titled(title))
    assert (drawn == png_of("card.typ", titled(title)), drawn != png_of("card.typ", titled(""))) == (True, True)


def test_a_revision_changes_with_what_is_drawn_alone() -> None:
    assert revision_of("card.typ", WORDS) == revision_of("card.typ", dict(reversed(WORDS.items())))
    others = [revision_of("card.typ", WORDS | {name: "x"}) for name in WORDS] + [revision_of("slip.typ", WORDS)]
    assert len({revision_of("card.typ", WORDS), *others}) == 6


async def test_pictures_are_drawn_one_at_a_time_and_each_once(easel: Easel) -> None:
    pictures = Pictures(rest=0)
    asked = [pictures.drawn("card.typ", titled(title)) for title in "甲乙甲乙丙"]
    assert await asyncio.gather(*asked) == [title.encode() for title in "甲乙甲乙丙"]
    assert await pictures.drawn("card.typ", titled("甲")) == "甲".encode()
    assert (easel.drawn, easel.most) == (["甲", "乙", "丙"], 1)


async def test_whoever_finds_the_queue_full_is_told_when_to_come_again(easel: Easel) -> None:
    pictures = Pictures(queue=2, rest=0)
    answers = await asyncio.gather(
        *(pictures.drawn("card.typ", titled(title)) for title in "甲乙丙甲"), return_exceptions=True
    )
    refused = answers.pop(2)
    assert answers == ["甲".encode(), "乙".encode(), "甲".encode()]
    assert isinstance(refused, Problem)
    assert (refused.code, refused.status, refused.headers) == ("busy", 503, {"Retry-After": "3"})
    assert await pictures.drawn("card.typ", titled("丙")) == "丙".encode()


async def test_the_last_ones_are_kept_and_no_more(easel: Easel) -> None:
    pictures = Pictures(kept=2, rest=0)
    for title in "甲乙甲丙甲乙":
        await pictures.drawn("card.typ", titled(title))
    assert easel.drawn == ["甲", "乙", "丙", "乙"]


async def test_what_cannot_be_drawn_stops_nobody(easel: Easel) -> None:
    pictures = Pictures(rest=0)
    with pytest.raises(ValueError, match="torn"):
        await pictures.drawn("card.typ", titled("torn"))
    assert await pictures.drawn("card.typ", titled("甲")) == "甲".encode()


async def test_after_a_picture_the_processor_is_the_others(easel: Easel) -> None:
    easel.seconds = 0.02
    pictures, began = Pictures(rest=4), time.monotonic()
    await asyncio.gather(pictures.drawn("card.typ", titled("甲")), pictures.drawn("card.typ", titled("乙")))
    assert time.monotonic() - began >= 0.02 + 4 * 0.02 + 0.02
