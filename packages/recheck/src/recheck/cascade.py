"""After the vote: who left, who moved up, and who won, in the order in which it happened.

The excellent works are filled up with the next of the composite, the nominees with the alternates of their cut. Where
the pack has the winner stand beside the excellent works, one more moves up when he is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

TIERS = ("winner", "excellent", "nominee", "finalist")
"""From the narrowest list to the widest."""


@dataclass(slots=True)
class Cascade:
    """The lists of this moment. `order` is the composite of those in the running; `places` how many are excellent."""

    finalist: list[str] = field(default_factory=list)
    nominee: list[str] = field(default_factory=list)
    reserve: list[str] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    excellent: list[str] = field(default_factory=list)
    places: int = 0
    beside: bool = False
    winner: str | None = None
    left: list[str] = field(default_factory=list)

    def tiers(self, entry: str) -> list[str]:
        """Every tier that the entry stands on, the best first."""
        winner = [] if self.winner is None else [self.winner]
        lists = {"winner": winner, "excellent": self.excellent, "nominee": self.nominee}
        return [tier for tier in TIERS if entry in lists.get(tier, self.finalist)]

    def tell(self, entry: str) -> None:
        """The winner is told to everyone."""
        self.winner = entry
        if self.beside and entry in self.excellent:
            self.excellent += self._next(self.excellent)[:1]

    def leave(self, entry: str) -> None:
        """An entry leaves every list that it stands on."""
        if entry in self.left or entry not in self.finalist:
            return
        self.left.append(entry)
        size = self.places if self.beside and self.winner == entry else len(self.excellent)
        self.winner = None if self.winner == entry else self.winner
        self._fill_excellent(entry, size)
        self._fill_nominees(entry)
        self.finalist.remove(entry)

    def _fill_excellent(self, gone: str, size: int) -> None:
        if gone not in self.excellent:
            return
        risen = self._next(self.excellent)
        kept = [one for one in self.excellent if one != gone]
        self.excellent = sorted([*kept, *risen[: max(0, size - len(kept))]], key=self.order.index)

    def _fill_nominees(self, gone: str) -> None:
        if gone not in self.nominee:
            return
        risen = self._free(self.reserve, self.nominee)[:1]
        self.nominee = [*(one for one in self.nominee if one != gone), *risen]
        self.reserve = [one for one in self.reserve if one not in risen]

    def _next(self, held: Sequence[str]) -> list[str]:
        return self._free(self.order, held)

    def _free(self, order: Sequence[str], held: Sequence[str]) -> list[str]:
        return [one for one in order if one not in held and one not in self.left]
