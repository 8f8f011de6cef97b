"""The second count: the log from offset 0, by other means than the tally, and it must agree with it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from voting.domain.sheet import Sheet

LogLine = tuple[int, bytes, Sheet | None]
"""A record of one partition: offset, value, and the sheet that the value is."""


@dataclass(frozen=True, slots=True)
class PartitionRecount:
    """One contest in one partition up to its close mark."""

    close_offset: int
    counted: int
    refused: int
    votes: dict[str, int]
    head: str


def recounted(contest_id: str, lines: Iterable[LogLine]) -> PartitionRecount | None:
    """Counts a partition from its first record; None when there is no close mark on it."""
    chain, offered = bytes(32), 0
    ballots: dict[str, tuple[str, ...]] = {}
    for number, (offset, value, sheet) in enumerate(lines):
        if offset != number:
            raise ValueError(f"record {number} of the partition has offset {offset}")
        chain = blake2b(chain + offset.to_bytes(8, "big") + value, digest_size=32).digest()
        if sheet is None or sheet.contest_id != contest_id:
            continue
        offered += len(sheet.votes)
        ballots = {vote.vote_id: vote.entries for vote in reversed(sheet.votes)} | ballots
        if sheet.close_mark:
            return PartitionRecount(offset, len(ballots), offered - len(ballots), _votes(ballots), chain.hex())
    return None


def _votes(ballots: dict[str, tuple[str, ...]]) -> dict[str, int]:
    return dict(Counter(entry for entries in ballots.values() for entry in entries))
