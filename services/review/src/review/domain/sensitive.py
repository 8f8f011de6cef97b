"""敏感词: words whose appearance a person should look at. A hit marks; it refuses nothing.

A list is a text: one word a line, after a tab its kind, what begins with # is a remark. Words and texts are compared
in their folded form, so full width, traditional characters and separators between characters hide nothing.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from review.domain.folded import Folding

WORDS_AT_MOST = 4000
"""The list is one record of the log."""
WORD_CHARACTERS = 30
KIND_CHARACTERS = 20


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a list as it was written, and its kind."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class LineFault:
    """A line of a list, counted from 1, that is no word, and why, as a code."""

    line: int
    code: str


@dataclass(frozen=True, slots=True)
class Find:
    """A word that was found, and where: from `start` up to `end` of the text as it was written."""

    word: Word
    start: int
    end: int


def read_list(text: str, folding: Folding) -> tuple[tuple[Word, ...], tuple[LineFault, ...]]:
    """The words of a list, each once, and the lines that are none."""
    words: dict[str, Word] = {}
    faults: list[LineFault] = []
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        written, _, kind = (part.strip() for part in line.partition("\t"))
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        key = folding.text(written)
        code = _fault(key, written, kind)
        if code is not None:
            faults.append(LineFault(number, code))
        elif len(words) >= WORDS_AT_MOST and key not in words:
            faults.append(LineFault(number, "word-list-full"))
        else:
            words.setdefault(key, Word(written, kind))
    return tuple(words.values()), tuple(faults)


def _fault(key: str, written: str, kind: str) -> str | None:
    if len(key) < 2:
        return "word-too-short"
    return "word-too-long" if len(written) > WORD_CHARACTERS or len(kind) > KIND_CHARACTERS else None


@dataclass(slots=True)
class _Node:
    """A place in the tree of words: where each character leads, where to go on when none does, what ends here."""

    following: dict[str, "_Node"] = field(default_factory=dict)
    otherwise: "_Node | None" = None
    ends: list[tuple[Word, int]] = field(default_factory=list)


class Matcher:
    """Finds every word of a list in one walk over a text (Aho and Corasick, 1975), however long the list is."""

    def __init__(self, words: Iterable[Word], folding: Folding) -> None:
        self._root, self._folding = _Node(), folding
        for word in words:
            self._plant(word)
        self._link()

    def find(self, text: str) -> tuple[Find, ...]:
        """What the text holds, in the order in which it ends."""
        ends = list(self._ends(self._folding.text(text)))
        places = self._folding.places(text) if ends else ()
        return tuple(Find(word, places[last - length + 1], places[last] + 1) for word, length, last in ends)

    def _ends(self, compared: str) -> Iterator[tuple[Word, int, int]]:
        node = root = self._root
        for place, character in enumerate(compared):
            if node is root and character not in root.following:
                continue
            node = self._step(node, character)
            for word, length in node.ends:
                yield word, length, place

    def _plant(self, word: Word) -> None:
        key = self._folding.text(word.text)
        node = self._root
        for character in key:
            node = node.following.setdefault(character, _Node())
        node.ends.append((word, len(key)))

    def _link(self) -> None:
        waiting = deque((self._root, child, character) for character, child in self._root.following.items())
        while waiting:
            parent, node, character = waiting.popleft()
            back = self._root if parent is self._root else self._step(parent.otherwise or self._root, character)
            node.otherwise = back
            node.ends = [*node.ends, *back.ends]
            waiting.extend((node, child, its_character) for its_character, child in node.following.items())

    def _step(self, node: _Node, character: str) -> _Node:
        while character not in node.following and node.otherwise is not None:
            node = node.otherwise
        return node.following.get(character, self._root)
