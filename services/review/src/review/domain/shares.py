"""A prize of several authors: who gets which part of it, to the fen.

The pack says whether co-authors share equally or as they stated when they submitted; where nothing was stated they
share equally. A part is never rounded by itself: each author has the whole fen below his part, and the fen that are
left go one each to the largest remainders, the author named first where two are alike. So the parts add up exactly.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

FEN = 100
"""Fen in a yuan."""
CoAuthors = Literal["equal", "stated"]


@dataclass(frozen=True, slots=True)
class Authorship:
    """Whose an entry is: the author's pseudonym, and the percent of each author, he first; empty: he alone."""

    author_ref: str
    shares: tuple[int, ...] = ()

    def weights(self, rule: CoAuthors) -> tuple[int, ...]:
        """What each author's part is in proportion to."""
        if rule == "stated" and sum(self.shares) > 0:
            return self.shares
        return (1,) * max(1, len(self.shares))


@dataclass(frozen=True, slots=True)
class Part:
    """One author's part: `author` counts from 1 in the order of the entry, `share` is of the whole."""

    author: int
    share: Fraction
    fen: int


def parts(yuan: int, weights: Sequence[int]) -> list[Part]:
    """The money in parts that add up to it exactly. ValueError where nobody has a share."""
    whole, total = yuan * FEN, sum(weights)
    if total <= 0 or min(weights) < 0:
        raise ValueError(f"no shares in {weights}")
    exact = [Fraction(whole * weight, total) for weight in weights]
    fen = [int(one) for one in exact]
    by_remainder = sorted(range(len(fen)), key=lambda place: (fen[place] - exact[place], place))
    for place in by_remainder[: whole - sum(fen)]:
        fen[place] += 1
    return [
        Part(author, Fraction(weight, total), amount)
        for author, (weight, amount) in enumerate(zip(weights, fen, strict=True), 1)
    ]
