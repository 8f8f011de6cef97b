"""What a row that is handed in claims: whose entry it is, and which."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

from plumbing.identifiers import derived_id

from intake.domain.entries import Entry, NewEntry
from intake.domain.new_entries import cleaned, fault_of
from intake.handlers.desk import Desk
from intake.handlers.simplified import text_key

OUR_ZONE = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Claim:
    """A sound row with the names that follow from it. `known` is the entry that is in already."""

    row: NewEntry
    author_ref: str
    phrase_key: str
    entry_id: str
    known: Entry | None


def claims_of(
    desk: Desk, campaign_id: str, unit_id: str | None, rows: Sequence[NewEntry], now: datetime
) -> list[Claim | str]:
    """What each row claims, or the code of its fault; `unit_id` reports where a row names no unit. 0.2 ms a row."""
    demo, today = desk.posture.demo, now.astimezone(OUR_ZONE).date()
    kept = [cleaned(replace(row, unit_id=row.unit_id or unit_id), demo=demo) for row in rows]
    return [fault_of(row, today, demo=demo) or _claim(desk, campaign_id, row) for row in kept]


def entry_name(campaign_id: str, author_ref: str, phrase_key: str) -> str:
    """The identifier of an author's entry with this text: the same again is the same entry."""
    return derived_id("entry", campaign_id, author_ref, phrase_key)


def _claim(desk: Desk, campaign_id: str, row: NewEntry) -> Claim:
    author_ref, key = desk.author_ref(row.phone), text_key(row.phrase)
    entry_id = entry_name(campaign_id, author_ref, key)
    return Claim(row, author_ref, key, entry_id, desk.campaign(campaign_id).named(entry_id))
