"""Following up without an account: whoever holds the receipt and the phone on the entry is its author."""

from dataclasses import dataclass

from plumbing.callers import Caller
from plumbing.problems import Problem

from intake.domain.contact_card import read_card
from intake.domain.phones import is_demo_phone
from intake.handlers.desk import Desk
from intake.handlers.receipts import entry_of_receipt
from intake.handlers.sessions import SignedIn, ask_code, sign_in_citizen

TOLD_DIGITS = 2


@dataclass(frozen=True, slots=True)
class PhoneHint:
    """What the holder of a receipt is told of the phone on the entry: its last two digits. `demo`: no message goes."""

    ending: str
    demo: bool


def phone_hint(desk: Desk, number: str) -> PhoneHint:
    """Which phone a code would go to. Problems: 404 `receipt-unknown`, 410 `contact-erased`."""
    phone = _phone_on(desk, number)
    return PhoneHint(phone[-TOLD_DIGITS:], desk.posture.demo and is_demo_phone(phone))


async def ask_receipt_code(desk: Desk, number: str, language: str, caller: Caller) -> None:
    """Sends a code to the phone on the entry, within the limits of signing in. Problems: as `ask_code`; 404, 410."""
    await ask_code(desk, _phone_on(desk, number), language, caller)


async def sign_in_by_receipt(desk: Desk, number: str, code: str, caller: Caller) -> SignedIn:
    """A citizen's session for the author. Problems: 401 `code-wrong`, 404, 410, 429 `caller-limit`."""
    return await sign_in_citizen(desk, _phone_on(desk, number), code, caller)


def _phone_on(desk: Desk, number: str) -> str:
    filed = entry_of_receipt(desk, number)[1].filed
    text = desk.vault.open(filed.author_ref, filed.sealed_contact)
    if text is None:
        raise Problem("contact-erased", 410, "作者信息已删除。", "The contact was erased.")
    return read_card(text).phone
