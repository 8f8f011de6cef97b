"""Entries arrive, and change while their authors may still edit and withdraw them.

The highest version holds until an entry is published for discussion. What people discuss is not changed beneath them:
a later text waits until the office takes the entry back. A withdrawn entry leaves the queue and the discussion at
once; a finalist keeps its place until the office withdraws it there.
"""

from review.domain.entry import Entry
from review.domain.events import EntryReceived
from review.domain.fold import UNCHANGED, Accepted, Verdict, folds
from review.domain.state import Campaign


@folds(EntryReceived, opens=True)
def receive_entry(campaign: Campaign, event: EntryReceived) -> Verdict:
    """A version of an entry is received once; a lower one than that which is known changes nothing."""
    entry = campaign.entries.get(event.entry_id)
    if entry is None:
        campaign.entries[event.entry_id] = _entry(event)
        return Accepted()
    if event.version <= entry.version:
        return UNCHANGED
    entry.version, entry.withdrawn_at, entry.shares = event.version, event.withdrawn_at, event.shares
    if event.withdrawn_at is not None and not entry.finalist:
        entry.discussed = False
    if entry.discussed:
        entry.held_back = event
    else:
        take_over(entry, event)
    return Accepted()


def take_over(entry: Entry, event: EntryReceived) -> None:
    """The text and the link of a version. A decision does not outlive the text that it was taken on, nor, where an
    entry was rejected as a repeat, the entry that it repeated.
    """
    reworded = (entry.phrase, entry.explanation) != (event.phrase, event.explanation)
    now_stands = entry.duplicate_of is not None and event.duplicate_of is None and event.withdrawn_at is None
    entry.subject += reworded or now_stands
    entry.phrase, entry.explanation, entry.han_count = event.phrase, event.explanation, event.han_count
    entry.duplicate_of, entry.held_back = event.duplicate_of, None


def _entry(event: EntryReceived) -> Entry:
    return Entry(
        entry_id=event.entry_id,
        phrase=event.phrase,
        explanation=event.explanation,
        channel=event.channel,
        author_ref=event.author_ref,
        unit_id=event.unit_id,
        submitted_at=event.submitted_at,
        han_count=event.han_count,
        duplicate_of=event.duplicate_of,
        version=event.version,
        withdrawn_at=event.withdrawn_at,
        shares=event.shares,
        outlet=event.outlet,
    )
