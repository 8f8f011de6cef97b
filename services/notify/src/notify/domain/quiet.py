"""Quiet hours: when no telephone rings and no group is woken. A code that somebody waits for is no notice."""

from datetime import datetime
from typing import Protocol

from notify.domain.dates import BEIJING


class QuietRule(Protocol):
    """What the pack says: local times of the day as HH:MM; both empty where no hour is quiet."""

    @property
    def quiet_from(self) -> str: ...

    @property
    def quiet_until(self) -> str: ...


def is_quiet(rule: QuietRule, moment: datetime) -> bool:
    """Whether notices wait at this moment; `quiet_until` is the first minute that is loud again. Over midnight, too."""
    if not (rule.quiet_from and rule.quiet_until):
        return False
    now = f"{moment.astimezone(BEIJING):%H:%M}"
    if rule.quiet_from <= rule.quiet_until:
        return rule.quiet_from <= now < rule.quiet_until
    return now >= rule.quiet_from or now < rule.quiet_until
