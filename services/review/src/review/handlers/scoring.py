"""The judge's use case: saving marks and abstentions."""

from collections.abc import Sequence

from review.domain.fold import Verdict
from review.domain.panel import Sheet
from review.domain.selection_events import ScoresGiven
from review.handlers.desk import Desk


async def give_scores(desk: Desk, campaign_id: str, judge: str, sheets: Sequence[Sheet]) -> Verdict:
    """Saves what a judge says of some or all finalists: all of it, or nothing when a line cannot be taken."""
    return await desk.submit(campaign_id, ScoresGiven(campaign_id, judge, tuple(sheets), desk.now()))
