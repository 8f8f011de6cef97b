"""Objections of citizens, what the office enters for others, its answers, and withdrawals after the vote."""

from dataclasses import dataclass

from plumbing.identifiers import derived_id

from review.domain.fold import CAMPAIGN_UNKNOWN, Refused, Verdict
from review.domain.objection_events import EntryWithdrawn, Kind, ObjectionAnswered, ObjectionLodged, Ruling
from review.domain.objection_steps import lodging_code
from review.handlers.commenting import cleaned
from review.handlers.desk import Desk


@dataclass(frozen=True, slots=True)
class Complaint:
    """What somebody objects to."""

    entry_id: str
    kind: Kind
    text: str


def objection_id(campaign_id: str, entry_id: str, actor: str, text: str) -> str:
    """Derived: the same words by the same person against the same entry are the same objection."""
    return derived_id("objection", campaign_id, entry_id, actor, text)


async def lodge(desk: Desk, campaign_id: str, complaint: Complaint, actor: str, *, on_behalf: bool = False) -> Verdict:
    """Nothing is written for an objection that cannot be lodged: anyone may call this, and the log is for ever."""
    campaign = desk.campaign(campaign_id)
    if campaign is None:
        return CAMPAIGN_UNKNOWN
    text = cleaned(complaint.text)
    event = ObjectionLodged(
        campaign_id=campaign_id,
        objection_id=objection_id(campaign_id, complaint.entry_id, actor, text),
        entry_id=complaint.entry_id,
        kind=complaint.kind,
        text=text,
        actor=actor,
        on_behalf=on_behalf,
        at=desk.now(),
    )
    known = any(one.objection_id == event.objection_id for one in campaign.selection.outcome.objections)
    code = lodging_code(campaign.selection, campaign.ground, event)
    return Refused(code) if code and not known else await desk.submit(campaign_id, event)


async def answer(desk: Desk, campaign_id: str, number: int, ruling: tuple[Ruling, str], actor: str) -> Verdict:
    """The answer (ruling and reason) to the objection with this number."""
    event = ObjectionAnswered(campaign_id, number, ruling[0], ruling[1].strip(), actor, desk.now())
    return await desk.submit(campaign_id, event)


async def withdraw(desk: Desk, campaign_id: str, entry_id: str, reason: str, actor: str) -> Verdict:
    """Takes an entry out after the vote, with a public reason."""
    return await desk.submit(campaign_id, EntryWithdrawn(campaign_id, entry_id, reason.strip(), actor, desk.now()))
