"""Which judge scores which entry, where the pack has each entry scored by some of the judges only.

The draw is balanced and repeatable: entries are taken in an order that the seed decides, those with the fewest judges
to choose from first, and each goes to those of its judges who have the least so far (the seed decides between equals).
Without conflicts no judge has two entries more than another. Whoever knows judges, conflicts and seed draws the same.
A second draw keeps every assignment of the first that is still possible, so nobody's work is lost when one judge goes.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

Assigned = Mapping[str, frozenset[str]]
"""The entries of each judge."""


@dataclass(frozen=True, slots=True)
class Draw:
    """How many judges score an entry, and what decides between equals."""

    each: int
    seed: str


def assign(
    judges: Sequence[str], entries: Sequence[str], barred: Collection[tuple[str, str]], draw: Draw, before: Assigned
) -> Assigned:
    """The entries of each judge. `barred` names (judge, entry) pairs that cannot be; an entry with fewer judges left
    than asked for has all of them.
    """
    fit = {entry: _fit(judges, entry, barred) for entry in entries}
    drawn = {entry: _kept(some, entry, before)[: draw.each] for entry, some in fit.items()}
    load = Counter(judge for some in drawn.values() for judge in some)
    for entry in sorted(entries, key=lambda one: (len(fit[one]), _chance(draw.seed, one))):
        more = _least_loaded(entry, set(fit[entry]) - set(drawn[entry]), load, draw.seed)
        more = more[: draw.each - len(drawn[entry])]
        drawn[entry] += more
        load.update(more)
    return {judge: _entries_of(judge, drawn) for judge in judges}


def _fit(judges: Sequence[str], entry: str, barred: Collection[tuple[str, str]]) -> list[str]:
    return [judge for judge in judges if (judge, entry) not in barred]


def _entries_of(judge: str, drawn: Mapping[str, Collection[str]]) -> frozenset[str]:
    return frozenset(entry for entry, some in drawn.items() if judge in some)


def _kept(judges: Sequence[str], entry: str, before: Assigned) -> list[str]:
    return [judge for judge in judges if entry in before.get(judge, ())]


def _least_loaded(entry: str, judges: Collection[str], load: Mapping[str, int], seed: str) -> list[str]:
    return sorted(judges, key=lambda judge: (load[judge], _chance(seed, entry, judge)))


def _chance(*words: str) -> bytes:
    return hashlib.blake2b("\x1f".join(words).encode(), digest_size=16).digest()
