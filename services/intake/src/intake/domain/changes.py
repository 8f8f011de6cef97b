"""What may become of an entry that is in: it is edited or withdrawn until submissions close, and the log decides.

After that only the office withdraws one, with a stated reason. Of two changes that saw the same version the first on
the log holds; the second is told `edited-meanwhile`.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.entries import Entry, Hand, Withdrawal
from intake.domain.equal_texts import leave, stand
from intake.domain.events import EntryEdited, EntryRestored, EntryWithdrawn
from intake.domain.state import Campaign

EntryChange = EntryEdited | EntryWithdrawn | EntryRestored


@dataclass(frozen=True, slots=True)
class Changed:
    """The entries of which the public is to be told anew, the changed one first; or the code of a refusal."""

    entries: tuple[Entry, ...] = ()
    code: str = ""


def change(campaign: Campaign, event: EntryChange) -> Changed:
    """Does what the event says, or refuses it.

    Codes: `entry-unknown`, `submissions-closed`, `edited-meanwhile`, `entry-withdrawn`, `entry-exists`,
    `reason-required`, `entry-stands`, `withdrawn-by-another`.
    """
    entry = campaign.entries.get(event.entry_id)
    if entry is None:
        return Changed(code="entry-unknown")
    if not _in_time(campaign, event):
        return Changed(code="submissions-closed")
    if event.replaces != entry.version:
        return Changed(code="edited-meanwhile")
    if isinstance(event, EntryEdited):
        return _edit(campaign, entry, event)
    return _withdraw(campaign, entry, event) if isinstance(event, EntryWithdrawn) else _restore(campaign, entry, event)


def _in_time(campaign: Campaign, event: EntryChange) -> bool:
    """Until the deadline everybody; after it only the office, and only to withdraw an entry or to take that back."""
    return campaign.rules.accepts_at(event.at) or (event.by == "office" and not isinstance(event, EntryEdited))


def _edit(campaign: Campaign, entry: Entry, event: EntryEdited) -> Changed:
    if entry.withdrawn is not None:
        return Changed(code="entry-withdrawn")
    if _has_such_an_entry(campaign, entry, event):
        return Changed(code="entry-exists")
    wording = event.wording
    filed = replace(
        entry.filed,
        phrase=wording.phrase,
        phrase_key=wording.phrase_key,
        explanation=wording.explanation,
        han_count=wording.han_count,
        warnings=wording.warnings,
        sealed_contact=wording.sealed_contact,
        shares=wording.shares,
    )
    edited = replace(_next(entry, event.at), filed=filed, former=(*entry.former, entry.filed))
    campaign.known_as.setdefault(event.known_as, event.entry_id)
    if filed.phrase_key == entry.filed.phrase_key:
        return _told(campaign, edited)
    relinked = leave(campaign, entry)
    return _told(campaign, stand(campaign, edited), relinked)


def _has_such_an_entry(campaign: Campaign, entry: Entry, event: EntryEdited) -> bool:
    """Whether its author has another entry with the new text."""
    ids = campaign.by_text.get(event.wording.phrase_key, ())
    others = (campaign.entries[entry_id] for entry_id in ids if entry_id != event.entry_id)
    return any(other.filed.author_ref == entry.filed.author_ref for other in others)


def _withdraw(campaign: Campaign, entry: Entry, event: EntryWithdrawn) -> Changed:
    if entry.withdrawn is not None:
        return Changed(code="entry-withdrawn")
    if event.by == "office" and not event.reason.strip():
        return Changed(code="reason-required")
    relinked = leave(campaign, entry)
    withdrawal = Withdrawal(event.by, event.at, event.reason.strip())
    return _told(campaign, replace(_next(entry, event.at), withdrawn=withdrawal, duplicate_of=None), relinked)


def _restore(campaign: Campaign, entry: Entry, event: EntryRestored) -> Changed:
    """It stands behind those who have had its text meanwhile."""
    if entry.withdrawn is None:
        return Changed(code="entry-stands")
    if not _may_restore(entry.withdrawn.by, event.by):
        return Changed(code="withdrawn-by-another")
    return _told(campaign, stand(campaign, replace(_next(entry, event.at), withdrawn=None)))


def _may_restore(withdrew: Hand, restores: Hand) -> bool:
    """Who withdrew an entry may take that back, and the author what his unit withdrew."""
    return withdrew == restores or (withdrew, restores) == ("unit", "author")


def _next(entry: Entry, at: datetime) -> Entry:
    return replace(entry, version=entry.version + 1, revision=entry.revision + 1, changed_at=at)


def _told(campaign: Campaign, entry: Entry, relinked: tuple[Entry, ...] = ()) -> Changed:
    campaign.entries[entry.filed.entry_id] = entry
    return Changed((entry, *relinked))
