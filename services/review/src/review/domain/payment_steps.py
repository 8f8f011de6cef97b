"""The steps of a payment, each by a named person."""

from collections.abc import Iterable

from review.domain.payment_events import PaymentMade, PaymentReturned, PaymentsApproved
from review.domain.payments import Payment, Taken, approval_refusal, paying_refusal, return_refusal
from review.domain.selection import Ground, Selection
from review.domain.step import NEW, UNCHANGED, Step, refused


def approve_payments(selection: Selection, _ground: Ground, event: PaymentsApproved) -> Step:
    """All of the list or none of it."""
    if not event.payment_ids:
        return refused("no-payments")
    ledger = selection.outcome.ledger
    wanted = tuple(dict.fromkeys(event.payment_ids))
    codes = [code for one in wanted if (code := approval_refusal(ledger.get(one)))]
    if codes:
        return refused(codes[0])
    fresh = [ledger[one] for one in wanted if ledger[one].state != "approved"]
    _take(fresh, Taken("approved", event.actor, event.at))
    return NEW if fresh else UNCHANGED


def make_payment(selection: Selection, _ground: Ground, event: PaymentMade) -> Step:
    """Paid by another person than the one who approved it; the same reference again changes nothing."""
    payment = selection.outcome.ledger.get(event.payment_id)
    if payment is not None and payment.paid_under(event.reference):
        return UNCHANGED
    code = paying_refusal(payment, event.actor, event.reference)
    if code or payment is None:
        return refused(code or "payment-unknown")
    payment.steps.append(Taken("paid", event.actor, event.at, event.reference))
    return NEW


def return_payment(selection: Selection, _ground: Ground, event: PaymentReturned) -> Step:
    """The money came back: it can be approved and paid anew."""
    payment = selection.outcome.ledger.get(event.payment_id)
    code = return_refusal(payment, event.reason)
    if code or payment is None:
        return refused(code or "payment-unknown")
    payment.steps.append(Taken("returned", event.actor, event.at, event.reason))
    return NEW


def _take(payments: Iterable[Payment], step: Taken) -> None:
    for payment in payments:
        payment.steps.append(step)
