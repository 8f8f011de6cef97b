"""Whose contact is to be destroyed: the retention date of a campaign is a promise to those who took part in it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from intake.domain.state import Campaign, State

JUST_HERE = timedelta(days=7)
"""As long as a citizen's session: whoever proved his phone so lately may be about to hand something in."""


def due_for_erasure(state: State, now: datetime) -> list[str]:
    """The people, in alphabetical order, whose contact nothing needs any more.

    That is when the retention date of every campaign in which somebody has an entry or reports for a unit has come;
    for who only signed in, that of every campaign there is. Who proved his phone within a week is left alone.
    """
    where = _campaigns_of_people(state)
    return sorted(ref for ref, campaigns in where.items() if _is_due(state, ref, campaigns, now))


def _is_due(state: State, ref: str, campaigns: list[Campaign], now: datetime) -> bool:
    if ref in state.erased or state.known_since.get(ref, now - JUST_HERE) > now - JUST_HERE:
        return False
    return _all_over(campaigns or state.campaigns.values(), now)


def _all_over(campaigns: Iterable[Campaign], now: datetime) -> bool:
    """A date before the end of submissions cannot be meant and erases nobody."""
    dates = [(one.rules.retention.contacts_until, one.rules.submissions_close_at) for one in campaigns]
    return bool(dates) and all(until is not None and closes <= until <= now for until, closes in dates)


def _campaigns_of_people(state: State) -> dict[str, list[Campaign]]:
    found: dict[str, list[Campaign]] = {ref: [] for ref in state.citizens}
    for ref, entries in state.by_author.items():
        found[ref] = [state.campaigns[one] for one in dict.fromkeys(campaign for campaign, _entry in entries)]
    for campaign in state.campaigns.values():
        for informant in campaign.informants.values():
            found.setdefault(informant.informant_ref, []).append(campaign)
    return found
