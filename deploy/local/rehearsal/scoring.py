"""The panel's scores of a rehearsal, and the cut that they must give: a second implementation, in whole numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

JUDGES = 3
CONFLICT = (0, 1)
"""The judge and the entry (both by place) of the abstention: his own work."""
DIMENSIONS = ("political", "guidance", "form")


@dataclass(frozen=True, slots=True)
class Mean:
    """One entry's exact means over the judges who scored it."""

    entry_id: str
    total: Fraction
    political: Fraction
    guidance: Fraction


def scores(judge: int, entry: int) -> dict[str, int]:
    """Whole numbers of 0..100, spread so that the twentieth and the twenty-first differ."""
    base = 95 - (entry * 3) % 50
    return {
        "political": min(100, base + (judge * 5 + entry) % 4),
        "guidance": max(0, base - (judge * 3 + entry * 2) % 5),
        "form": max(0, base - 2 + (judge + entry * 7) % 6),
    }


def ballot(judge: int, entries: Sequence[str]) -> list[dict[str, Any]]:
    """What judge number `judge` sends for the finalists."""
    lines: list[dict[str, Any]] = []
    for place, entry in enumerate(entries):
        if (judge, place) == CONFLICT:
            lines.append({"entry_id": entry, "abstain": True, "reason": "与作者有利害关系"})
        else:
            lines.append({"entry_id": entry, **scores(judge, place)})
    return lines


def ranking(entries: Sequence[str], weights: dict[str, Fraction], received: dict[str, str]) -> list[Mean]:
    """All finalists, best first: total, then political, then guidance, then the earlier submission."""
    means = [_mean(place, entry, weights) for place, entry in enumerate(entries)]
    return sorted(means, key=lambda one: (-one.total, -one.political, -one.guidance, received[one.entry_id]))


def _mean(place: int, entry: str, weights: dict[str, Fraction]) -> Mean:
    sheets = [scores(judge, place) for judge in range(JUDGES) if (judge, place) != CONFLICT]
    means = {name: Fraction(sum(sheet[name] for sheet in sheets), len(sheets)) for name in DIMENSIONS}
    total = sum((weights[name] * means[name] for name in DIMENSIONS), Fraction(0))
    return Mean(entry, total, means["political"], means["guidance"])
