"""What the signers' page shows to this reader."""

from typing import Any

from fastapi import Request, Response
from plumbing.tokens import Session

from review.domain.fold import Refused
from review.domain.state import Campaign
from review.entrypoints.api_decision import case_of
from review.entrypoints.ballot_form import Words
from review.entrypoints.contest_forms import local
from review.entrypoints.decision_forms import DecisionForm
from review.entrypoints.decision_views import Packet
from review.entrypoints.guards import marks_of, pages_of
from review.entrypoints.pages_outcome import KINDS
from review.entrypoints.refusals import WORDS

FIELDS = {"not-excellent": "entry_id", "statement-required": "statement", "announcement-in-the-past": "announce_at"}
"""Refusals that a field of the form can mend."""
ROLES: dict[str, Words] = {"leader": ("领导", "leader"), "organiser": ("组织方", "organiser")}


def decision_page(
    request: Request, own: Campaign, form: DecisionForm | None = None, refused: Refused | None = None
) -> Response:
    """The page at this moment; with the reason on it when a step was refused."""
    session: Session = request.state.session
    packet = case_of(own, marks_of(request)).packet(session.role)
    form = form or DecisionForm()
    decided = packet.decision.entry_id if packet.decision else ""
    moment = form.announce_at or packet.announce_at
    return pages_of(request).render(
        request,
        "decision.html",
        campaign=own,
        packet=packet,
        roles=ROLES,
        kinds=KINDS,
        may_sign=session.role in packet.signers[:1] and packet.decision is None,
        may_agree=_may_agree(packet, session),
        chosen=form.entry_id or decided,
        statement=form.statement,
        announce_at=local(moment) if moment else "",
        **_refusal(refused),
    )


def _refusal(refused: Refused | None) -> dict[str, Any]:
    """Status and words of a refusal: beside the field that can mend it, else above the page."""
    if refused is None:
        return {"status": 200, "errors": {}, "fault": None}
    status, zh, en = WORDS[refused.code]
    if refused.code in FIELDS:
        return {"status": status, "errors": {FIELDS[refused.code]: (zh, en)}, "fault": None}
    return {"status": status, "errors": {}, "fault": (zh, en)}


def _may_agree(packet: Packet, session: Session) -> bool:
    made = packet.decision
    if made is None or session.role not in made.missing:
        return False
    return all(one.person != session.subject for one in made.signatures)
