"""The office's use cases of 专家论证: naming the panel, cutting to the nominees, refining their texts."""

from collections.abc import Sequence

from review.domain.fold import Verdict
from review.domain.panel import Conflict
from review.domain.selection_events import NomineesCut, PanelSeated, TextRefined
from review.handlers.desk import Desk


async def seat_panel(
    desk: Desk, campaign_id: str, judges: Sequence[str], conflicts: Sequence[Conflict], actor: str
) -> Verdict:
    """Names the judges by username. They can change until the nominees are cut."""
    event = PanelSeated(campaign_id, tuple(judges), tuple(conflicts), actor, desk.now())
    return await desk.submit(campaign_id, event)


async def cut_nominees(desk: Desk, campaign_id: str, actor: str) -> Verdict:
    """Cuts the finalists to the nominees, once every ballot is complete."""
    return await desk.submit(campaign_id, NomineesCut(campaign_id, actor, desk.now()))


async def refine_text(desk: Desk, campaign_id: str, version: tuple[str, str, str | None], actor: str) -> Verdict:
    """Gives a nominee (entry, text, explanation or None) a new version of its text."""
    entry_id, text, explanation = version
    event = TextRefined(campaign_id, entry_id, text, explanation, actor, desk.now())
    return await desk.submit(campaign_id, event)
