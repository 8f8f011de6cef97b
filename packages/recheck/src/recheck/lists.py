"""The lists as the log gives them: each cut worked out anew from what stood before it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from hashlib import blake2b

from recheck.figures import Figure, Json, Marks, exact, on_scale


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
    marks: dict[str, list[str]] = field(default_factory=dict)
    """By tier: every mark behind the cut, as it is signed."""

    def of(self, tier: str) -> list[Line]:
        """The list of a tier."""
        return {"finalist": self.finalists, "nominee": self.nominees, "excellent": self.excellent}[tier]

    def digest(self, campaign_id: str, tier: str, entries: Iterable[str]) -> str:
        """What is signed when a list is released: BLAKE2b-128 over campaign, tier, entries, the exact figure of each
        entry that the cut compared, and every mark behind it, one a line.
        """
        compared = self.compared.get(tier, [])
        figures = (f"{line.entry_id} {_fraction(line.figure)}" for line in compared if line.figure is not None)
        lines = (campaign_id, tier, *entries, *figures, *self.marks.get(tier, []))
        return blake2b("\n".join(lines).encode(), digest_size=16).hexdigest()


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


def mark_lines(ballots: Mapping[str, Mapping[str, Marks]]) -> list[str]:
    """Every mark, by judge and entry; one that the method leaves out of the figures too."""
    return [
        " ".join((judge, entry, *map(_fraction, marks)))
        for judge, own in sorted(ballots.items())
        for entry, marks in sorted(own.items())
    ]


def _fraction(figure: Fraction) -> str:
    return f"{figure.numerator}/{figure.denominator}"


def ids(lines: Sequence[Line]) -> list[str]:
    """The entries of a list in their order."""
    return [line.entry_id for line in lines]


def _worse(figure: Figure) -> tuple[Fraction, Fraction, Fraction]:
    return -figure.score, -figure.dimensions[0], -figure.dimensions[1]
