"""Two texts beside each other, with what differs marked in both."""

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that the other text has too at this place, or not. Spaces and punctuation never differ."""

    text: str
    differs: bool


Pieces = tuple[Piece, ...]


def side_by_side(text: str, other: str) -> tuple[Pieces, Pieces]:
    """Both texts in pieces; the pieces of each, put together, are the text itself."""
    steps = SequenceMatcher(None, text, other, autojunk=False).get_opcodes()
    mine = tuple(_piece(text[start:end], tag) for tag, start, end, _, _ in steps if end > start)
    theirs = tuple(_piece(other[start:end], tag) for tag, _, _, start, end in steps if end > start)
    return mine, theirs


def _piece(run: str, tag: str) -> Piece:
    return Piece(run, tag != "equal" and any(map(str.isalnum, run)))
