"""What is written down of payments."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class PaymentsApproved:
    """Somebody approved payments: all of them, or none when one cannot be."""

    campaign_id: str
    payment_ids: tuple[str, ...]
    actor: str
    at: datetime
    what: Literal["payments-approved"] = "payments-approved"


@dataclass(frozen=True, slots=True)
class PaymentMade:
    """Somebody else paid, under this reference."""

    campaign_id: str
    payment_id: str
    reference: str
    actor: str
    at: datetime
    what: Literal["payment-made"] = "payment-made"


@dataclass(frozen=True, slots=True)
class PaymentReturned:
    """The money came back, for this reason."""

    campaign_id: str
    payment_id: str
    reason: str
    actor: str
    at: datetime
    what: Literal["payment-returned"] = "payment-returned"
