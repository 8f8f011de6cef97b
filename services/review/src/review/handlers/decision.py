"""The cut to the excellent works, and the leader's decision."""

from plumbing.tokens import Session

from review.domain.fold import Verdict
from review.domain.selection_events import ExcellentCut, WinnerDecided
from review.handlers.desk import Desk


async def cut_excellent(desk: Desk, campaign_id: str, actor: str) -> Verdict:
    """Cuts the nominees to the excellent works, by the composite."""
    return await desk.submit(campaign_id, ExcellentCut(campaign_id, actor, desk.now()))


async def decide_winner(desk: Desk, campaign_id: str, entry_id: str, statement: str, session: Session) -> Verdict:
    """Signs the decision with the name and the role of the session."""
    event = WinnerDecided(campaign_id, entry_id, statement.strip(), session.subject, session.role, desk.now())
    return await desk.submit(campaign_id, event)
