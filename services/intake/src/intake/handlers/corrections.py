"""The rows of a 汇总表 that put right what the unit sent before: an edit each, of the entry that they replace."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace

from plumbing.problems import Problem

from intake.domain.contact_card import read_card
from intake.domain.corrections import NewRow, corrections
from intake.domain.entries import Entry, FiledEntry, NewEntry, Outcome
from intake.handlers.changes import Held, edit
from intake.handlers.claims import Claim
from intake.handlers.desk import Desk
from intake.handlers.submit import SEALED_AT_ONCE, Sender
from intake.handlers.written import Written

Rows = Sequence[Claim | str]


async def corrected(desk: Desk, campaign_id: str, sender: Sender, rows: Rows) -> list[Claim | str | Outcome]:
    """The rows, with the outcome of those that replace an entry: `replaced`, or rejected as `edited-meanwhile`.

    Raises Problem: 409 `submissions-closed`, 503 `outcome-unknown` (safe to repeat).
    """
    replaced = await asyncio.to_thread(_replaced, desk, campaign_id, sender.unit_id or "", rows)
    outcomes: dict[int, Outcome] = {}
    places = list(replaced)
    for start in range(0, len(places), SEALED_AT_ONCE):
        group = places[start : start + SEALED_AT_ONCE]
        held = [(Held(desk.campaign(campaign_id), replaced[one], "unit", sender.actor), rows[one]) for one in group]
        done = await asyncio.gather(*(_replace(desk, one, claim) for one, claim in held if isinstance(claim, Claim)))
        outcomes |= dict(zip(group, done, strict=True))
    return [outcomes.get(place, row) for place, row in enumerate(rows)]


def _replaced(desk: Desk, campaign_id: str, unit_id: str, rows: Rows) -> Mapping[int, Entry]:
    sent = [one for one in desk.campaign(campaign_id).of_unit(unit_id) if _stands(one)]
    claims = {place: claim for place, claim in enumerate(rows) if isinstance(claim, Claim)}
    named = frozenset(claim.known.filed.entry_id for claim in claims.values() if claim.known)
    return {**_reworded(desk, unit_id, claims), **corrections(_fresh(claims), named, sent)}


def _fresh(claims: Mapping[int, Claim]) -> dict[int, NewRow]:
    fresh = {place: claim for place, claim in claims.items() if claim.known is None}
    return {place: NewRow(claim.author_ref, claim.phrase_key) for place, claim in fresh.items()}


def _stands(entry: Entry) -> bool:
    return entry.withdrawn is None and entry.filed.channel == "unit"


def _reworded(desk: Desk, unit_id: str, claims: Mapping[int, Claim]) -> dict[int, Entry]:
    """The entries of the same text whose other columns are not, and never were, as in the row: an old file changes
    nothing.
    """
    found: dict[str, tuple[int, Entry]] = {}
    for place, claim in claims.items():
        known = claim.known
        if known and known.filed.unit_id == unit_id and _stands(known) and known.filed.phrase_key == claim.phrase_key:
            found.setdefault(known.filed.entry_id, (place, known))
    return {place: known for place, known in found.values() if not _was_so(desk, known, claims[place].row)}


def _was_so(desk: Desk, entry: Entry, row: NewEntry) -> bool:
    said = (row.phrase, row.explanation, row.name, row.workplace)
    return any(_said(desk, one) == said for one in (entry.filed, *entry.former))


def _said(desk: Desk, filed: FiledEntry) -> tuple[str, ...]:
    text = desk.vault.open(filed.author_ref, filed.sealed_contact)
    card = read_card(text) if text else None
    return (filed.phrase, filed.explanation, card.name, card.workplace) if card else ()


async def _replace(desk: Desk, held: Held, claim: Claim) -> Outcome:
    row, before = claim.row, held.entry.filed
    text = desk.vault.open(before.author_ref, before.sealed_contact)
    co_authors = read_card(text).co_authors if text else ()
    share = before.shares[0] if before.shares else None
    written = Written(row.phrase, row.explanation, row.name, row.workplace, co_authors, share)
    try:
        entry = await edit(desk, held, held.entry.version, written)
    except Problem as problem:
        if problem.code not in ("edited-meanwhile", "entry-exists", "entry-withdrawn", "contact-erased"):
            raise
        return _overtaken(held, claim)
    if entry is held.entry:
        return _there(entry)
    return replace(_there(entry), status="replaced", replaces=before.phrase)


def _overtaken(held: Held, claim: Claim) -> Outcome:
    """Somebody was faster: with the same row it is in already, with another one the unit looks again."""
    there = held.campaign.named(claim.entry_id)
    if there is None or there.filed.phrase_key != claim.phrase_key:
        return Outcome("rejected", code="edited-meanwhile")
    return _there(there)


def _there(entry: Entry) -> Outcome:
    filed = entry.filed
    return Outcome("unchanged", filed.entry_id, filed.receipt_no, filed.han_count, filed.warnings, entry.duplicate_of)
