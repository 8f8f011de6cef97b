"""Prize money (document 000, section 3): 中选 20,000, 优秀 2,000, 提名 1,000 yuan; 入围 a souvenir; 奖项不重复获得.

The rule can be read in three ways, and the pack states which holds. With 1 winner, 10 excellent, 20 nominees:

nested    the winner is one of the ten, the ten are among the twenty, each entry has its best prize only:
          20,000 + 9 × 2,000 + 10 × 1,000 = 48,000. The default.
beside    the winner stands beside the ten: the next of the composite moves up, each entry has its best prize only:
          20,000 + 10 × 2,000 + 9 × 1,000 = 49,000.
separate  three lists, and whoever stands on several has the money of each: 20,000 + 10 × 2,000 + 20 × 1,000 = 60,000.

A prize belongs to an entry. An author with two entries among the twenty has two prizes, and co-authors share one:
the prizes of an author are not merged, because the document's "不重复" is about the tiers of a work. Every entry on the
list of fifty has the souvenir; certificates go with 提名 and better.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Reading = Literal["nested", "beside", "separate"]
Tier = Literal["finalist", "nominee", "excellent", "winner"]
TIERS: tuple[Tier, ...] = ("finalist", "nominee", "excellent", "winner")
"""From the widest list to the narrowest."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """Yuan for one entry of each tier."""

    winner: int = 20_000
    excellent: int = 2_000
    nominee: int = 1_000
    finalist: int = 0

    def of(self, tier: Tier) -> int:
        """The money of one tier."""
        return {
            "winner": self.winner,
            "excellent": self.excellent,
            "nominee": self.nominee,
            "finalist": self.finalist,
        }[tier]


@dataclass(frozen=True, slots=True)
class Lists:
    """Who reached which tier; each list holds the next one. `winner` is None where there is none."""

    finalists: tuple[str, ...]
    nominees: tuple[str, ...]
    excellent: tuple[str, ...]
    winner: str | None

    def tiers_of(self, entry_id: str) -> tuple[Tier, ...]:
        """Every tier that the entry reached, from the widest list to the narrowest."""
        held = (self.finalists, self.nominees, self.excellent, (self.winner,))
        return tuple(tier for tier, entries in zip(TIERS, held, strict=True) if entry_id in entries)


@dataclass(frozen=True, slots=True)
class Prize:
    """What one entry gets."""

    entry_id: str
    tier: Tier
    amount: int
    certificate: bool
    souvenir: bool


def beside_the_winner(order: Sequence[str], excellent: Sequence[str], winner: str) -> tuple[str, ...]:
    """The excellent list under `beside`: the winner stays on it as the tier he passed, the next in order moves up."""
    next_up = next((entry for entry in order if entry not in excellent), None)
    return tuple(excellent) if next_up is None or winner not in excellent else (*excellent, next_up)


def prizes(lists: Lists, amounts: Amounts, reading: Reading) -> list[Prize]:
    """One prize for each of the finalists: the winner first, then the excellent, the nominees and the others."""
    return [_prize(entry, lists.tiers_of(entry), amounts, reading) for entry in _from_the_top(lists)]


def total(given: Iterable[Prize]) -> int:
    """All the money, in yuan."""
    return sum(prize.amount for prize in given)


def _prize(entry_id: str, tiers: tuple[Tier, ...], amounts: Amounts, reading: Reading) -> Prize:
    paid = [amounts.of(tier) for tier in tiers]
    best = tiers[-1]
    return Prize(
        entry_id=entry_id,
        tier=best,
        amount=sum(paid) if reading == "separate" else amounts.of(best),
        certificate=best != "finalist",
        souvenir="finalist" in tiers,
    )


def _from_the_top(lists: Lists) -> list[str]:
    first = (lists.winner,) if lists.winner else ()
    return list(dict.fromkeys((*first, *lists.excellent, *lists.nominees, *lists.finalists)))
