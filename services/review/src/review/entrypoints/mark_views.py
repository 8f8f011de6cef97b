"""How marks are shown: likeness side by side, sensitive words where they stand."""

from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import BaseModel, Field

from review.domain.entry import Entry
from review.domain.likeness import Reason
from review.domain.sensitive import Find
from review.domain.side_by_side import Piece, side_by_side
from review.handlers.marks import Alike, EntryMarks

REASON_WORDS: dict[Reason, tuple[str, str]] = {
    "same": ("文字相同", "the same text"),
    "contains": ("包含对方全文", "one contains the other"),
    "sound": ("读音相同", "the same sound"),
    "order": ("语序不同", "another order"),
    "character": ("一字之差", "one character apart"),
    "order-character": ("语序不同且一字之差", "another order, one character apart"),
}
SOURCES = {"city": ("城市", "city"), "province": ("省区", "province"), "nation": ("全国", "nation")}


class LikenessView(BaseModel):
    """What an entry is like, and why. Nothing is decided by it."""

    reason: Reason
    text: str = Field(description="The other text")
    entry_id: str | None = Field(description="The other entry; null for a published spirit")
    place: str | None = Field(description="Whose published spirit the other text is")
    year: int | None = Field(description="When it was published, where that is certain")
    source: Literal["city", "province", "nation"] | None = Field(description="Who published it")


class BesideView(BaseModel):
    """An entry's phrase beside the other text, both in pieces."""

    like: LikenessView
    mine: tuple[Piece, ...]
    theirs: tuple[Piece, ...]
    words: tuple[str, str] = Field(description="The reason in Chinese and English")
    status: str


def likeness_view(alike: Alike) -> LikenessView:
    """One likeness."""
    other = alike.other
    if isinstance(other, Entry):
        return LikenessView(
            reason=alike.reason, text=other.phrase, entry_id=other.entry_id, place=None, year=None, source=None
        )
    return LikenessView(
        reason=alike.reason, text=other.text, entry_id=None, place=other.place, year=other.year, source=other.source
    )


def beside_views(entry: Entry, marks: EntryMarks) -> list[BesideView]:
    """Every likeness of the entry, side by side."""
    return [_beside(entry, alike) for alike in marks.alike]


def _beside(entry: Entry, alike: Alike) -> BesideView:
    mine, theirs = side_by_side(entry.phrase, alike.text)
    status = alike.other.status if isinstance(alike.other, Entry) else ""
    like = likeness_view(alike)
    return BesideView(like=like, mine=mine, theirs=theirs, words=REASON_WORDS[alike.reason], status=status)


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
