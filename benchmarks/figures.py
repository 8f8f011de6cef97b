"""Figures with their spread, and what becomes of them beside a target. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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


def alternated(spell: Callable[[str], float], ours: str, rivals: Sequence[str], rounds: int) -> dict[str, Spread]:
    """Ours over each rival, where `spell` measures one of them: ours, a rival, ours, the next, ours, … (A/B/A).

    A rival's measurement is held against the mean of its two neighbours, so that a machine that grows slower meanwhile
    favours nobody.
    """
    found: dict[str, list[float]] = {name: [] for name in rivals}
    before = spell(ours)
    for name in [*rivals] * rounds:
        theirs, after = spell(name), spell(ours)
        found[name].append((before + after) / 2 / theirs)
        before = after
    return {name: spread(values) for name, values in found.items()}


def over(ours: Spread, theirs: Spread) -> Spread:
    """Ours over theirs where they were not measured in turn: the middles, and the worst and the best that can be."""
    return Spread(ours.middle / theirs.middle, ours.least / theirs.most, ours.most / theirs.least, ours.count)


def quantile(values: Sequence[float], share: float) -> float:
    """The least value that at least `share` of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    if not ordered:
        raise ValueError("no value")
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]
