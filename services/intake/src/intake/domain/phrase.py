"""The text of a slogan: how it is cleaned, counted and compared (document 000: 原则上 16 字以内)."""

import re
import unicodedata
from collections.abc import Callable

_DROPPED = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
"""Control and format characters, bidi marks among them: they are not seen and can turn a text around."""


_BUT_PUNCTUATION = re.compile("[^，！？：；（）]+")
"""Chinese punctuation is full width; NFKC would put a Latin comma into a Chinese line."""


def clean_phrase(text: str) -> str:
    """The text as it is kept: full width letters and compatibility forms made plain (NFKC), Chinese punctuation left
    as it is, one space where there were some.
    """
    plain = _BUT_PUNCTUATION.sub(lambda part: unicodedata.normalize("NFKC", part.group()), text)
    spaced = "".join(" " if one.isspace() else one for one in plain)
    return " ".join("".join(one for one in spaced if unicodedata.category(one) not in _DROPPED).split())


def han_count(text: str) -> int:
    """Characters as the limit counts them: Han characters, letters and digits; spaces and punctuation do not count."""
    return sum(unicodedata.category(one)[0] in "LN" for one in text)


def normalised(text: str, to_simplified: Callable[[str], str]) -> str:
    """What two texts have in common when they are the same slogan: simplified, without spaces, punctuation and case."""
    return "".join(one for one in to_simplified(clean_phrase(text)).casefold() if unicodedata.category(one)[0] in "LN")
