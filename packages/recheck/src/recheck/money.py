"""Each yuan: the prize of everybody who is left on a list (document 000, section 3)."""

from collections.abc import Mapping, Sequence

from recheck.cascade import Cascade
from recheck.figures import Json


def prizes(lists: Cascade, amounts: Json, authors: Mapping[str, str]) -> dict[str, int]:
    """Yuan for each of the finalists, by the `prizes` chapter of the rules."""
    winner = [lists.winner] if lists.winner else []
    entries = list(dict.fromkeys((*winner, *lists.excellent, *lists.nominee, *lists.finalist)))
    paid = {entry: _paid(lists.tiers(entry), amounts) for entry in entries}
    if amounts.get("same_author", "each") == "best":
        return _one_each(entries, paid, authors)
    return paid


def _paid(tiers: Sequence[str], amounts: Json) -> int:
    counted = tiers if amounts.get("reading", "nested") == "separate" else tiers[:1]
    return sum(int(amounts[tier]) for tier in counted)


def _one_each(entries: Sequence[str], paid: Mapping[str, int], authors: Mapping[str, str]) -> dict[str, int]:
    """An author keeps the prize with the most money; of equal ones that of the entry which stands higher."""
    best: dict[str, str] = {}
    for entry in sorted(entries, key=lambda one: (-paid[one], entries.index(one))):
        best.setdefault(authors[entry], entry)
    return {entry: paid[entry] if best[authors[entry]] == entry else 0 for entry in entries}
