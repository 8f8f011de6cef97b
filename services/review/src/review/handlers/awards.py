"""Releasing the prizes."""

from review.domain.fold import Verdict
from review.domain.selection_events import AwardsReleased
from review.handlers.desk import Desk


async def release_awards(desk: Desk, campaign_id: str, actor: str) -> Verdict:
    """Releases all prizes at once. They are told and certified from the events that follow, once."""
    return await desk.submit(campaign_id, AwardsReleased(campaign_id, actor, desk.now()))
