"""The office's use cases of the public vote."""

from datetime import datetime

from review.domain.contest_terms import Change
from review.domain.fold import Verdict
from review.domain.selection_events import ContestCalled, ContestChanged
from review.handlers.desk import Desk

DEFAULT_TITLE = "提名作品群众投票"


async def open_contest(
    desk: Desk, campaign_id: str, runs: tuple[datetime, datetime], title: str, actor: str
) -> Verdict:
    """Opens the vote on the nominees; `runs` is from when until when."""
    opens_at, closes_at = runs
    event = ContestCalled(campaign_id, title or DEFAULT_TITLE, opens_at, closes_at, actor, desk.now())
    return await desk.submit(campaign_id, event)


async def change_contest(desk: Desk, campaign_id: str, change: Change, actor: str) -> Verdict:
    """Extends the vote, closes it early, changes what may be seen of the count, or withdraws a candidate."""
    return await desk.submit(campaign_id, ContestChanged(campaign_id, change, actor, desk.now()))
