"""What a new version of a text changed, character by character: Chinese has no spaces to cut words by."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Change = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that stayed, went or came."""

    change: Change
    text: str


def diff(old: str, new: str) -> list[Piece]:
    """The pieces in reading order. Those that stayed and went make the old text, those that stayed and came the new."""
    found: list[Piece] = []
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece("same", old[old_from:old_to]))
            continue
        if old_from < old_to:
            found.append(Piece("gone", old[old_from:old_to]))
        if new_from < new_to:
            found.append(Piece("new", new[new_from:new_to]))
    return found
