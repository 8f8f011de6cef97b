"""What stands around a unit on its page: the units below it, its informant, and the letters to it."""

from itertools import islice, takewhile
from typing import Any

from intake.domain.quota import Branch, UnitLine
from intake.entrypoints.words import QUOTAS
from intake.handlers.desk import Desk
from intake.handlers.informants import informant_of
from intake.handlers.reminding import letters_to
from intake.handlers.units import quota_tree


def unit_surroundings(desk: Desk, campaign_id: str, line: UnitLine, *, by_unit: bool) -> dict[str, Any]:
    """What the page needs of them. `by_unit`: a unit's own account looks, which names nobody for itself."""
    below = _below(quota_tree(desk, campaign_id), line)
    return {
        "branch": below[0],
        "below": below[1:],
        "informant": informant_of(desk, campaign_id, line.unit.unit_id),
        "named_below": {
            one.line.unit.unit_id for one in below[1:] if informant_of(desk, campaign_id, one.line.unit.unit_id)
        },
        "letters": letters_to(desk, campaign_id, line.unit.unit_id),
        "names_informant": not by_unit,
        "quota_words": QUOTAS,
    }


def _below(tree: list[Branch], line: UnitLine) -> list[Branch]:
    """The unit and every unit below it."""
    at = next(place for place, branch in enumerate(tree) if branch.line.unit == line.unit)
    deeper = takewhile(lambda one: one.depth > tree[at].depth, islice(tree, at + 1, None))
    return [tree[at], *deeper]
