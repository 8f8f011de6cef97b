"""The office's use cases of the ledger; each step has its person."""

from collections.abc import Iterable

from review.domain.fold import Verdict
from review.domain.payment_events import PaymentMade, PaymentReturned, PaymentsApproved
from review.handlers.desk import Desk


async def approve(desk: Desk, campaign_id: str, payment_ids: Iterable[str], actor: str) -> Verdict:
    """Approves payments: all of the list or none of it."""
    return await desk.submit(campaign_id, PaymentsApproved(campaign_id, tuple(payment_ids), actor, desk.now()))


async def pay(desk: Desk, campaign_id: str, payment_id: str, reference: str, actor: str) -> Verdict:
    """Writes down that an approved payment was made, under its reference."""
    event = PaymentMade(campaign_id, payment_id, reference.strip(), actor, desk.now())
    return await desk.submit(campaign_id, event)


async def take_back(desk: Desk, campaign_id: str, payment_id: str, reason: str, actor: str) -> Verdict:
    """Writes down that the money came back, and why."""
    event = PaymentReturned(campaign_id, payment_id, reason.strip(), actor, desk.now())
    return await desk.submit(campaign_id, event)
