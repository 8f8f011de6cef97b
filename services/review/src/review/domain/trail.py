"""Who did what for a campaign, and when: the events of the log that a person of the house stands behind, in its order.

Of the judges it says how many sheets they gave, never a mark; citizens are not in it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

UNTOLD = frozenset({
    "campaign-learned", "entry-received", "comment-made", "objection-lodged", "judge-presented", "contest-certified",
    "winner-announced", "visits-counted",
})  # fmt: skip
"""What other services tell, what citizens do, and what comes by itself."""
PERSON = ("actor", "person", "leader", "judge")
ABOUT = ("entry_id", "tier", "book")
SEVERAL = ("lines", "entry_ids", "sheets", "payments", "judges", "outlets")


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the trail. `count`: of how many things; `about`: the entry or the tier, where it is one."""

    at: datetime
    what: str
    actor: str
    count: int = 1
    about: str = ""
    reason: str = ""


def act_of(event: Any, taken: int = 0) -> Act | None:
    """The line of an event that was accepted; None where nobody of the house stands behind it. `taken`: how many lines
    of a bulk command were.
    """
    actor = _first(event, PERSON)
    if event.what in UNTOLD or not actor:
        return None
    several = next((len(getattr(event, name)) for name in SEVERAL if hasattr(event, name)), 1)
    return Act(event.at, event.what, actor, taken or several, _first(event, ABOUT), _first(event, ("reason",)))


def _first(event: Any, names: tuple[str, ...]) -> str:
    """The first of these fields that the event has and that is not empty."""
    return next((str(getattr(event, name)) for name in names if getattr(event, name, "")), "")
