"""How characters are folded and read: OpenCC for traditional forms, pypinyin for sound."""

import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC
from pypinyin import lazy_pinyin

from review.domain.folded import KEPT, Folding


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def fold_character(character: str) -> str:
    """Plain width, small, simplified; empty for spaces, punctuation, marks and signs. Never fails."""
    plain = unicodedata.normalize("NFKC", character).casefold()
    return "".join(one for one in map(_simplified, plain) if unicodedata.category(one)[0] in "LN")


@lru_cache(KEPT)
def reading(character: str) -> str:
    """Its usual reading without the tone; the character itself where it has none."""
    return lazy_pinyin(character)[0]


def _simplified(character: str) -> str:
    # Half a surrogate pair is no character, and cannot be handed over.
    return character if "\ud800" <= character <= "\udfff" else str(_converter().convert(character))[:1] or character


FOLDING = Folding(fold_character)
"""Shared by all texts: what a character folds to never changes."""
