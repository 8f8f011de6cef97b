"""The ledger: what each author is owed, and how far the payment is: due, approved, paid, returned.

One person approves and another pays, so that nobody pays himself. A payment names its reference; one that came back is
returned with a reason, and can be approved again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from review.domain.prizes import Prize
from review.domain.shares import Authorship, CoAuthors, parts

State = Literal["due", "approved", "paid", "returned"]


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken: by whom, when, and with which reference or reason."""

    state: State
    actor: str
    at: datetime
    reference: str = ""


@dataclass(slots=True)
class Payment:
    """What one author of one entry is owed. `author` counts from 1; `share` is the part in words, as 1/3 or 60%."""

    payment_id: str
    entry_id: str
    author: int
    share: str
    fen: int
    steps: list[Taken] = field(default_factory=list)

    @property
    def state(self) -> State:
        """How far it is."""
        return self.steps[-1].state if self.steps else "due"

    @property
    def last(self) -> Taken | None:
        """The last step."""
        return self.steps[-1] if self.steps else None

    def paid_under(self, reference: str) -> bool:
        """Whether it stands as paid under this reference."""
        return self.last is not None and (self.last.state, self.last.reference) == ("paid", reference)


def owed(given: Iterable[Prize], authors: Mapping[str, Authorship], rule: CoAuthors) -> dict[str, Payment]:
    """A payment for each author of each entry that has money, the winner's first."""
    ledger: dict[str, Payment] = {}
    for prize in given:
        for part in parts(prize.amount, authors.get(prize.entry_id, Authorship("")).weights(rule)):
            if part.fen:
                payment_id = f"{prize.entry_id}-{part.author}"
                ledger[payment_id] = Payment(payment_id, prize.entry_id, part.author, str(part.share), part.fen)
    return ledger


def approval_refusal(payment: Payment | None) -> str | None:
    """Why a payment cannot be approved, as a code; one that is approved already can be approved again."""
    if payment is None:
        return "payment-unknown"
    return "payment-paid" if payment.state == "paid" else None


def paying_refusal(payment: Payment | None, actor: str, reference: str) -> str | None:
    """Why a payment cannot be made, as a code."""
    if payment is None:
        return "payment-unknown"
    if payment.state != "approved" or payment.last is None:
        return "payment-paid" if payment.state == "paid" else "payment-not-approved"
    if payment.last.actor == actor:
        return "payer-approved-it"
    return None if reference.strip() else "reference-required"


def return_refusal(payment: Payment | None, reason: str) -> str | None:
    """Why a payment cannot come back, as a code."""
    if payment is None:
        return "payment-unknown"
    if payment.state != "paid":
        return "payment-not-paid"
    return None if reason.strip() else "return-without-reason"
