"""How votes count. One partition of the log, record by record, for one contest.

The rule (docs/events/entry-voted.md): the first vote with a `vote_id` counts, every later one is refused as
`already-voted`, and every vote behind the contest's close mark as `contest-closed`. The chain takes in every record,
also those of other contests: head = BLAKE2b-256(head before, offset in 8 bytes big-endian, value), from 32 zero bytes.
"""

from collections import Counter
from hashlib import blake2b
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

import orjson

SHEET = "cn.zhengji.entry.voted.v1"
GENESIS = bytes(32)
REPEATED, LATE = "already-voted", "contest-closed"
_vote_id, _voter_ref, _entries = itemgetter("vote_id"), itemgetter("voter_ref"), itemgetter("entries")


class Sheet(NamedTuple):
    """The votes of one record: their ids, what each of them names, and all that they name together."""

    contest_id: str
    sheet_id: str
    accepted_at: str
    ids: list[str]
    choices: list[list[str]]
    named: list[str]
    close_mark: bool


class Close(NamedTuple):
    """Where the contest stood in the partition at its close mark."""

    close_offset: int
    counted: int
    refused: int


class Doubled(NamedTuple):
    """A sheet that was on the log before, at `first`; `refused` of its `votes` did not count again."""

    offset: int
    first: int
    sheet_id: str
    votes: int
    refused: int


def link(head: bytes, offset: int, value: bytes) -> bytes:
    """The chain head after one more record."""
    digest = blake2b(head, digest_size=32)
    digest.update(offset.to_bytes(8, "big"))
    digest.update(value)
    return digest.digest()


def sheet_of(value: bytes) -> Sheet | None:
    """The sheet that a record is; None for what is none: it is in the chain, and counts nothing."""
    try:
        event = orjson.loads(value)
        if event["type"] != SHEET:
            return None
        data = event["data"]
        votes = data.get("votes", ())
        ids, choices, _ = list(map(_vote_id, votes)), list(map(_entries, votes)), list(map(_voter_ref, votes))
        # Joining is the fastest way to make sure that every name is text.
        named = list(chain.from_iterable(choices))
        "".join([data["contest_id"], data["sheet_id"], data["accepted_at"], "".join(ids), "".join(named)])
    except (orjson.JSONDecodeError, AttributeError, KeyError, TypeError):
        return None
    mark = bool(data.get("close_mark", False))
    return Sheet(data["contest_id"], data["sheet_id"], data["accepted_at"], ids, choices, named, mark)


class PartitionCount:
    """Counts one partition. Records are given once and in their order."""

    def __init__(self, partition: int, contest_id: str) -> None:
        self.partition, self.contest_id = partition, contest_id
        self.next_offset, self.records, self.head = 0, 0, GENESIS
        self.voted: set[str] = set()
        """The ids of the votes that count."""
        self.votes: Counter[str] = Counter()
        """By entry."""
        self.refused: Counter[str] = Counter()
        """By reason."""
        self.unreadable = 0
        self.close: Close | None = None
        self.doubled: list[Doubled] = []
        self.contests: set[str] = set()
        self._sheets: dict[str, int] = {}

    def take(self, offset: int, value: bytes) -> Sheet | None:
        """Counts a record; the sheet that it is, whatever the contest."""
        self.head = link(self.head, offset, value)
        self.next_offset, self.records = offset + 1, self.records + 1
        sheet = sheet_of(value)
        if sheet is None:
            self.unreadable += 1
            return None
        self.contests.add(sheet.contest_id)
        if sheet.contest_id == self.contest_id:
            refused = self._count(sheet)
            self._recognise(sheet, offset, refused)
            if sheet.close_mark and self.close is None:
                self.close = Close(offset, len(self.voted), self.refused.total())
        return sheet

    def _count(self, sheet: Sheet) -> int:
        if self.close is not None:
            self.refused[LATE] += len(sheet.ids)
            return len(sheet.ids)
        fresh = sheet.ids if self.voted.isdisjoint(sheet.ids) else set(sheet.ids) - self.voted
        before = len(self.voted)
        self.voted.update(fresh)
        refused = len(sheet.ids) - (len(self.voted) - before)
        if refused:
            # A vote that stands on the sheet twice counts as it stands there first: the reversed reading ends with it.
            first = dict(zip(reversed(sheet.ids), reversed(sheet.choices), strict=True))
            self.votes.update(chain.from_iterable(first[one] for one in set(fresh)))
        else:
            self.votes.update(sheet.named)
        self.refused[REPEATED] += refused
        return refused

    def _recognise(self, sheet: Sheet, offset: int, refused: int) -> None:
        first = self._sheets.setdefault(sheet.sheet_id, offset)
        if first != offset and sheet.ids:
            self.doubled.append(Doubled(offset, first, sheet.sheet_id, len(sheet.ids), refused))
