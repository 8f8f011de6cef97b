"""Which campaign a page of the selection is about: the one in the query, the account's own, or the only one."""

from typing import Annotated

from fastapi import Depends, Request
from pages.rendering import current_session

from review.domain.state import Campaign
from review.entrypoints.choosing import Wanted, all_known, chosen
from review.entrypoints.guards import DeskPart


def own_campaign(request: Request, desk: DeskPart, wanted: Wanted = "") -> Campaign | None:
    """The campaign; None when several want a choice, or when there is none. A Problem when the named one is unknown."""
    named = wanted or getattr(current_session(request), "campaign", None) or ""
    if named or len(all_known(desk)) == 1:
        return chosen(desk, named)
    return None


Own = Annotated[Campaign | None, Depends(own_campaign)]
