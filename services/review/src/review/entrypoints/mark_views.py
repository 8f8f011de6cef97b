"""How marks are shown: likeness side by side, sensitive words where they stand."""

from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import BaseModel, Field

from review.domain.alike import Alike
from review.domain.entry import Entry
from review.domain.likeness import Reason
from review.domain.sensitive import Find
from review.domain.side_by_side import Piece, side_by_side


class LikenessView(BaseModel):
    """What an entry is like, and why. Nothing is decided by it."""

    reason: Reason
    text: str = Field(description="The other text")
    entry_id: str | None = Field(description="The other entry; null for a published spirit")
    place: str | None = Field(description="Whose published spirit the other text is")
    year: int | None = Field(description="When it was published; null where no source states it")
    source: Literal["city", "province", "nation"] | None = Field(description="Who published it")
    why: str = Field(description="The reason in Chinese words")
    origin: str = Field(description="Whose the other text is, in Chinese words, with its year or 年份未载")


class BesideView(BaseModel):
    """A phrase beside the other text, both in pieces."""

    like: LikenessView
    mine: tuple[Piece, ...]
    theirs: tuple[Piece, ...]
    words: tuple[str, str] = Field(description="The reason in Chinese and English")
    origin: tuple[str, str] = Field(description="Whose the other text is, in Chinese and English")
    status: str = Field(description="Where the other entry stands; empty for a published spirit")


def likeness_view(alike: Alike) -> LikenessView:
    """One likeness."""
    other, told = alike.other, {"reason": alike.reason, "why": alike.because[0], "origin": alike.origin[0]}
    if isinstance(other, Entry):
        return LikenessView(**told, text=other.phrase, entry_id=other.entry_id, place=None, year=None, source=None)
    return LikenessView(**told, text=other.text, entry_id=None, place=other.place, year=other.year, source=other.source)


def beside_views(phrase: str, alike: Iterable[Alike]) -> list[BesideView]:
    """Every likeness of the phrase, side by side."""
    return [_beside(phrase, one) for one in alike]


def _beside(phrase: str, alike: Alike) -> BesideView:
    mine, theirs = side_by_side(phrase, alike.text)
    return BesideView(
        like=likeness_view(alike),
        mine=mine,
        theirs=theirs,
        words=alike.because,
        origin=alike.origin,
        status=alike.other.status if isinstance(alike.other, Entry) else "",
    )


def marked_pieces(text: str, finds: Iterable[Find]) -> list[Piece]:
    """The text in pieces; those that a sensitive word stands in differ from the rest."""
    return [Piece(text[start:end], marked) for start, end, marked in _runs(len(text), finds) if end > start]


def _runs(length: int, finds: Iterable[Find]) -> Iterator[tuple[int, int, bool]]:
    place = 0
    for find in sorted(finds, key=lambda one: (one.start, -one.end)):
        start = max(find.start, place)
        if find.end > start:
            yield place, start, False
            yield start, find.end, True
            place = find.end
    yield place, length, False
