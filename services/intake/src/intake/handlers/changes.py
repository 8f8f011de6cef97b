"""Changing an entry that is in: by its author, by the unit that reported it, or by the office for mail and letters."""

from dataclasses import dataclass, replace

from plumbing.problems import Problem
from plumbing.tokens import Session

from intake.domain.changes import EntryChange
from intake.domain.co_authors import shares_of
from intake.domain.contact_card import ContactCard, card_text, read_card
from intake.domain.entries import Entry, FiledEntry, Hand, NewEntry, Wording
from intake.domain.events import EntryEdited, EntryRestored, EntryWithdrawn
from intake.domain.new_entries import card_of, cleaned, fault_of, length_warnings
from intake.domain.phrase import clean_prose, han_count
from intake.domain.state import Campaign
from intake.handlers.claims import OUR_ZONE, entry_name
from intake.handlers.contacts import Unsealing, unseal
from intake.handlers.desk import Desk
from intake.handlers.receipts import entry_of_receipt
from intake.handlers.simplified import text_key
from intake.handlers.written import Written, rejected

REASON_LONGEST = 200
REFUSALS = {
    "submissions-closed": ("征集已经截止，作品不能再改。", "Submissions are closed; the entry cannot be changed."),
    "edited-meanwhile": (
        "这件作品刚刚在别处改过，请看过现在的内容再改。",
        "The entry was changed elsewhere meanwhile; please look at it again first.",
    ),
    "entry-withdrawn": ("这件作品已经撤回。", "This entry has been withdrawn."),
    "entry-exists": ("作者另有一件相同文字的作品。", "The author has another entry with this text."),
    "reason-required": ("请写明撤回的理由。", "Please say why it is withdrawn."),
    "entry-stands": ("这件作品没有撤回。", "This entry has not been withdrawn."),
    "withdrawn-by-another": ("作品不是您撤回的，请联系主办单位。", "Somebody else withdrew it; please ask the office."),
}


@dataclass(frozen=True, slots=True)
class Held:
    """An entry in the hands of somebody who may change it."""

    campaign: Campaign
    entry: Entry
    hand: Hand
    actor: str


def hold(desk: Desk, number: str, session: Session) -> Held:
    """The entry behind a receipt number. Problems: 404 `receipt-unknown`, 403 `entry-forbidden`."""
    campaign, entry = entry_of_receipt(desk, number)
    hand = hand_of(session, campaign.campaign_id, entry)
    if hand is None:
        raise Problem(
            "entry-forbidden", 403, "只有作者本人可以修改这件作品。", "Only its author may change this entry."
        )
    return Held(campaign, entry, hand, "citizen" if hand == "author" else session.subject)


def hand_of(session: Session, campaign_id: str, entry: Entry) -> Hand | None:
    """As what somebody may touch an entry: a citizen his own, a unit what it reported, the office every one."""
    if session.role == "citizen":
        return "author" if session.subject == entry.filed.author_ref else None
    if session.campaign not in (None, campaign_id):
        return None
    if session.role == "unit":
        return "unit" if session.unit and session.unit == entry.filed.unit_id else None
    return "office" if session.role in ("organiser", "screener") else None


def may_edit(held: Held) -> bool:
    """The office only puts right what it entered itself, from mail and letters."""
    return held.hand != "office" or held.entry.filed.channel in ("email", "letter")


async def written_of(desk: Desk, held: Held) -> Written:
    """What the author wrote, his name in it. For anybody but himself that is an unsealing.

    Problems: 410 `contact-erased`, 503 `outcome-unknown`.
    """
    filed = held.entry.filed
    if held.hand == "author":
        sealed = desk.vault.open(filed.author_ref, filed.sealed_contact)
        card = read_card(sealed) if sealed else ContactCard()
    else:
        asked = Unsealing(filed.author_ref, held.campaign.campaign_id, "edit", filed.entry_id)
        card = await unseal(desk, asked, held.actor)
    return Written(filed.phrase, filed.explanation, card.name, card.workplace, card.co_authors, _own_share(filed))


