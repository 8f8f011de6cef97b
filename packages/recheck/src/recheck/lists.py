"""The lists as the log gives them: each cut worked out anew from what stood before it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from hashlib import blake2b

from recheck.figures import Figure, Json, exact, on_scale


@dataclass(frozen=True, slots=True)
class Line:
    """An entry on a list: its place and the figure that it came by."""

    entry_id: str
    rank: int
    figure: Fraction | None = None


@dataclass(slots=True)
class Lists:
    """What the cuts gave. `order` is the composite from the first to the last, `reserve` the alternates (替补)."""

    finalists: list[Line] = field(default_factory=list)
    nominees: list[Line] = field(default_factory=list)
    reserve: list[str] = field(default_factory=list)
    order: list[Line] = field(default_factory=list)
    excellent: list[Line] = field(default_factory=list)
    means: dict[str, Figure] = field(default_factory=dict)
    """Of the finalists, from the round that cut the nominees."""
    compared: dict[str, list[Line]] = field(default_factory=dict)
    """By tier: everybody whom the cut compared, best first."""

    def of(self, tier: str) -> list[Line]:
        """The list of a tier."""
        return {"finalist": self.finalists, "nominee": self.nominees, "excellent": self.excellent}[tier]


def ranked(figures: Mapping[str, Figure], received: Mapping[str, datetime]) -> list[Line]:
    """Best first: score, 政治方向, 思想导向, the earlier receipt; the identifier comes last."""
    order = sorted(figures, key=lambda entry: (_worse(figures[entry]), received[entry], entry))
    return [Line(entry, rank, figures[entry].score) for rank, entry in enumerate(order, 1)]


def composite(
    means: Mapping[str, Figure], votes: Mapping[str, int], weighing: Json, received: Mapping[str, datetime]
) -> list[Line]:
    """The nominees in the running by expert and public opinion together, as the terms of the vote weigh them."""
    if not means:
        return []
    cap = weighing.get("cap")
    counting = {entry: Fraction(min(votes.get(entry, 0), cap or votes.get(entry, 0))) for entry in means}
    scale = str(weighing.get("normalisation", "range"))
    public = on_scale(counting, scale)
    expert = on_scale({entry: one.score for entry, one in means.items()}, scale)
    weight = exact(weighing["public_weight"])
    total = {entry: (1 - weight) * expert[entry] + weight * public[entry] for entry in means}
    order = sorted(means, key=lambda entry: (-total[entry], *_worse(means[entry])[:2], received[entry], entry))
    return [Line(entry, rank, total[entry]) for rank, entry in enumerate(order, 1)]


def digest(campaign_id: str, tier: str, entries: Iterable[str], compared: Iterable[Line]) -> str:
    """What is signed when a list is released: BLAKE2b-128 over campaign, tier, entries, and the exact figure of each
    entry that the cut compared, one a line.
    """
    figures = (f"{line.entry_id} {_fraction(line.figure)}" for line in compared if line.figure is not None)
    return blake2b("\n".join((campaign_id, tier, *entries, *figures)).encode(), digest_size=16).hexdigest()


def _fraction(figure: Fraction) -> str:
    return f"{figure.numerator}/{figure.denominator}"


def ids(lines: Sequence[Line]) -> list[str]:
    """The entries of a list in their order."""
    return [line.entry_id for line in lines]


def _worse(figure: Figure) -> tuple[Fraction, Fraction, Fraction]:
    return -figure.score, -figure.dimensions[0], -figure.dimensions[1]
