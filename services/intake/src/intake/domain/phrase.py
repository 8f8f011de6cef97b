"""The text of a slogan: how it is cleaned, counted and compared (document 000: 原则上 16 字以内)."""

import re
import unicodedata
from collections.abc import Callable

_DROPPED = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
"""Control and format characters, bidi marks among them: they are not seen and can turn a text around."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
"""What is left out of a name or an explanation: rare characters of names are private or younger than this Python's
tables (categories Co, Cn), so those stay.
"""


_PLANES = range(0, 0x110000, 0x10000)
_NO_CHARACTERS = frozenset(
    map(chr, [*range(0xFDD0, 0xFDF0), *(plane + end for plane in _PLANES for end in (0xFFFE, 0xFFFF))])
)
"""Code points that are no characters and never will be: no workbook and no page may hold them."""
_BUT_PUNCTUATION = re.compile("[^，！？：；（）]+")
"""Chinese punctuation is full width; NFKC would put a Latin comma into a Chinese line."""
_IDEOGRAPHS = (range(0x20000, 0x2FFFE), range(0x30000, 0x3FFFE))
"""The planes that Unicode keeps for Han characters: new ones are added there year by year, before Python's tables
know of them (Unicode Standard, annex 11: unassigned code points there are ideographs).
"""
COUNTED = ("L", "N")
"""What the limit counts in a cleaned text, by Unicode category: Han characters are letters too."""


def clean_phrase(text: str) -> str:
    """The text as it is kept: full width letters and compatibility forms made plain (NFKC), Chinese punctuation left
    as it is, one space where there were some.
    """
    return _line(_BUT_PUNCTUATION.sub(lambda part: unicodedata.normalize("NFKC", part.group()), text), _DROPPED)


def clean_line(text: str) -> str:
    """A name or a workplace as it is kept: its characters as written, unseen ones left out, one space where there were
    some.
    """
    return _line(text, _UNSEEN)


def clean_prose(text: str) -> str:
    """An explanation as it is kept: its lines stay lines, unseen characters are left out."""
    return "\n".join(_seen(line.replace("\t", " "), _UNSEEN).rstrip() for line in text.splitlines()).strip()


def _line(text: str, dropped: frozenset[str]) -> str:
    return " ".join(_seen("".join(" " if one.isspace() else one for one in text), dropped).split())


def _seen(text: str, dropped: frozenset[str]) -> str:
    if text.isprintable():  # nearly every text: none of its characters is of a kind that could be dropped
        return text
    return "".join(one for one in text if _category(one) not in dropped and one not in _NO_CHARACTERS)


def _category(one: str) -> str:
    """The Unicode category; a Han character younger than this Python's tables is a letter like the others."""
    category = unicodedata.category(one)
    return "Lo" if category == "Cn" and any(ord(one) in plane for plane in _IDEOGRAPHS) else category


def han_count(text: str) -> int:
    """Characters as the limit counts them: Han characters, letters and digits; spaces and punctuation do not count."""
    return sum(_category(one)[0] in COUNTED for one in text)


def normalised(text: str, to_simplified: Callable[[str], str]) -> str:
    """What two texts have in common when they are the same slogan: simplified, without spaces, punctuation and case."""
    return "".join(one for one in to_simplified(clean_phrase(text)).casefold() if _category(one)[0] in COUNTED)
