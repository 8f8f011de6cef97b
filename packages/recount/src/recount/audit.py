"""The recount of a whole log, and every difference from what was published."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, NamedTuple

from recount.fold import PartitionCount, Sheet, link
from recount.log import Head, Json, Published, Record, VoteLog

_AT_CLOSE = {"close_offset": "close-mark-differs", "counted": "counted-differs", "refused": "refused-differs"}
"""What is compared at a close mark besides its head, which is one of the published heads."""
Observer = Callable[[Record, PartitionCount, Sheet | None], None]
"""Told of each record once it is counted."""


class Finding(NamedTuple):
    """A difference: its name, where it is, and its particulars (see wording.py)."""

    code: str
    partition: int | None = None
    offset: int | None = None
    more: tuple[Any, ...] = ()


@dataclass(slots=True)
class Recount:
    """What the log holds, and where that differs from what was published."""

    contest_id: str
    parts: dict[int, PartitionCount]
    differences: list[Finding] = field(default_factory=list)

    @property
    def votes(self) -> Counter[str]:
        """Votes by entry over all partitions."""
        return sum((part.votes for part in self.parts.values()), Counter())

    @property
    def counted(self) -> int:
        """Votes that count."""
        return sum(len(part.voted) for part in self.parts.values())


def recount(log: VoteLog, published: Published, observers: Sequence[Observer] = ()) -> Recount:
    """Counts every record of the log, and compares. Memory: the ids of the votes that count."""
    found = Recount(log.contest_id, {number: PartitionCount(number, log.contest_id) for number in log.ends})
    chains = {number: _Chain(part, published.heads, found.differences) for number, part in found.parts.items()}
    for record in log.records:
        part = found.parts[record.partition]
        if not chains[record.partition].follows(record):
            continue
        sheet = part.take(record.offset, record.value)
        chains[record.partition].check(record)
        for observer in observers:
            observer(record, part, sheet)
    for number, chain in chains.items():
        chain.end(log.ends[number])
    for source, result in published.results:
        found.differences += against(source, result, found)
        found.differences += _not_withdrawn(source, result, log.terms)
    found.differences += _twice(found.parts.values())
    return found


class _Chain:
    """Whether the records of a partition are those that were published: none missing, repeated or changed."""

    def __init__(self, part: PartitionCount, heads: Iterable[Head], found: list[Finding]) -> None:
        self._part, self._found = part, found
        self._heads = sorted(head for head in heads if head.partition == part.partition)
        self._stated: bytes | None = part.head
        self._agreed, self._differs = -1, False

    def follows(self, record: Record) -> bool:
        """Whether the record is to be counted: one whose place was counted already is not."""
        expected, here = self._part.next_offset, record.offset
        if here < expected:
            self._found.append(Finding("record-repeated", record.partition, here))
        elif here > expected:
            self._missing(expected, here)
            self._part.next_offset, self._stated = here, None
        return here >= expected

    def check(self, record: Record) -> None:
        """Holds the head after the record against what the file states, and against the published heads."""
        own = self._part.head.hex()
        if record.head is not None:
            if record.head != own and self._is_changed(record, record.head):
                self._found.append(Finding("record-changed", record.partition, record.offset))
            self._stated = bytes.fromhex(record.head)
        while self._heads and self._heads[0].offset <= record.offset:
            head = self._heads.pop(0)
            if head.offset == record.offset:
                self._hold(head, own)

    def _hold(self, head: Head, own: str) -> None:
        """Names the first head that differs; those behind it differ with it."""
        if head.head == own:
            self._agreed, self._differs = head.offset, False
        elif not self._differs:
            self._differs = True
            more = (self._agreed + 1, head.source, head.head, own)
            self._found.append(Finding("head-differs", head.partition, head.offset, more))

    def end(self, end: int) -> None:
        """Nothing follows: what was said to be there is missing."""
        if self._part.next_offset < end:
            self._missing(self._part.next_offset, end)
        for head in self._heads[-1:]:
            more = (head.source, self._part.next_offset)
            self._found.append(Finding("head-beyond", head.partition, head.offset, more))

    def _is_changed(self, record: Record, head: str) -> bool:
        """Whether the record itself does not fit: behind a changed one all own heads differ, though nothing else is."""
        return self._stated is not None and link(self._stated, record.offset, record.value).hex() != head

    def _missing(self, first: int, end: int) -> None:
        self._found.append(Finding("record-missing", self._part.partition, first, (end - first,)))


def against(source: str, result: Json, found: Recount) -> list[Finding]:
    """Where a certified result says something else than the log: close marks, counts, refusals, votes, ranks, sums."""
    told = {int(part["partition"]): part for part in result["partitions"]}
    differences = [
        Finding("partition-unknown", number, None, (source,)) for number in sorted(told.keys() ^ found.parts)
    ]
    for number in sorted(told.keys() & found.parts):
        differences += _close(source, told[number], found.parts[number])
    differences += _entries(source, result, found.votes)
    for name in ("counted", "refused"):
        total = sum(part[name] for part in told.values())
        if result[name] != total:
            differences.append(Finding("sum-differs", None, None, (source, name, result[name], total)))
    return differences


def _close(source: str, told: Json, part: PartitionCount) -> list[Finding]:
    if part.close is None:
        return [Finding("close-mark-missing", part.partition, told["close_offset"], (source,))]
    own = part.close._asdict()
    return [
        Finding(code, part.partition, part.close.close_offset, (source, told[name], own[name]))
        for name, code in _AT_CLOSE.items()
        if told[name] != own[name]
    ]


def _entries(source: str, result: Json, votes: Counter[str]) -> list[Finding]:
    """Votes and ranks; what was withdrawn holds no place, and its votes are told all the same."""
    told = {one["entry_id"]: (one["votes"], one["rank"]) for one in result["results"]}
    gone = {one["entry_id"]: (one["votes"], None) for one in result.get("withdrawn", ())}
    right = _places({entry: votes[entry] for entry in {*told, *votes} - gone.keys()})
    right |= {entry: (votes[entry], None) for entry in gone}
    said: dict[str, tuple[int, int | None]] = gone | told
    return [
        Finding("votes-differ", None, None, (source, entry, *said.get(entry, (0, None)), *right[entry]))
        for entry in sorted(right)
        if said.get(entry) != right[entry]
    ]


def _places(votes: dict[str, int]) -> dict[str, tuple[int, int | None]]:
    """Votes and rank of each entry."""
    return {entry: (own, 1 + sum(more > own for more in votes.values())) for entry, own in votes.items()}


def _not_withdrawn(source: str, result: Json, terms: Json) -> list[Finding]:
    """Entries that a result leaves out of the ranking although the terms do not say that they were withdrawn."""
    gone = {one["entry_id"] for one in terms["entries"] if one.get("withdrawn_at")}
    told = [one["entry_id"] for one in result.get("withdrawn", ())]
    return [Finding("not-withdrawn", None, None, (source, entry)) for entry in told if entry not in gone]


def _twice(parts: Iterable[PartitionCount]) -> list[Finding]:
    """Votes that count in two partitions: what a count by partition cannot see."""
    return [
        Finding("vote-in-two-partitions", one.partition, None, (other.partition, vote_id))
        for one, other in combinations(parts, 2)
        for vote_id in sorted(one.voted & other.voted)
    ]
