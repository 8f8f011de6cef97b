"""Sheets: votes of one contest and one partition that travel together."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

SHEET_VOTES = 500
"""A sheet is closed when it holds so many: a receipt's index has three digits."""
SHEET_SECONDS = 0.005
"""A sheet is closed when it is so old: the latency that a lone voter pays."""
SHEET_SECONDS_MOST = 0.05
"""How long it may wait beyond that for the acknowledgement of earlier ones."""


@dataclass(frozen=True, slots=True)
class CastVote:
    """A vote on its way: who, by pseudonym, and for which entries."""

    vote_id: str
    voter_ref: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it is on the log. `accepted_at` is its closing time as the log has it: ISO 8601, UTC.

    Its votes stand in columns of the same length, since a reader of the log wants them a column at a time.
    """

    contest_id: str
    sheet_id: str
    accepted_at: str
    vote_ids: Sequence[str] = ()
    voter_refs: Sequence[str] = ()
    choices: Sequence[Sequence[str]] = ()
    close_mark: bool = False

    @classmethod
    def of(cls, contest_id: str, sheet_id: str, accepted_at: str, votes: Iterable[CastVote]) -> "Sheet":
        """The sheet of these votes."""
        cast = list(votes)
        columns = [one.vote_id for one in cast], [one.voter_ref for one in cast], [one.entries for one in cast]
        return cls(contest_id, sheet_id, accepted_at, *columns)

    @property
    def votes(self) -> tuple[CastVote, ...]:
        """Vote by vote."""
        rows = zip(self.vote_ids, self.voter_refs, self.choices, strict=True)
        return tuple(CastVote(vote_id, voter_ref, tuple(entries)) for vote_id, voter_ref, entries in rows)


@dataclass(slots=True)
class OpenSheet:
    """A sheet that still takes votes."""

    contest_id: str
    partition: int
    votes: list[CastVote] = field(default_factory=list)

    def add(self, vote: CastVote) -> int:
        """Puts the vote on the sheet; its index there."""
        self.votes.append(vote)
        return len(self.votes) - 1

    @property
    def full(self) -> bool:
        """Whether it must be closed now, however young it is."""
        return len(self.votes) >= SHEET_VOTES


def partition_of(digest: Callable[[str, str], str], contest_id: str, voter_ref: str, partitions: int) -> int:
    """Where all votes of this voter in this contest meet: `digest` is a hash in hex, the same for ever."""
    return int(digest(contest_id, voter_ref)[:16], 16) % partitions
