"""雷同: which texts are nearly the same as others of the campaign or as a published spirit of another place.

Nothing is compared with everything. Texts meet in an index under keys that alike texts share: their characters in
order of code point, with each one of them left out in turn (another order of phrases, one character more, fewer or
other), and their sound. What meets is then looked at, and the strongest reason is stated. A person decides.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

Reason = Literal["same", "sound", "order", "character", "order-character", "contains"]
REASONS: tuple[Reason, ...] = ("same", "contains", "sound", "order", "character", "order-character")
"""From the strongest to the weakest."""
CHARACTER_FROM = 6
"""Characters from which one of them more, fewer or other makes two texts alike: of shorter ones it is too much."""
MIXED_FROM = 8
"""The same where the order is another as well."""
MEET_AT_MOST = 40
"""Texts that one key keeps, the earliest: many variants of one text stay cheap, and each still meets the first."""
HITS_AT_MOST = 20
"""Others that are named of one text."""
Reading = Callable[[str], str]
"""How a character sounds, without its tone."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Two compared texts are alike, and why."""

    reason: Reason
    other: str


@dataclass(slots=True)
class LikenessIndex:
    """Every compared text once, each with its hits. Adding one costs the same however many there are."""

    reading: Reading
    hits: dict[str, list[Hit]] = field(default_factory=dict)
    _places: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _whole: list[str] = field(default_factory=list)

    def add(self, text: str, *, whole: bool = False) -> None:
        """Takes a compared text in; once. `whole`: texts that are added later are told when they contain it."""
        if not text or text in self.hits:
            return
        self.hits[text] = []
        places = [self._places[key] for key in self._keys(text)]
        for other in self._met(text, places):
            self._hold(text, other)
        _settle(text, places)
        if whole:
            self._whole.append(text)

    def _met(self, text: str, places: list[list[str]]) -> Iterable[str]:
        contained = (one for one in self._whole if one in text)
        return dict.fromkeys([*contained, *(one for place in places for one in place)])

    def _hold(self, text: str, other: str) -> None:
        reason = alike(text, other, self.reading)
        if reason is None:
            return
        for one, its_other in ((text, other), (other, text)):
            if len(self.hits[one]) < HITS_AT_MOST:
                self.hits[one].append(Hit(reason, its_other))

    def _keys(self, text: str) -> Iterator[str]:
        ordered = "".join(sorted(text))
        yield ordered
        yield " ".join(map(self.reading, text))
        if len(text) >= CHARACTER_FROM - 1:
            yield from dict.fromkeys(ordered[:place] + ordered[place + 1 :] for place in range(len(ordered)))


def _settle(text: str, places: list[list[str]]) -> None:
    for place in places:
        if len(place) < MEET_AT_MOST:
            place.append(text)


def alike(text: str, other: str, reading: Reading) -> Reason | None:
    """Why two compared texts are alike; None when they are not."""
    if text == other:
        return "same"
    if len(text) == len(other) and all(map(_sound_alike(reading), text, other)):
        return "sound"
    if sorted(text) == sorted(other):
        return "order"
    return _nearly(*sorted((text, other), key=len))


def _nearly(shorter: str, longer: str) -> Reason | None:
    if len(longer) >= CHARACTER_FROM and one_character_apart(shorter, longer):
        return "character"
    ordered = "".join(sorted(shorter)), "".join(sorted(longer))
    if len(longer) >= MIXED_FROM and one_character_apart(*ordered, moved=True):
        return "order-character"
    return "contains" if shorter in longer else None


def _sound_alike(reading: Reading) -> Callable[[str, str], bool]:
    return lambda one, other: one == other or reading(one) == reading(other)


def one_character_apart(shorter: str, longer: str, *, moved: bool = False) -> bool:
    """Whether one character inserted or replaced makes the longer of the shorter. With `moved` both are sorted, and
    what replaces may stand elsewhere.
    """
    if len(longer) - len(shorter) > 1:
        return False
    start = next((at for at, one in enumerate(shorter) if one != longer[at]), len(shorter))
    if len(shorter) < len(longer):
        return shorter[start:] == longer[start + 1 :]
    if moved:
        return _differ_by_one(shorter, longer)
    return shorter[start + 1 :] == longer[start + 1 :]


def _differ_by_one(text: str, other: str) -> bool:
    left = list(other)
    missing = 0
    for one in text:
        if one in left:
            left.remove(one)
        else:
            missing += 1
    return missing == 1
