"""A cut: the best so many of a list, by exact figures and a stated rule.

The rule for equal figures, in this order: the higher score; the higher mean of 政治方向; the higher mean of 思想导向;
the earlier submission. The entry's id comes last, so that the same input always gives the same list. Whenever equal
scores meet at the cut, the cut says so and names them: that the rule decided is for people to see.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry with the figures that it is compared by, the most important first."""

    entry_id: str
    keys: tuple[Fraction, ...]
    submitted_at: datetime

    @property
    def score(self) -> Fraction:
        """The figure that the cut is about."""
        return self.keys[0]


@dataclass(frozen=True, slots=True)
class Cut:
    """The chosen in their order, the others in theirs, and who shares the score of the last chosen across the cut."""

    chosen: tuple[Candidate, ...]
    others: tuple[Candidate, ...]
    tied_at_cut: tuple[str, ...]


def in_order(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Best first, by the rule of this module."""
    return sorted(candidates, key=_place)


def cut(candidates: Iterable[Candidate], size: int) -> Cut:
    """The first `size` in order. ValueError when there are fewer: a cut never makes do with a short list."""
    ranked = in_order(candidates)
    if not 0 < size <= len(ranked):
        raise ValueError(f"a cut of {size} out of {len(ranked)}")
    chosen, others = tuple(ranked[:size]), tuple(ranked[size:])
    edge = chosen[-1].score
    tied = others and others[0].score == edge
    return Cut(chosen, others, tuple(one.entry_id for one in ranked if one.score == edge) if tied else ())


def _place(candidate: Candidate) -> tuple[tuple[Fraction, ...], datetime, str]:
    return (tuple(-key for key in candidate.keys), candidate.submitted_at, candidate.entry_id)
