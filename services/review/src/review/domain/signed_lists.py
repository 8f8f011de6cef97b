"""What is signed when a list is released."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from review.domain.scores import DIMENSIONS, Marks


@dataclass(frozen=True, slots=True)
class Release:
    """A list was released: when, by whom, and the digest that he signed."""

    at: datetime
    actor: str
    digest: str


def figure_line(entry_id: str, figure: Fraction) -> str:
    """What is signed of an entry that was compared, chosen or not: its exact figure, so that none can change unseen."""
    return f"{entry_id} {figure.numerator}/{figure.denominator}"


def mark_lines(ballots: Mapping[str, Mapping[str, Marks]]) -> Iterator[str]:
    """What is signed of every mark behind a cut, by judge and entry: a trimmed one, which moves no figure, too."""
    for judge in sorted(ballots):
        for entry_id, marks in sorted(ballots[judge].items()):
            values = (Fraction(getattr(marks, name)) for name in DIMENSIONS)
            yield " ".join((judge, entry_id, *(f"{one.numerator}/{one.denominator}" for one in values)))


def list_digest(campaign_id: str, tier: str, entry_ids: Sequence[str], figures: Sequence[str] = ()) -> str:
    """BLAKE2b (128 bits, hex), one a line: campaign, tier, the entries in their order, the line of every entry that the
    cut compared, best first, and the line of every mark behind it.
    """
    text = "\n".join((campaign_id, tier, *entry_ids, *figures))
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
