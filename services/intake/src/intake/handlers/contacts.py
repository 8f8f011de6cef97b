"""Opening a contact: every time is an event with who and why, on the log before anything is told."""

from dataclasses import dataclass

from plumbing.problems import Problem

from intake import metrics
from intake.domain.contact_card import ContactCard, read_card
from intake.domain.events import ContactErased, ContactUnsealed, Erasure
from intake.handlers.desk import Desk


@dataclass(frozen=True, slots=True)
class Unsealing:
    """Whose contact, for what, and what it is about (an entry, a certificate)."""

    author_ref: str
    campaign_id: str
    purpose: str
    reference: str


async def unseal(desk: Desk, asked: Unsealing, actor: str) -> ContactCard:
    """The contact. Problems: 404 `contact-unknown`, 410 `contact-erased`, 503 `outcome-unknown`."""
    if asked.author_ref in desk.state.erased:
        raise _erased()
    sealed = desk.state.sealed_contact(asked.campaign_id, asked.author_ref, asked.reference)
    if sealed is None:
        raise Problem("contact-unknown", 404, "没有此联系人。", "There is no such contact.")
    await desk.log.append(
        ContactUnsealed(asked.campaign_id, asked.author_ref, asked.purpose, asked.reference, actor, desk.clock.now())
    )
    text = desk.vault.open(asked.author_ref, sealed)
    if text is None:
        raise _erased()
    metrics.UNSEALED.inc()
    return read_card(text)


async def erase(desk: Desk, author_ref: str, actor: str, why: Erasure) -> None:
    """Destroys somebody's key: what was sealed with it stays closed for ever; the figures stay as they are.

    The log first: if the key is still there after a crash, `finish_erasures` destroys it. Problem 503.
    """
    await desk.log.append(ContactErased(author_ref, actor, desk.clock.now(), why))
    await desk.vault.erase(author_ref)
    metrics.ERASED.labels(why).inc()


async def finish_erasures(desk: Desk) -> None:
    """Destroys the keys of those whose erasure is on the log and was cut off before it was done."""
    for author_ref in sorted(desk.state.erased):
        if desk.vault.holds(author_ref):
            await desk.vault.erase(author_ref)


def _erased() -> Problem:
    return Problem("contact-erased", 410, "作者信息已删除。", "The contact was erased.")
