"""Texts as they are compared: one form of each character, and nothing but letters, characters and digits."""

from collections.abc import Callable

FoldCharacter = Callable[[str], str]
"""One character as it is compared: plain width, small, simplified; empty for what separates."""
KEPT = 1 << 16
"""Characters that are remembered: more than a campaign uses, less than Unicode has."""


class Folding(dict[int, str]):
    """Folds texts by folding each character once. Spaces, punctuation and marks are gone; full width and traditional
    forms are made one.
    """

    def __init__(self, fold: FoldCharacter) -> None:
        super().__init__()
        self._fold = fold

    def __missing__(self, code: int) -> str:
        """The folded character, remembered."""
        made = self._fold(chr(code))
        if len(self) < KEPT:
            self[code] = made
        return made

    def text(self, text: str) -> str:
        """The text as it is compared."""
        return text.translate(self)

    def places(self, text: str) -> tuple[int, ...]:
        """Where each character of the compared text stands in the text as it was written."""
        return tuple(place for place, written in enumerate(text) for _ in self[ord(written)])
