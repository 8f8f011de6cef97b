"""Taking entries in. One command, as few records of the log as hold it: the web hands in one entry, a unit a sheet."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

from plumbing.identifiers import keyed_ref
from plumbing.problems import Problem

from intake import metrics
from intake.domain.batches import batches, weight
from intake.domain.co_authors import shares_of
from intake.domain.contact_card import card_text
from intake.domain.entries import FiledEntry, NewEntry, Outcome
from intake.domain.events import EntriesSubmitted
from intake.domain.fold import Filing
from intake.domain.new_entries import card_of, length_warnings
from intake.domain.phrase import han_count
from intake.domain.receipts import receipt_no
from intake.handlers.claims import OUR_ZONE, Claim, claims_of
from intake.handlers.desk import Desk
from intake.handlers.late_codes import REFUSALS
from intake.handlers.sheet_progress import SheetProgress

BATCH_BYTES = 1024 * 1024
"""A quarter of the largest record: a thousand entries, whose fold holds up the event loop for some 20 ms."""
FEW = 20
"""So many rows are looked at where they came in; more go to a thread."""
SEALED_AT_ONCE = 64
"""Every new author's key is a record of its own; more at once than this make the loop wait, not the log hurry."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who hands in a batch, for which unit, and with what leave after the deadline."""

    actor: str
    unit_id: str | None = None
    late_code: str = ""
    """The digest of the code of a late entry."""
    progress: SheetProgress = field(default_factory=SheetProgress, compare=False)
    """Where it is told how far it is."""


async def submit_rows(desk: Desk, campaign_id: str, sender: Sender, rows: Sequence[NewEntry]) -> list[Outcome]:
    """The outcome of each row, in order. The same row again is `unchanged`, never a second entry.

    The sender's unit reports where a row names none itself. All rows were received at one moment; what is in already
    is not written again. Raises Problem: 404 `campaign-unknown`, 404 `unit-unknown`, 409 `submissions-closed`, 503
    `outcome-unknown` (safe to repeat: the records before it stand). A row is rejected with `phrase-missing`,
    `name-missing`, `phone-invalid`, `text-too-long` or `received-on-invalid`.
    """
    outcomes = await submit_claims(desk, campaign_id, sender, await look_at(desk, campaign_id, sender, rows))
    measure(rows, outcomes)
    return outcomes


async def look_at(desk: Desk, campaign_id: str, sender: Sender, rows: Sequence[NewEntry]) -> list[Claim | str]:
    """What each row claims, or the code of its fault. Problems: 404 `campaign-unknown`, `unit-unknown`."""
    _check_units(desk, campaign_id, sender, rows)
    asked = (desk, campaign_id, sender.unit_id, rows, desk.clock.now())
    return await asyncio.to_thread(claims_of, *asked) if len(rows) > FEW else claims_of(*asked)


async def submit_claims(
    desk: Desk, campaign_id: str, sender: Sender, claims: Sequence[Claim | str | Outcome]
) -> list[Outcome]:
    """The outcome of each claim, in order; what has one already keeps it. Raises as `submit_rows`."""
    fresh = [claim for claim in claims if isinstance(claim, Claim) and claim.known is None]
    now, filings = desk.clock.now(), list[Filing]()
    sender.progress.took(len(claims) - len(fresh))
    for batch in batches(fresh, lambda claim: weight(claim.row), BATCH_BYTES):
        filings += await _append(desk, campaign_id, sender, batch, now)
        sender.progress.took(len(batch))
    following = iter(filings)
    return [claim if isinstance(claim, Outcome) else _outcome(claim, following) for claim in claims]


def measure(rows: Sequence[NewEntry], outcomes: Sequence[Outcome]) -> None:
    """Counts what became of rows."""
    for row, outcome in zip(rows, outcomes, strict=True):
        metrics.ENTRIES.labels(row.channel, outcome.status).inc()


def _check_units(desk: Desk, campaign_id: str, sender: Sender, rows: Sequence[NewEntry]) -> None:
    known = {unit.unit_id for unit in desk.campaign(campaign_id).rules.units}
    named = {row.unit_id or sender.unit_id for row in rows}
    unknown = {unit_id for unit_id in named if unit_id} - known
    if unknown:
        raise Problem("unit-unknown", 404, f"没有这个报送单位：{min(unknown)}", f"There is no unit {min(unknown)}")


async def _file(desk: Desk, campaign_id: str, claim: Claim, now: datetime) -> FiledEntry:
    row, entry_id = claim.row, claim.entry_id
    limit = desk.campaign(campaign_id).rules.phrase_limit
    return FiledEntry(
        entry_id=entry_id,
        receipt_no=receipt_no(keyed_ref(desk.posture.phone_pepper, "receipt", entry_id)),
        phrase=row.phrase,
        phrase_key=claim.phrase_key,
        explanation=row.explanation,
        han_count=han_count(row.phrase),
        warnings=length_warnings(row.phrase, limit),
        channel=row.channel,
        author_ref=claim.author_ref,
        unit_id=row.unit_id,
        received_at=_received_at(row, now),
        sealed_contact=await desk.vault.seal(claim.author_ref, card_text(card_of(row))),
        shares=shares_of(row.share, row.co_authors) or (),
        outlet=row.outlet,
    )


def _received_at(row: NewEntry, now: datetime) -> datetime:
    """A letter counts from the last second of its day, our time; never later than now."""
    if row.received_on is None:
        return now
    return min(now, datetime.combine(row.received_on, time(23, 59, 59), OUR_ZONE))


async def _append(
    desk: Desk, campaign_id: str, sender: Sender, claims: Sequence[Claim], now: datetime
) -> Sequence[Filing]:
    if not claims:
        return ()
    filed: list[FiledEntry] = []
    for start in range(0, len(claims), SEALED_AT_ONCE):
        group = claims[start : start + SEALED_AT_ONCE]
        filed += await asyncio.gather(*(_file(desk, campaign_id, claim, now) for claim in group))
    verdict = await desk.log.append(EntriesSubmitted(campaign_id, tuple(filed), sender.actor, now, sender.late_code))
    if verdict.answer == "refused":
        raise Problem(verdict.code, 409, *REFUSALS[verdict.code])
    return verdict.filings


def _outcome(claim: Claim | str, filings: Iterator[Filing]) -> Outcome:
    """What became of a row: its fault, the entry that was there, or the next of the log's answers."""
    if isinstance(claim, str):
        return Outcome("rejected", code=claim)
    filing = next(filings) if claim.known is None else Filing(claim.known, accepted=False)
    filed = filing.entry.filed
    return Outcome(
        "accepted" if filing.accepted else "unchanged",
        filed.entry_id,
        filed.receipt_no,
        filed.han_count,
        filed.warnings,
        filing.entry.duplicate_of,
    )
