"""Which campaign a page is about: the one in the query, or the only one there is."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends, Query, Request
from pages.rendering import current_session
from plumbing.problems import Problem

from review.domain.state import Campaign
from review.entrypoints.guards import DeskPart
from review.entrypoints.refusals import campaign_unknown

Wanted = Annotated[str, Query(alias="campaign", max_length=64)]


def chosen(desk: DeskPart, wanted: Wanted = "") -> Campaign:
    """The campaign; a Problem when it is unknown, when there is none, or when several want a choice."""
    known = all_known(desk)
    if wanted:
        return next((one for one in known if one.campaign_id == wanted), None) or _unknown()
    if len(known) == 1:
        return known[0]
    raise Problem("campaign-not-named", 404, "请先选择一项征集活动。", "Please choose a campaign first.")


def at_work(request: Request, desk: DeskPart, wanted: Wanted = "") -> Campaign:
    """The campaign that a member of staff works on: the named one, else the one that his account is bound to."""
    return chosen(desk, wanted or getattr(current_session(request), "campaign", None) or "")


def all_known(desk: DeskPart) -> Sequence[Campaign]:
    """Every campaign whose rules have arrived."""
    return [campaign for campaign in desk.state.campaigns.values() if campaign.known]


def _unknown() -> Campaign:
    raise campaign_unknown()


AtWork = Annotated[Campaign, Depends(at_work)]
Chosen = Annotated[Campaign, Depends(chosen)]
