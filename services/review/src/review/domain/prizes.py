"""Prize money (document 000, section 3): 中选 20,000, 优秀 2,000, 提名 1,000 yuan; 入围 a souvenir; 奖项不重复获得.

The rule can be read in three ways, and the pack states which holds. With 1 winner, 10 excellent, 20 nominees:

nested    the winner is one of the ten, the ten are among the twenty, each entry has its best prize only:
          20,000 + 9 × 2,000 + 10 × 1,000 = 48,000. The default.
beside    the winner stands beside the ten: the next of the composite moves up, each entry has its best prize only:
          20,000 + 10 × 2,000 + 9 × 1,000 = 49,000.
separate  three lists, and whoever stands on several has the money of each: 20,000 + 10 × 2,000 + 20 × 1,000 = 60,000.

A prize belongs to an entry. Whether an author with two entries among the twenty has both prizes (`each`, since the
document's "不重复" is about the tiers of a work) or the better one only (`best`) is the pack's to say; the other is
then nobody's. Co-authors share a prize (shares.py). Every entry on the list of fifty has the souvenir; certificates
go with 提名 and better. `explain` says of every sum how it came about.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Reading = Literal["nested", "beside", "separate"]
SameAuthor = Literal["each", "best"]
Rule = Literal["best-prize", "lesser-prize", "own-list", "author-has-better"]
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


@dataclass(frozen=True, slots=True)
class PrizeLine:
    """One tier of one entry: what the tier is worth, and by which rule that is paid or not."""

    entry_id: str
    tier: Tier
    worth: int
    rule: Rule
    paid: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What the pack says of the money. `authors` tells the author of an entry apart, where that matters."""

    amounts: Amounts = field(default_factory=Amounts)
    reading: Reading = "nested"
    same_author: SameAuthor = "each"
    authors: Mapping[str, str] = field(default_factory=dict)


def explain(lists: Lists, terms: Terms) -> list[PrizeLine]:
    """Every sum, line by line: the entries from the winner down, and of each its tiers from the best down."""
    entries = _from_the_top(lists)
    lines = [line for entry in entries for line in _lines(entry, lists.tiers_of(entry), terms)]
    return lines if terms.same_author == "each" else _best_of_each_author(lines, terms.authors)


def prizes(lists: Lists, terms: Terms) -> list[Prize]:
    """One prize for each of the finalists: the winner first, then the excellent, the nominees and the others."""
    paid: dict[str, int] = {}
    for line in explain(lists, terms):
        paid[line.entry_id] = paid.get(line.entry_id, 0) + line.paid
    return [_prize(entry, lists.tiers_of(entry), paid[entry]) for entry in paid]


def total(given: Iterable[Prize]) -> int:
    """All the money, in yuan."""
    return sum(prize.amount for prize in given)


def _lines(entry_id: str, tiers: tuple[Tier, ...], terms: Terms) -> Iterable[PrizeLine]:
    best = tiers[-1]
    for tier in reversed(tiers):
        worth = terms.amounts.of(tier)
        if terms.reading == "separate":
            yield PrizeLine(entry_id, tier, worth, "own-list", worth)
        else:
            rule: Rule = "best-prize" if tier == best else "lesser-prize"
            yield PrizeLine(entry_id, tier, worth, rule, worth if tier == best else 0)


def _best_of_each_author(lines: Sequence[PrizeLine], authors: Mapping[str, str]) -> list[PrizeLine]:
    """Of an author's entries the one with most money keeps it, the higher on the list where two are alike."""
    paid: dict[str, int] = {}
    for line in lines:
        paid[line.entry_id] = paid.get(line.entry_id, 0) + line.paid
    kept: dict[str, str] = {}
    for entry, money in paid.items():
        author = authors.get(entry, entry)
        if author not in kept or money > paid[kept[author]]:
            kept[author] = entry
    return [line if line.entry_id in kept.values() or not line.paid else _given_up(line) for line in lines]


def _given_up(line: PrizeLine) -> PrizeLine:
    return PrizeLine(line.entry_id, line.tier, line.worth, "author-has-better", 0)


def _prize(entry_id: str, tiers: tuple[Tier, ...], amount: int) -> Prize:
    best = tiers[-1]
    return Prize(entry_id, best, amount, certificate=best != "finalist", souvenir="finalist" in tiers)


def _from_the_top(lists: Lists) -> list[str]:
    first = (lists.winner,) if lists.winner else ()
    return list(dict.fromkeys((*first, *lists.excellent, *lists.nominees, *lists.finalists)))
