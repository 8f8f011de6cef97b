"""The stages that the media tell of: each becomes public by itself, and nothing of it is given out before."""

from datetime import datetime

from review.domain.promotion import Stage
from review.domain.state import Campaign


def public_stages(campaign: Campaign, now: datetime) -> tuple[Stage, ...]:
    """The stages that are public: the call with the rules, the discussion with the first published entry, the vote
    from its opening on, the result once the winner is told.
    """
    contest = campaign.selection.contest
    public: dict[Stage, bool] = {
        "call": campaign.known,
        "discussion": campaign.discussion_open or any(True for _ in campaign.discussed()),
        "vote": contest is not None and contest.opens_at <= now,
        "result": campaign.selection.winner is not None,
    }
    return tuple(stage for stage, is_public in public.items() if is_public)
