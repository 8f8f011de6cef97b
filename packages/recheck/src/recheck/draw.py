"""The draw of entries to judges, repeated from its seed (where the pack has an entry scored by some judges only).

Entries with the fewest fit judges come first, equal ones by BLAKE2b-128 of seed and entry; each goes to the fit judges
who have the least so far, equal ones by the hash of seed, entry and judge (words joined by U+001F). What an earlier
draw gave and is still possible stays.
"""

from collections.abc import Collection, Mapping, Sequence
from hashlib import blake2b

Shares = dict[str, set[str]]
"""The entries of each judge."""


def repeated(
    judges: Sequence[str], entries: Sequence[str], barred: Collection[tuple[str, str]], rule: tuple[int, str],
    before: Mapping[str, Collection[str]],
) -> Shares:  # fmt: skip
    """`rule` is how many judges an entry has, and the seed."""
    each, seed = rule
    fit = {entry: _fit(entry, judges, barred) for entry in entries}
    mine: Shares = {judge: set() for judge in judges}
    for entry in entries:
        for judge in _kept(entry, fit[entry], before)[:each]:
            mine[judge].add(entry)
    for entry in sorted(entries, key=lambda one: (len(fit[one]), _lot(seed, one))):
        _fill(entry, fit[entry], mine, (each, seed))
    return mine


def _fit(entry: str, judges: Sequence[str], barred: Collection[tuple[str, str]]) -> list[str]:
    return [judge for judge in judges if (judge, entry) not in barred]


def _kept(entry: str, fit: Sequence[str], before: Mapping[str, Collection[str]]) -> list[str]:
    return [judge for judge in fit if entry in before.get(judge, ())]


def _fill(entry: str, fit: Sequence[str], mine: Shares, rule: tuple[int, str]) -> None:
    each, seed = rule
    wanted = each - sum(entry in some for some in mine.values())
    free = [judge for judge in fit if entry not in mine[judge]]
    for judge in sorted(free, key=lambda one: (len(mine[one]), _lot(seed, entry, one)))[: max(0, wanted)]:
        mine[judge].add(entry)


def _lot(*words: str) -> bytes:
    return blake2b("\x1f".join(words).encode(), digest_size=16).digest()
