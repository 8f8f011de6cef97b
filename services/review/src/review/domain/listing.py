"""Lists with a cursor: the entries that somebody asks for, in the order of their arrival."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from review.domain.entry import Entry, Status
from review.domain.state import Campaign


@dataclass(frozen=True, slots=True)
class Slice:
    """A page of a list; `next` is the cursor that the following page starts after, None at the end."""

    entries: tuple[Entry, ...]
    next: str | None
    total: int


def slice_of(entries: Iterable[Entry], after: str | None, limit: int) -> Slice:
    """At most `limit` entries behind the one named `after`. An unknown cursor gives an empty page."""
    found = list(entries)
    start = 0
    if after is not None:
        start = next((place + 1 for place, entry in enumerate(found) if entry.entry_id == after), len(found))
    page = found[start : start + limit]
    more = start + limit < len(found)
    return Slice(tuple(page), page[-1].entry_id if more and page else None, len(found))


def units_may_be_asked_for(campaign: Campaign) -> bool:
    """Whether the public list can be narrowed to a unit: once the nominees are released, since judges read it too.

    Source: campaign.md, 专家论证 is blind; docs/decisions/0019.
    """
    return "nominee" in campaign.selection.released


def with_status(campaign: Campaign, status: Status | None) -> Iterable[Entry]:
    """The entries of one status, or all of them. `passed` means passed and not yet published."""
    entries = campaign.entries.values()
    return entries if status is None else (entry for entry in entries if entry.status == status)


@dataclass(frozen=True, slots=True)
class Sought:
    """What a list is narrowed to; nothing where a field is empty. `text` is looked for as it is written."""

    unit_id: str | None = None
    channel: str | None = None
    text: str = ""

    def fits(self, entry: Entry) -> bool:
        """Whether the entry is one of those."""
        if self.unit_id is not None and (entry.unit_id or "") != self.unit_id:
            return False
        if self.channel is not None and entry.channel != self.channel:
            return False
        return not self.text or self.text in entry.phrase or self.text in entry.explanation


def waiting_for(campaign: Campaign, whom: Literal["second", "organiser"]) -> Iterable[Entry]:
    """Those with an open proposal that waits for a second person, or for the organiser."""
    return (entry for entry in campaign.entries.values() if entry.waits_for == whom and entry.withdrawn_at is None)


def undecided_duplicates(campaign: Campaign) -> Iterable[Entry]:
    """What repeats an earlier text and waits to be rejected."""
    return (entry for entry in with_status(campaign, "undecided") if entry.duplicate_of is not None)
