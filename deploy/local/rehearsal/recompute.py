"""`python -m deploy.local.rehearsal.recompute CAMPAIGN`: the campaign's figures from the public topics alone.

It trusts nobody: it reads the log from the first record, counts the votes itself, and compares with what the services
certified. Cuts and prizes are worked out again by `zhengji-recheck`.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from contracts import (
    ContestClosed,
    ContestOpened,
    EntryAwarded,
    EntryShortlisted,
    EntrySubmitted,
    EntryVoted,
    Event,
    EventData,
)
from contracts.topics import TOPICS

from deploy.local.rehearsal.topic_reader import KafkaPlace, read_topic
from deploy.local.stack import current

D = TypeVar("D", ContestClosed, ContestOpened, EntryAwarded, EntryShortlisted, EntrySubmitted)
NAMES: dict[type[EventData], str] = {topic.event: topic.name for topic in TOPICS}


@dataclass(slots=True)
class Recount:
    """What the public topics say of one campaign."""

    submitted: set[str] = field(default_factory=set)
    duplicates: set[str] = field(default_factory=set)
    tiers: dict[str, set[str]] = field(default_factory=dict)
    counted: int = 0
    votes: Counter[str] = field(default_factory=Counter)
    certified: ContestClosed | None = None
    awarded: dict[str, int] = field(default_factory=dict)
    certificates: int = 0

    def tier(self, name: str) -> set[str]:
        """The entries that reached the tier."""
        return self.tiers.get(name, set())

    def faults(self) -> list[str]:
        """Where the services say something else than their own events; empty when all agrees."""
        found = []
        if self.certified is None:
            found.append("no certified result")
        elif (self.certified.counted, _certified_votes(self.certified)) != (self.counted, dict(self.votes)):
            found.append(f"certified {self.certified.counted} votes, the log holds {self.counted}")
        for inner, outer in (("winner", "excellent"), ("excellent", "nominee"), ("nominee", "finalist")):
            if not self.tier(inner) <= self.tier(outer):
                found.append(f"an entry is {inner} without being {outer}")
        return found

    def lines(self) -> list[str]:
        """The figures in words."""
        sizes = [len(self.tier(name)) for name in ("finalist", "nominee", "excellent", "winner")]
        funnel = " → ".join(str(size) for size in (len(self.submitted), *sizes))
        return [
            f"funnel       {funnel} ({len(self.duplicates)} of the submitted repeat an earlier text)",
            f"votes        {self.counted} counted, for {len(self.votes)} entries",
            f"prizes       {sum(self.awarded.values()):,} yuan, {self.certificates} certificates",
        ]


def _certified_votes(certified: ContestClosed) -> dict[str, int]:
    """Votes by entry, those of entries that left while the vote ran too."""
    standing = {one.entry_id: one.votes for one in certified.results if one.votes}
    return standing | {one.entry_id: one.votes for one in certified.withdrawn if one.votes}


def recount(place: KafkaPlace, campaign: str) -> Recount:
    """Reads every public topic to its end of this moment."""
    found = Recount()
    for submitted in _about(place, EntrySubmitted, campaign):
        found.submitted.add(submitted.entry_id)
        if submitted.duplicate_of:
            found.duplicates.add(submitted.entry_id)
    for shortlisted in _about(place, EntryShortlisted, campaign):
        found.tiers.setdefault(shortlisted.tier, set()).add(shortlisted.entry_id)
    for awarded in _about(place, EntryAwarded, campaign):
        found.awarded[awarded.entry_id] = awarded.amount
        found.certificates += awarded.certificate
    _count_votes(place, campaign, found)
    return found


def _count_votes(place: KafkaPlace, campaign: str, found: Recount) -> None:
    """The first vote with an id counts, in the order of each partition, up to its close mark."""
    contests = {one.contest_id for one in _about(place, ContestOpened, campaign)}
    for closed in _about(place, ContestClosed, campaign):
        found.certified = found.certified or closed
    first: dict[str, tuple[str, ...]] = {}
    for sheet in _sheets_in_time(place, contests):
        first = {vote.vote_id: vote.entries for vote in reversed(sheet.votes)} | first
    for entries in first.values():
        found.votes.update(entries)
    found.counted = len(first)


def _sheets_in_time(place: KafkaPlace, contests: set[str]) -> Iterator[EntryVoted]:
    """The sheets of the contests up to the close mark of their partition."""
    ended: set[tuple[int, str]] = set()
    for record in read_topic(place, NAMES[EntryVoted]):
        sheet = Event[EntryVoted].from_bytes(record.value).data
        here = (record.partition, sheet.contest_id)
        if sheet.contest_id not in contests or here in ended:
            continue
        if sheet.close_mark:
            ended.add(here)
        yield sheet


def _about(place: KafkaPlace, data: type[D], campaign: str) -> Iterator[D]:
    """The events of one type about this campaign, a repeated event once."""
    seen: set[str] = set()
    for record in read_topic(place, NAMES[data]):
        event: Event[Any] = Event[data].from_bytes(record.value)  # type: ignore[valid-type]
        if event.id not in seen and event.data.campaign_id == campaign:
            seen.add(event.id)
            yield event.data


def main(arguments: Sequence[str]) -> int:
    """Prints the figures; 1 when the services contradict their own events."""
    if len(arguments) != 1:
        print("usage: python -m deploy.local.rehearsal.recompute CAMPAIGN", file=sys.stderr)
        return 2
    found = recount(KafkaPlace(current().kafka), arguments[0])
    print("\n".join(found.lines()))
    for fault in found.faults():
        print(f"✗ {fault}", file=sys.stderr)
    return 1 if found.faults() else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
