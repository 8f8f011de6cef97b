"""Standings: the sum of the partitions, with shared ranks."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """One entry and its place. Entries with equal votes share a rank."""

    entry_id: str
    votes: int
    rank: int


def summed(parts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Votes by entry over all partitions."""
    total: dict[str, int] = {}
    for part in parts:
        for entry, votes in part.items():
            total[entry] = total.get(entry, 0) + votes
    return total


def without(standings: Sequence[Standing], gone: Collection[str]) -> list[Standing]:
    """The others, ranked among themselves: a withdrawn entry holds no place."""
    if not gone:
        return list(standings)
    left = {one.entry_id: one.votes for one in standings if one.entry_id not in gone}
    return ranked(list(left), left)


def set_apart(standings: Sequence[Standing], gone: Collection[str]) -> list[Standing]:
    """Those that are gone, with their votes."""
    return [one for one in standings if one.entry_id in gone]


def ranked(candidates: Sequence[str], votes: Mapping[str, int]) -> list[Standing]:
    """Every candidate, most votes first; equal votes share a rank and stand in the order of their ids."""
    counted = {entry: votes.get(entry, 0) for entry in {*candidates, *votes}}
    order = sorted(counted, key=lambda entry: (-counted[entry], entry))
    first: dict[int, int] = {}
    for place, entry in enumerate(order, start=1):
        first.setdefault(counted[entry], place)
    return [Standing(entry, counted[entry], first[counted[entry]]) for entry in order]
