"""The office's use cases of 专家论证: panels, reminders, cuts, the release of a list, and refining texts."""

from dataclasses import dataclass
from datetime import datetime

from review.domain.fold import Verdict
from review.domain.panel import Conflict, Round
from review.domain.panel_events import (
    FinalistsCut,
    JudgesReminded,
    ListReleased,
    ListWithheld,
    NomineesCut,
    PanelSeated,
)
from review.domain.prizes import Tier
from review.domain.selection_events import TextRefined
from review.handlers.desk import Desk


@dataclass(frozen=True, slots=True)
class Seats:
    """A panel as the office names it. `seed` decides the draw of entries, where the pack has one."""

    judges: tuple[str, ...]
    conflicts: tuple[Conflict, ...] = ()
    round: Round = "nominee"
    seed: str = ""
    due_at: datetime | None = None


async def seat_panel(desk: Desk, campaign_id: str, seats: Seats, actor: str) -> Verdict:
    """Names the judges by username. They can change until their list is cut."""
    event = PanelSeated(
        campaign_id, seats.judges, seats.conflicts, actor, desk.now(), seats.round, seats.seed, seats.due_at
    )
    return await desk.submit(campaign_id, event)


async def remind_judges(desk: Desk, campaign_id: str, round_: Round, actor: str) -> Verdict:
    """Reminds everyone whose ballot is not full."""
    return await desk.submit(campaign_id, JudgesReminded(campaign_id, actor, desk.now(), round_))


async def cut_finalists(desk: Desk, campaign_id: str, actor: str) -> Verdict:
    """Cuts the discussed entries to the finalists by the panel's scores, where the pack says so."""
    return await desk.submit(campaign_id, FinalistsCut(campaign_id, actor, desk.now()))


async def cut_nominees(desk: Desk, campaign_id: str, actor: str) -> Verdict:
    """Cuts the finalists to the nominees, once every ballot is complete; the list is pending."""
    return await desk.submit(campaign_id, NomineesCut(campaign_id, actor, desk.now(), pending=True))


async def release_list(desk: Desk, campaign_id: str, tier: Tier, digest: str, actor: str) -> Verdict:
    """Releases a pending list, as whose digest the actor signs."""
    return await desk.submit(campaign_id, ListReleased(campaign_id, tier, digest, actor, desk.now()))


async def withhold_list(desk: Desk, campaign_id: str, tier: Tier, reason: str, actor: str) -> Verdict:
    """Takes a pending list back, so that it is made anew."""
    return await desk.submit(campaign_id, ListWithheld(campaign_id, tier, reason, actor, desk.now()))


async def refine_text(desk: Desk, campaign_id: str, version: tuple[str, str, str | None], actor: str) -> Verdict:
    """Gives a nominee (entry, text, explanation or None) a new version of its text."""
    entry_id, text, explanation = version
    event = TextRefined(campaign_id, entry_id, text, explanation, actor, desk.now())
    return await desk.submit(campaign_id, event)
