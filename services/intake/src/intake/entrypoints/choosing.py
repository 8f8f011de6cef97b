"""Which campaign a page is about: the one in the query, the account's own, or the newest."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query, Request
from pages.rendering import current_session
from plumbing.problems import Problem

from intake.domain.state import Campaign
from intake.entrypoints.guards import DeskPart
from intake.handlers.desk import Desk

Wanted = Annotated[str, Query(alias="campaign", max_length=64)]


def newest_first(desk: Desk) -> Sequence[Campaign]:
    """Every campaign, the one opened last at the top."""
    return list(reversed(desk.state.campaigns.values()))


def open_ones(desk: Desk) -> Sequence[Campaign]:
    """The campaigns that take entries at this moment, the newest first."""
    return [one for one in newest_first(desk) if one.rules.accepts_at(desk.clock.now())]


def shown_campaign(desk: DeskPart, wanted: Wanted = "") -> Campaign | None:
    """The campaign that was asked for, else the newest; None when there is none at all. Problem 404 when unknown."""
    if wanted:
        return desk.campaign(wanted)
    return next(iter(newest_first(desk)), None)


@dataclass(frozen=True, slots=True)
class Work:
    """Where a member of staff works: the desk, the campaign, and every campaign that he can turn to."""

    desk: Desk
    campaign: Campaign
    choice: Sequence[Campaign]


def work_chosen(request: Request, desk: DeskPart, wanted: Wanted = "") -> Work | None:
    """The campaign that was asked for, else the account's own, else the newest; None while there is none."""
    own = getattr(current_session(request), "campaign", None)
    found = shown_campaign(desk, wanted or own or "")
    if found is None:
        return None
    return Work(desk, found, [one for one in newest_first(desk) if own in (None, one.campaign_id)])


def work_at(work: Annotated[Work | None, Depends(work_chosen)]) -> Work:
    """The same; Problem 404 while there is no campaign."""
    if work is None:
        raise Problem("campaign-unknown", 404, "还没有征集活动。", "There is no campaign yet.")
    return work


Shown = Annotated[Campaign | None, Depends(shown_campaign)]
Chosen = Annotated[Work | None, Depends(work_chosen)]
AtWork = Annotated[Work, Depends(work_at)]
