"""What is right: plain sets over the log, with nothing of the service in it."""

import json
from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

Place = tuple[int, int, int]
"""Partition, offset, index."""


@dataclass(slots=True)
class Contest:
    """One contest in one partition."""

    ballots: dict[str, tuple[Place, tuple[str, ...]]] = field(default_factory=dict)
    """By vote_id: where the vote that counts lies, and what it says."""
    voters: Counter[str] = field(default_factory=Counter)
    """By voter_ref: how many of his votes count."""
    refused: Counter[str] = field(default_factory=Counter)
    mark: int | None = None

    def votes(self) -> dict[str, int]:
        """Votes by entry."""
        return dict(Counter(entry for _, entries in self.ballots.values() for entry in entries))

    def figures(self) -> tuple[int, dict[str, int], dict[str, int]]:
        """Counted, votes by entry, refused by reason."""
        return len(self.ballots), self.votes(), dict(self.refused)


Figures = dict[str, tuple[int, dict[str, int], dict[str, int]]]


class PartitionModel:
    """A partition, record after record; what stood after each is kept."""

    def __init__(self, partition: int) -> None:
        self._partition = partition
        self.contests: dict[str, Contest] = {}
        self.at_mark: dict[str, tuple[int, int, int, dict[str, int], str]] = {}
        """By contest: offset of the close mark, counted, refused, votes and head there."""
        self.past: list[tuple[str, Figures]] = []
        """After each record: chain head and figures."""

    def take(self, value: bytes) -> None:
        """The next record."""
        offset = len(self.past)
        before = bytes.fromhex(self.past[-1][0]) if self.past else bytes(32)
        head = blake2b(before + offset.to_bytes(8, "big") + value, digest_size=32).hexdigest()
        self._count(offset, value, head)
        self.past.append((head, {name: one.figures() for name, one in self.contests.items()}))

    def _count(self, offset: int, value: bytes, head: str) -> None:
        try:
            said: dict[str, Any] = json.loads(value)["data"]
        except (ValueError, KeyError):
            return
        contest = self.contests.setdefault(said["contest_id"], Contest())
        for index, vote in enumerate(said["votes"]):
            if contest.mark is not None:
                contest.refused["contest-closed"] += 1
            elif vote["vote_id"] in contest.ballots:
                contest.refused["already-voted"] += 1
            else:
                contest.voters[vote["voter_ref"]] += 1
                contest.ballots[vote["vote_id"]] = ((self._partition, offset, index), tuple(vote["entries"]))
        if said["close_mark"] and contest.mark is None:
            contest.mark = offset
            counted, votes, refused = contest.figures()
            self.at_mark[said["contest_id"]] = (offset, counted, sum(refused.values()), votes, head)
