"""The orders in which units are shown, each as sections with their sums."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from intake.domain.quota import Fill, UnitLine, branches, fill_of
from intake.entrypoints.words import GROUPS, QUOTAS, Words

Order = Literal["group", "tree", "state", "entries"]


@dataclass(frozen=True, slots=True)
class Section:
    """Units that stand together, with their sums."""

    title: Words
    lines: list[UnitLine]

    @property
    def entries(self) -> int:
        """All entries of the section."""
        return sum(line.entries for line in self.lines)

    @property
    def fill(self) -> Fill:
        """How far its units have come together."""
        return fill_of(self.lines)


def by_group(lines: Iterable[UnitLine]) -> list[Section]:
    """In the groups and the order of the rules."""
    return [
        Section(GROUPS.get(group, (group, group)), list(found))
        for group, found in groupby(lines, key=lambda line: line.unit.group)
    ]


def as_tree(lines: Iterable[UnitLine]) -> list[Section]:
    """Each unit before those below it."""
    return [Section(("按层级", "As a tree"), [one.line for one in branches(list(lines))])]


def by_state(lines: Iterable[UnitLine]) -> list[Section]:
    """Those that are short of their quota first, the emptiest at the top."""
    known = sorted(lines, key=lambda line: line.entries)
    sections = [Section(words, [line for line in known if line.state == state]) for state, words in QUOTAS.items()]
    return [section for section in sections if section.lines]


def by_entries(lines: Iterable[UnitLine]) -> list[Section]:
    """The unit with the most entries first."""
    return [Section(("按件数", "By number of entries"), sorted(lines, key=lambda line: -line.entries))]


def orders_of(lines: Iterable[UnitLine]) -> list[Order]:
    """The orders that make sense: a tree where a unit stands below another one."""
    return [order for order in SECTIONS if order != "tree" or any(line.unit.parent for line in lines)]


SECTIONS: Mapping[Order, Callable[[Iterable[UnitLine]], list[Section]]] = {
    "group": by_group,
    "tree": as_tree,
    "state": by_state,
    "entries": by_entries,
}
