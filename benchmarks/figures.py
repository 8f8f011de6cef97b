"""Figures with their spread, and what becomes of them beside a target. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Literal

Bound = Literal["at least", "at most"]


@dataclass(frozen=True, slots=True)
class Spread:
    """Several measurements of the same thing: the middle one, the least and the most."""

    middle: float
    least: float
    most: float
    count: int


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure shall be."""

    bound: Bound
    value: float

    def met(self, figure: float) -> bool:
        """Whether the figure is as it shall be; the bound itself is."""
        return figure >= self.value if self.bound == "at least" else figure <= self.value


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table. Without target it only says."""

    name: str
    spread: Spread
    unit: str = ""
    target: Target | None = None

    @property
    def verdict(self) -> str:
        """`met`, `short`, or nothing where nothing was asked."""
        if self.target is None:
            return ""
        return "met" if self.target.met(self.spread.middle) else "short"


def spread(values: Sequence[float]) -> Spread:
    """The spread of at least one value."""
    return Spread(median(values), min(values), max(values), len(values))


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> Spread:
    """Ours over theirs where `ours` was measured once before and once after each of `theirs`: A/B/A/B/…/A.

    Each measurement of theirs is held against the mean of its two neighbours, so that a machine that grows slower
    meanwhile favours nobody.
    """
    if len(ours) != len(theirs) + 1:
        raise ValueError(f"{len(ours)} measurements around {len(theirs)}")
    around = [(before + after) / 2 for before, after in pairwise(ours)]
    return spread([mine / other for mine, other in zip(around, theirs, strict=True)])


def paired(ours: Sequence[float], theirs: Sequence[float]) -> Spread:
    """Ours over theirs, measured in turn within the same rounds."""
    return spread([mine / other for mine, other in zip(ours, theirs, strict=True)])


def quantile(values: Sequence[float], share: float) -> float:
    """The least value that at least `share` of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    if not ordered:
        raise ValueError("no value")
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]
