"""重点报送: how far each unit has come. Quotas are soft ranges, shown and chased, never a refusal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from intake.domain.rules import Unit
from intake.domain.unit_tree import walk

QuotaState = Literal["under", "within", "over", "open"]


@dataclass(frozen=True, slots=True)
class Fill:
    """完成率: entries against lower bounds. What one unit has over its bound fills no gap of another."""

    counted: int = 0
    asked: int = 0

    @property
    def rate(self) -> Fraction | None:
        """The share from 0 to 1; None where nothing is asked (不限)."""
        return Fraction(self.counted, self.asked) if self.asked else None


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit beside the number of its entries."""

    unit: Unit
    entries: int
    state: QuotaState

    @property
    def fill(self) -> Fill:
        """The unit's entries up to its lower bound, and the bound."""
        asked = self.unit.quota_min or 0
        return Fill(min(self.entries, asked), asked)


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit in the tree, with everything below it: `depth` from 0, `entries` and `fill` of the whole branch."""

    line: UnitLine
    depth: int
    units: int
    entries: int
    fill: Fill


def quota_state(unit: Unit, entries: int) -> QuotaState:
    """Where a number of entries lies in the unit's range; a unit without bounds is `open` (不限)."""
    if unit.quota_min is None and unit.quota_max is None:
        return "open"
    if unit.quota_min is not None and entries < unit.quota_min:
        return "under"
    if unit.quota_max is not None and entries > unit.quota_max:
        return "over"
    return "within"


def unit_lines(units: tuple[Unit, ...], counts: Mapping[str, int]) -> list[UnitLine]:
    """Every unit, in the order of the rules, with its count and state."""
    return [
        UnitLine(unit, counts.get(unit.unit_id, 0), quota_state(unit, counts.get(unit.unit_id, 0))) for unit in units
    ]


def fill_of(lines: Iterable[UnitLine]) -> Fill:
    """The fill of units taken together."""
    fills = [line.fill for line in lines]
    return Fill(sum(fill.counted for fill in fills), sum(fill.asked for fill in fills))


def branches(lines: Sequence[UnitLine]) -> list[Branch]:
    """The units as a tree, each before those below it, with the sums of its branch."""
    by_id = {line.unit.unit_id: line for line in lines}
    placed = [(by_id[unit.unit_id], depth) for unit, depth in walk([line.unit for line in lines])]
    return [_branch(line, depth, placed[at + 1 :]) for at, (line, depth) in enumerate(placed)]


def _branch(line: UnitLine, depth: int, after: Sequence[tuple[UnitLine, int]]) -> Branch:
    """Whatever follows and lies deeper belongs to the branch."""
    end = next((at for at, (_, other) in enumerate(after) if other <= depth), len(after))
    whole = [line, *(one for one, _ in after[:end])]
    return Branch(line, depth, len(whole), sum(one.entries for one in whole), fill_of(whole))
