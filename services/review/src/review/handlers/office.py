"""What staff do in the first half, as events: screening, discussion, moderation, finalists."""

from collections.abc import Iterable

from review.domain.events import (
    CommentsModerated,
    DiscussionEnded,
    EntriesPublished,
    EntriesScreened,
    EntriesTakenBack,
    FinalistsChosen,
    ModerationLine,
    ScreeningLine,
)
from review.domain.fold import Verdict
from review.handlers.desk import Desk


async def screen(desk: Desk, campaign_id: str, lines: Iterable[ScreeningLine], actor: str) -> Verdict:
    """Many decisions, one record."""
    return await desk.submit(campaign_id, EntriesScreened(campaign_id, tuple(lines), actor, desk.now()))


async def publish(desk: Desk, campaign_id: str, entry_ids: Iterable[str], actor: str) -> Verdict:
    """Puts entries up for discussion."""
    return await desk.submit(campaign_id, EntriesPublished(campaign_id, tuple(entry_ids), actor, desk.now()))


async def take_back(desk: Desk, campaign_id: str, entry_ids: Iterable[str], actor: str) -> Verdict:
    """Takes entries out of the discussion."""
    return await desk.submit(campaign_id, EntriesTakenBack(campaign_id, tuple(entry_ids), actor, desk.now()))


async def end_discussion(desk: Desk, campaign_id: str, actor: str) -> Verdict:
    """Ends the discussion; what is published stays readable."""
    return await desk.submit(campaign_id, DiscussionEnded(campaign_id, actor, desk.now()))


async def moderate(desk: Desk, campaign_id: str, lines: Iterable[ModerationLine], actor: str) -> Verdict:
    """Many rulings, one record."""
    return await desk.submit(campaign_id, CommentsModerated(campaign_id, tuple(lines), actor, desk.now()))


async def choose_finalists(desk: Desk, campaign_id: str, entry_ids: Iterable[str], actor: str) -> Verdict:
    """The list of finalists, in the order of the office; it is pending until released."""
    event = FinalistsChosen(campaign_id, tuple(entry_ids), actor, desk.now(), pending=True)
    return await desk.submit(campaign_id, event)
