"""An entry leaves its list after the vote, and who moves up.

The excellent works are filled up with the next of the composite, the nominees with the alternates of their cut in
order; where there is none the place stays empty. The place of a winner is not filled by a figure: under `promote` the
signers decide anew, among the excellent works as they stand then; under `vacant` it stays empty. Whoever left is kept
with the reason, whoever moved up with the place that he took: nothing vanishes silently.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Place = Literal["finalist", "nominee", "excellent", "winner"]


@dataclass(frozen=True, slots=True)
class Removal:
    """An entry that left. `tier` is the highest that it stood on, `objection` the number of the one that was upheld."""

    entry_id: str
    tier: Place
    reason: str
    at: datetime
    objection: int | None = None


@dataclass(frozen=True, slots=True)
class Promotion:
    """An entry that moved up, from where, and in whose place."""

    entry_id: str
    tier: Place
    from_tier: Place
    in_place_of: str
    at: datetime


def without(order: Sequence[str], held: Sequence[str], gone: str, size: int) -> tuple[list[str], list[str]]:
    """The list without the entry, filled up to `size` with the next of `order`, and who moved up.

    `order` has everybody who may stand on the list, best first; the list keeps that order.
    """
    left = [entry for entry in held if entry != gone]
    risen = [entry for entry in order if entry not in held][: max(0, size - len(left))]
    place = {entry: number for number, entry in enumerate(order)}
    return sorted([*left, *risen], key=lambda entry: place.get(entry, -1)), risen
