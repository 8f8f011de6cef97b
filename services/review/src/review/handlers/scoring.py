"""The judge's use cases: coming to the panel, saving marks and abstentions."""

from collections.abc import Sequence

from plumbing.tokens import Session

from review.domain.conflicts import Post
from review.domain.fold import Verdict
from review.domain.panel import Round, Sheet
from review.domain.panel_events import JudgePresented, ScoresGiven
from review.domain.state import Campaign
from review.handlers.desk import Desk


async def present(desk: Desk, campaign: Campaign, judge: Session) -> None:
    """Writes down where the judge's account says that he comes from, when that is news: conflicts follow from it."""
    post = Post(judge.unit, judge.person)
    if campaign.posts.get(judge.subject, Post()) != post:
        event = JudgePresented(campaign.campaign_id, judge.subject, post.unit_id, post.author_ref, desk.now())
        await desk.submit(campaign.campaign_id, event)


async def give_scores(
    desk: Desk, campaign_id: str, judge: str, sheets: Sequence[Sheet], round_: Round = "nominee"
) -> Verdict:
    """Saves what a judge says of some or all entries: all of it, or nothing when a line cannot be taken."""
    return await desk.submit(campaign_id, ScoresGiven(campaign_id, judge, tuple(sheets), desk.now(), round_))