def _own_share(filed: FiledEntry) -> int | None:
    return filed.shares[0] if filed.shares else None


async def edit(desk: Desk, held: Held, replaces: int, written: Written) -> Entry:
    """The entry in its new words; the same words again change nothing.

    Problems: 422 as for a new entry; 403 `entry-forbidden`; 409 `submissions-closed`, `edited-meanwhile`,
    `entry-withdrawn`, `entry-exists`; 410 `contact-erased`; 503 `outcome-unknown` (safe to repeat).
    """
    if not may_edit(held):
        raise Problem(
            "entry-forbidden", 403, "网络投稿由作者修改，单位报送的由单位修改。",
            "Its author edits what came on the web, the unit what it reported.",
        )  # fmt: skip
    filed, card = held.entry.filed, _card(desk, held.entry)
    row = _row(held.entry, card.phone, written, demo=desk.posture.demo)
    if code := fault_of(row, desk.clock.now().astimezone(OUR_ZONE).date(), demo=desk.posture.demo):
        raise rejected(code)
    if _says(row) == (filed.phrase, filed.explanation, card, filed.shares):
        return held.entry
    key, campaign_id = text_key(row.phrase), held.campaign.campaign_id
    event = EntryEdited(
        campaign_id, filed.entry_id, replaces, await _wording(desk, held, row, key),
        entry_name(campaign_id, filed.author_ref, key), held.hand, held.actor, desk.clock.now(),
    )  # fmt: skip
    return await _changed(desk, event)


async def withdraw(desk: Desk, held: Held, replaces: int, reason: str) -> Entry:
    """The entry, taken back; again it changes nothing. Problems: 409, 422 `reason-required`, 503."""
    if held.entry.withdrawn is not None:
        return held.entry
    filed, said = held.entry.filed, clean_prose(reason)[:REASON_LONGEST]
    event = EntryWithdrawn(
        held.campaign.campaign_id, filed.entry_id, replaces, held.hand, said, held.actor, desk.clock.now()
    )
    return await _changed(desk, event)


async def restore(desk: Desk, held: Held, replaces: int) -> Entry:
    """The entry, standing again; once more it changes nothing. Problems: 409, 503."""
    if held.entry.withdrawn is None:
        return held.entry
    filed = held.entry.filed
    event = EntryRestored(held.campaign.campaign_id, filed.entry_id, replaces, held.hand, held.actor, desk.clock.now())
    return await _changed(desk, event)


def _card(desk: Desk, entry: Entry) -> ContactCard:
    """To be compared and kept, told to nobody."""
    text = desk.vault.open(entry.filed.author_ref, entry.filed.sealed_contact)
    if text is None:
        raise Problem("contact-erased", 410, "作者信息已删除。", "The contact was erased.")
    return read_card(text)


def _says(row: NewEntry) -> tuple[str, str, ContactCard, tuple[int, ...]]:
    return row.phrase, row.explanation, card_of(row), shares_of(row.share, row.co_authors) or ()


def _row(entry: Entry, phone: str, written: Written, *, demo: bool) -> NewEntry:
    filed = entry.filed
    row = NewEntry(
        written.phrase, written.explanation, written.name, written.workplace, phone, filed.channel, written.co_authors,
        share=written.share,
    )  # fmt: skip
    return replace(cleaned(row, demo=demo), phone=phone)


async def _wording(desk: Desk, held: Held, row: NewEntry, key: str) -> Wording:
    sealed = await desk.vault.seal(held.entry.filed.author_ref, card_text(card_of(row)))
    warnings = length_warnings(row.phrase, held.campaign.rules.phrase_limit)
    shares = shares_of(row.share, row.co_authors) or ()
    return Wording(row.phrase, key, row.explanation, han_count(row.phrase), warnings, sealed, shares)


async def _changed(desk: Desk, event: EntryChange) -> Entry:
    verdict = await desk.log.append(event)
    if verdict.answer == "refused":
        zh, en = REFUSALS[verdict.code]
        raise Problem(verdict.code, 422 if verdict.code == "reason-required" else 409, zh, en)
    return verdict.changed[0]
