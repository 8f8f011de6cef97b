"""Who of the house did what, and when: the events of the log that somebody with an account stands behind, in its order.

What authors do for themselves is not in it, nor what the services do; who was shown a contact is, with his reason.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

ABOUT = ("entry_id", "unit_id", "path", "reference")


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the trail. `campaign_id` is empty for what concerns all; `about` names the one thing it is about."""

    campaign_id: str
    at: datetime
    what: str
    actor: str
    count: int = 1
    about: str = ""
    reason: str = ""


def act_of(event: Any) -> Act:
    """The line of an event that somebody with an account made."""
    things = _things(event)
    return Act(
        campaign_id=_campaign(event), at=event.at, what=event.what, actor=event.actor, count=max(1, len(things)),
        about=things[0] if len(things) == 1 else "",
        reason=getattr(event, "reason", "") or getattr(event, "purpose", ""),
    )  # fmt: skip


def _campaign(event: Any) -> str:
    of = getattr(event, "account", event)
    return getattr(of, "campaign_id", "") or ""


def _things(event: Any) -> list[str]:
    """What the event is about, by the names of things."""
    if hasattr(event, "account"):
        return [event.account.username]
    if hasattr(event, "entries"):
        return [one.entry_id for one in event.entries]
    if hasattr(event, "unit_ids"):
        return list(event.unit_ids)
    return [str(getattr(event, name)) for name in ABOUT if getattr(event, name, None)][:1]
