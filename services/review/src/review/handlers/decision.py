"""The cut to the excellent works, the signatures under the decision, and the minute at which the winner is told."""

from dataclasses import dataclass
from datetime import datetime

from plumbing.tokens import Session

from review.domain.decision_events import AnnouncementSet, DecisionCountersigned, DecisionSentBack
from review.domain.fold import Verdict
from review.domain.selection_events import ExcellentCut, WinnerDecided
from review.handlers.desk import Desk


@dataclass(frozen=True, slots=True)
class Choice:
    """What the first signer wants: which entry, why, and told when (None: with the last signature)."""

    entry_id: str
    statement: str
    announce_at: datetime | None = None


async def cut_excellent(desk: Desk, campaign_id: str, actor: str) -> Verdict:
    """Cuts the nominees to the excellent works, by the composite; the list is pending until released."""
    return await desk.submit(campaign_id, ExcellentCut(campaign_id, actor, desk.now(), pending=True))


async def decide_winner(desk: Desk, campaign_id: str, choice: Choice, session: Session) -> Verdict:
    """Signs the decision with the name and the role of the session."""
    event = WinnerDecided(
        campaign_id=campaign_id,
        entry_id=choice.entry_id,
        statement=choice.statement.strip(),
        leader=session.subject,
        role=session.role,
        at=desk.now(),
        announce_at=choice.announce_at,
    )
    return await desk.submit(campaign_id, event)


async def countersign(desk: Desk, campaign_id: str, entry_id: str, session: Session) -> Verdict:
    """Puts another name under the decision for this entry."""
    event = DecisionCountersigned(campaign_id, entry_id, session.subject, session.role, desk.now())
    return await desk.submit(campaign_id, event)


async def send_back(desk: Desk, campaign_id: str, entry_id: str, statement: str, session: Session) -> Verdict:
    """Refuses to sign the decision for this entry, with a statement."""
    event = DecisionSentBack(campaign_id, entry_id, statement.strip(), session.subject, session.role, desk.now())
    return await desk.submit(campaign_id, event)


async def set_announcement(desk: Desk, campaign_id: str, announce_at: datetime, actor: str) -> Verdict:
    """States the minute at which the winner is told."""
    return await desk.submit(campaign_id, AnnouncementSet(campaign_id, announce_at, actor, desk.now()))
