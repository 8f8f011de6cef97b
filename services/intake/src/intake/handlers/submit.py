"""Taking entries in. One command, one batch, one record of the log: the web hands in a batch of one."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta, timezone

from plumbing.identifiers import derived_id, keyed_ref
from plumbing.problems import Problem

from intake import metrics
from intake.domain.entries import FiledEntry, NewEntry, Outcome
from intake.domain.events import EntriesSubmitted
from intake.domain.fold import Filing
from intake.domain.phones import normal_phone
from intake.domain.phrase import clean_phrase, han_count
from intake.domain.receipts import receipt_no
from intake.handlers.desk import Desk
from intake.handlers.simplified import text_key

OUR_ZONE = timezone(timedelta(hours=8))
LONGEST = {"phrase": 100, "explanation": 3000, "name": 60, "workplace": 120}


@dataclass(frozen=True, slots=True)
class Sender:
    """Who hands in a batch, and for which unit."""

    actor: str
    unit_id: str | None = None


async def submit_rows(desk: Desk, campaign_id: str, sender: Sender, rows: Sequence[NewEntry]) -> list[Outcome]:
    """The outcome of each row, in order. The same row again is `unchanged`, never a second entry.

    The sender's unit reports where a row names none itself. Raises Problem: 404 `campaign-unknown`, 404
    `unit-unknown`, 409 `submissions-closed`, 503 `outcome-unknown` (safe to repeat). A row is rejected with
    `phrase-missing`, `name-missing`, `phone-invalid`, `text-too-long` or `received-on-invalid`.
    """
    now = desk.clock.now()
    rows = [_of_sender(row, sender) for row in rows]
    _check_units(desk, campaign_id, rows)
    faults = [_fault(desk, row, now) for row in rows]
    sound = [row for row, fault in zip(rows, faults, strict=True) if fault is None]
    filings = iter(await _append(desk, campaign_id, sender, sound))
    outcomes = [Outcome("rejected", code=fault) if fault else _outcome(next(filings)) for fault in faults]
    _measure(rows, outcomes)
    return outcomes


def _of_sender(row: NewEntry, sender: Sender) -> NewEntry:
    return replace(row, unit_id=row.unit_id or sender.unit_id, phrase=clean_phrase(row.phrase))


def _check_units(desk: Desk, campaign_id: str, rows: Sequence[NewEntry]) -> None:
    known = {unit.unit_id for unit in desk.campaign(campaign_id).rules.units}
    unknown = {row.unit_id for row in rows if row.unit_id} - known
    if unknown:
        raise Problem("unit-unknown", 404, f"没有这个报送单位：{min(unknown)}", f"There is no unit {min(unknown)}")


def _measure(rows: Sequence[NewEntry], outcomes: Sequence[Outcome]) -> None:
    for row, outcome in zip(rows, outcomes, strict=True):
        metrics.ENTRIES.labels(row.channel, outcome.status).inc()


def _fault(desk: Desk, row: NewEntry, now: datetime) -> str | None:
    if not row.phrase.strip():
        return "phrase-missing"
    if not row.name.strip():
        return "name-missing"
    if any(len(getattr(row, field)) > longest for field, longest in LONGEST.items()):
        return "text-too-long"
    if normal_phone(row.phone, demo=desk.posture.demo) is None:
        return "phone-invalid"
    future = row.received_on is not None and row.received_on > now.astimezone(OUR_ZONE).date()
    return "received-on-invalid" if future else None


async def _file(desk: Desk, campaign_id: str, row: NewEntry, now: datetime) -> FiledEntry:
    phone = desk.phone(row.phone)
    author_ref, key = desk.author_ref(phone), text_key(row.phrase)
    entry_id = derived_id("entry", campaign_id, author_ref, key)
    contact = {"name": row.name.strip(), "phone": phone, "workplace": row.workplace.strip(),
               "co_authors": list(row.co_authors)}  # fmt: skip
    rules, count = desk.campaign(campaign_id).rules, han_count(row.phrase)
    return FiledEntry(
        entry_id=entry_id,
        receipt_no=receipt_no(keyed_ref(desk.posture.phone_pepper, "receipt", entry_id)),
        phrase=row.phrase,
        phrase_key=key,
        explanation=row.explanation.strip(),
        han_count=count,
        warnings=("phrase-over-limit",) if count > rules.phrase_limit else (),
        channel=row.channel,
        author_ref=author_ref,
        unit_id=row.unit_id,
        received_at=_received_at(row, now),
        sealed_contact=await desk.vault.seal(author_ref, json.dumps(contact, ensure_ascii=False)),
    )


def _received_at(row: NewEntry, now: datetime) -> datetime:
    """A letter counts from the last second of its day, our time; never later than now."""
    if row.received_on is None:
        return now
    return min(now, datetime.combine(row.received_on, time(23, 59, 59), OUR_ZONE))


async def _append(desk: Desk, campaign_id: str, sender: Sender, rows: Sequence[NewEntry]) -> Sequence[Filing]:
    if not rows:
        return ()
    now = desk.clock.now()
    filed = await asyncio.gather(*(_file(desk, campaign_id, row, now) for row in rows))
    event = EntriesSubmitted(campaign_id, tuple(filed), sender.actor, now)
    verdict = await desk.log.append(event)
    if verdict.answer == "refused":
        raise Problem(verdict.code, 409, "本次征集目前不接收投稿。", "This campaign does not take entries now.")
    return verdict.filings


def _outcome(filing: Filing) -> Outcome:
    filed = filing.entry.filed
    return Outcome(
        "accepted" if filing.accepted else "unchanged",
        filed.entry_id,
        filed.receipt_no,
        filed.han_count,
        filed.warnings,
        filing.entry.duplicate_of,
    )
