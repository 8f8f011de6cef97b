"""What staff do in the first half, as events: screening, discussion, moderation, finalists."""

from collections.abc import Iterable

from plumbing.tokens import Session

from review.domain.events import (
    CommentAnswered,
    CommentsModerated,
    DiscussionEnded,
    EntriesPublished,
    EntriesScreened,
    EntriesTakenBack,
    FinalistsChosen,
    ModerationLine,
    ScreeningLine,
    ScreeningUndone,
)
from review.domain.fold import Refused, Verdict
from review.domain.reasons import unknown
from review.handlers.commenting import cleaned
from review.handlers.desk import Desk

ORGANISER = "organiser"


async def screen(desk: Desk, campaign_id: str, lines: Iterable[ScreeningLine], who: Session) -> Verdict:
    """Many decisions, one record. An organiser settles what two people disagree on. A rejection states reasons of the
    campaign; one with another is no slip of a line but of whoever asks, so nothing is taken.
    """
    decided, settles = tuple(lines), who.role == ORGANISER
    campaign = desk.campaign(campaign_id)
    if campaign and unknown((code for line in decided for code in line.reasons), campaign.rules.reasons):
        return Refused("reason-unknown")
    return await desk.submit(
        campaign_id, EntriesScreened(campaign_id, decided, who.subject, desk.now(), settles=settles)
    )


async def undo(desk: Desk, campaign_id: str, entry_ids: Iterable[str], who: Session) -> Verdict:
    """Takes decisions and proposals back."""
    settles = who.role == ORGANISER
    return await desk.submit(
        campaign_id, ScreeningUndone(campaign_id, tuple(entry_ids), who.subject, desk.now(), settles=settles)
    )


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


async def answer(desk: Desk, comment: tuple[str, str], text: str, actor: str) -> Verdict:
    """Replies to the comment: campaign and comment id."""
    return await desk.submit(comment[0], CommentAnswered(*comment, cleaned(text), actor, desk.now()))


async def choose_finalists(desk: Desk, campaign_id: str, entry_ids: Iterable[str], actor: str) -> Verdict:
    """The list of finalists, in the order of the office; it is pending until released."""
    event = FinalistsChosen(campaign_id, tuple(entry_ids), actor, desk.now(), pending=True)
    return await desk.submit(campaign_id, event)
