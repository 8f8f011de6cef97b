"""Moments as a browser's date-and-time field knows them: without a zone. Beijing time is meant."""

from datetime import datetime

from pages.wording import LOCAL_ZONE
from plumbing.moments import in_our_time

LOCAL = "%Y-%m-%dT%H:%M"


def local(moment: datetime) -> str:
    """The moment as the field shows it, to the minute."""
    return moment.astimezone(LOCAL_ZONE).strftime(LOCAL)


def moment_of(typed: str) -> datetime | None:
    """The moment that was meant; None for what is none."""
    try:
        found = datetime.fromisoformat(typed)
        meant = found.replace(tzinfo=LOCAL_ZONE) if found.tzinfo is None else found
        in_our_time(meant)
    except ValueError:
        return None
    return meant
