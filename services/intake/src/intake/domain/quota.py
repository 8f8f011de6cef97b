"""重点报送: how far each unit has come. Quotas are soft ranges, shown and chased, never a refusal."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from intake.domain.rules import Unit

QuotaState = Literal["under", "within", "over", "open"]


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit beside the number of its entries."""

    unit: Unit
    entries: int
    state: QuotaState


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
