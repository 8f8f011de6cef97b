"""The count of one partition: a pure fold of its sheets, in the order of the log.

The first vote with a vote_id counts if it lies before the contest's close mark. No clock and no terms come in, so every
reader of the log comes to the same figures and the same chain head.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from voting.domain.chain import GENESIS, RecentHeads, linked
from voting.domain.sheet import Sheet

DUPLICATE = "already-voted"
LATE = "contest-closed"
_INDEX_BITS = 16
_INDICES = 1 << _INDEX_BITS


class GapError(Exception):
    """The offset offered is not the next one: what lies between must be read from the log first."""

    def __init__(self, expected: int, offered: int) -> None:
        super().__init__(f"expected offset {expected}, offered {offered}")
        self.expected = expected
        self.offered = offered


@dataclass(frozen=True, slots=True)
class Closing:
    """Where a contest stood in this partition at its close mark."""

    offset: int
    counted: int
    refused: int
    head: str
    at: str


@dataclass(slots=True)
class ContestCount:
    """One contest in one partition. `seen` says where each vote_id was counted."""

    counted: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    refused: dict[str, int] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    closing: Closing | None = None

    def take_sheet(self, sheet: Sheet, first_place: int) -> dict[int, str]:
        """Counts the votes of a sheet, of which the first lies at `first_place`; why those did not that did not.

        Nearly every sheet holds new votes only. They are counted together, which takes a third of the time.
        """
        ids = sheet.vote_ids
        if self.closing is None and len(ids) <= _INDICES and self._all_new(ids):
            self.seen.update(zip(ids, range(first_place, first_place + len(ids)), strict=True))
            self.counted += len(ids)
            self.counts.update(chain.from_iterable(sheet.choices))
            return {}
        reasons = (
            self.take(vote_id, entries, first_place | index)
            for index, (vote_id, entries) in enumerate(zip(ids, sheet.choices, strict=True))
        )
        return {index: reason for index, reason in enumerate(reasons) if reason is not None}

    def _all_new(self, ids: Sequence[str]) -> bool:
        return self.seen.keys().isdisjoint(ids) and len(set(ids)) == len(ids)

    def take(self, vote_id: str, entries: Iterable[str], place: int) -> str | None:
        """Counts a vote, or says why not."""
        if self.closing is not None:
            return self._refuse(LATE)
        if vote_id in self.seen:
            return self._refuse(DUPLICATE)
        self.seen[vote_id] = place
        self.counted += 1
        self.counts.update(entries)
        return None

    def _refuse(self, reason: str) -> str:
        self.refused[reason] = self.refused.get(reason, 0) + 1
        return reason


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a vote did not count, and where the vote with the same id lies that does: offset and index."""

    reason: str
    counted_at: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Applied:
    """What one record did: how many votes it holds, and which of them did not count, by index."""

    contest_id: str
    votes: int
    refused: dict[int, Refusal]


NOTHING = Applied("", 0, {})
"""What a record does that is no sheet: it is in the chain and counts nothing."""


class PartitionTally:
    """Counts one partition. Offering it a record again changes nothing."""

    def __init__(self, partition: int) -> None:
        self.partition = partition
        self.applied = -1
        self.head = GENESIS
        self.unreadable = 0
        self.contests: dict[str, ContestCount] = {}
        self._heads = RecentHeads()

    def apply(self, offset: int, value: bytes, sheet: Sheet | None) -> Applied | None:
        """Counts the record at `offset`; None when it was counted before. Raises GapError past the next offset.

        `value` goes into the chain as it is on the log; `sheet` is what it says, None for what no sheet is.
        """
        if offset <= self.applied:
            return None
        if offset > self.applied + 1:
            raise GapError(self.applied + 1, offset)
        self.head = linked(self.head, offset, value)
        self.applied = offset
        self._heads.note(offset, self.head)
        if sheet is None:
            self.unreadable += 1
            return NOTHING
        return self._count(offset, sheet)

    def _count(self, offset: int, sheet: Sheet) -> Applied:
        contest = self.contests.setdefault(sheet.contest_id, ContestCount())
        refused = {
            index: Refusal(reason, self.place_of(sheet.contest_id, sheet.vote_ids[index]))
            for index, reason in contest.take_sheet(sheet, offset << _INDEX_BITS).items()
        }
        if sheet.close_mark and contest.closing is None:
            contest.closing = Closing(
                offset, contest.counted, sum(contest.refused.values()), self.head, sheet.accepted_at
            )
        return Applied(sheet.contest_id, len(sheet.vote_ids), refused)

    def place_of(self, contest_id: str, vote_id: str) -> tuple[int, int] | None:
        """Offset and index of the vote that counted under this id."""
        contest = self.contests.get(contest_id)
        place = contest.seen.get(vote_id) if contest else None
        return None if place is None else (place >> _INDEX_BITS, place & _INDICES - 1)

    def head_at(self, offset: int) -> str | None:
        """The chain head after the record at `offset`; None when it is too long ago or not counted yet."""
        return self.head if offset == self.applied else self._heads.at(offset)

    def checkpoint(self) -> dict[str, Any]:
        """The whole state as JSON can carry it. `before`: the chain head before the last record, None if unknown."""
        return {
            "partition": self.partition, "applied": self.applied, "head": self.head, "unreadable": self.unreadable,
            "before": self.head_at(self.applied - 1),
            "contests": {name: _saved(one) for name, one in self.contests.items()},
        }  # fmt: skip

    @classmethod
    def restored(cls, saved: dict[str, Any]) -> "PartitionTally":
        """The tally that `checkpoint` was taken from."""
        tally = cls(saved["partition"])
        tally.applied, tally.head, tally.unreadable = saved["applied"], saved["head"], saved["unreadable"]
        if saved["before"] is not None and tally.applied > 0:
            tally._heads.note(tally.applied - 1, saved["before"])
        if tally.applied >= 0:
            tally._heads.note(tally.applied, tally.head)
        tally.contests = {name: _contest(one) for name, one in saved["contests"].items()}
        return tally


def _saved(one: ContestCount) -> dict[str, Any]:
    closing = one.closing
    return {
        "counted": one.counted, "counts": dict(one.counts), "refused": dict(one.refused), "seen": dict(one.seen),
        "closing": closing and [closing.offset, closing.counted, closing.refused, closing.head, closing.at],
    }  # fmt: skip


def _contest(saved: dict[str, Any]) -> ContestCount:
    closing = Closing(*saved["closing"]) if saved["closing"] else None
    counts, refused, seen = Counter(saved["counts"]), dict(saved["refused"]), dict(saved["seen"])
    return ContestCount(saved["counted"], counts, refused, seen, closing)
