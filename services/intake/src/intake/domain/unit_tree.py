"""The tree of reporting units: each may have one above it (document 000, section 2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from intake.domain.rules import Unit


@dataclass(frozen=True, slots=True)
class TreeFault:
    """A unit whose place in the tree cannot be: the unit's number in the rules, and what is wrong."""

    number: int
    zh: str
    en: str


def tree_faults(units: Sequence[Unit]) -> list[TreeFault]:
    """Units whose parent is none of the campaign's, and every unit of a circle."""
    above = {unit.unit_id: unit.parent for unit in units}
    faults = []
    for number, unit in enumerate(units):
        if unit.parent is not None and unit.parent not in above:
            faults.append(TreeFault(number, f"没有上级单位“{unit.parent}”", f"there is no unit {unit.parent!r} above"))
        elif unit.unit_id in _chain(above, unit.unit_id):
            faults.append(TreeFault(number, "上级关系成环", "the unit stands above itself"))
    return faults


def above_of(units: Sequence[Unit], unit_id: str) -> tuple[str, ...]:
    """The units above a unit, the nearest first."""
    return _chain({unit.unit_id: unit.parent for unit in units}, unit_id)


def walk(units: Sequence[Unit]) -> list[tuple[Unit, int]]:
    """Every unit with its depth from 0, each before those below it, otherwise in the order of the rules.

    A unit whose parent is unknown, or stands in a circle, is one of the top: nobody is left out.
    """
    above = {unit.unit_id: unit.parent for unit in units}
    below: dict[str | None, list[Unit]] = {}
    for unit in units:
        hangs = unit.parent in above and unit.unit_id not in _chain(above, unit.unit_id)
        below.setdefault(unit.parent if hangs else None, []).append(unit)
    placed: list[tuple[Unit, int]] = []
    waiting = [(unit, 0) for unit in reversed(below.get(None, []))]
    while waiting:
        unit, depth = waiting.pop()
        placed.append((unit, depth))
        waiting += [(child, depth + 1) for child in reversed(below.get(unit.unit_id, []))]
    return placed


def _chain(above: dict[str, str | None], unit_id: str) -> tuple[str, ...]:
    """The parents of a unit upwards, each once: a circle ends where it began."""
    found: dict[str, None] = {}
    parent = above.get(unit_id)
    while parent is not None and parent in above and parent not in found:
        found[parent] = None
        parent = above[parent]
    return tuple(found)
