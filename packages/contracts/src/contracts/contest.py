"""contest-opened, entry-voted, contest-closed: the way of one public vote."""

from typing import ClassVar, Literal

from pydantic import Field

from contracts.envelope import EventData, Frozen, Instant

Embargo = Literal["live", "delayed", "ranks", "hidden"]


class Candidate(Frozen):
    """An entry that may be voted for."""

    entry_id: str
    phrase: str
    explanation: str = ""


class ContestOpened(EventData):
    """The terms of a public vote. Published again with a higher revision when a term changes (say, an extension)."""

    type: ClassVar[str] = "cn.zhengji.contest.opened.v1"
    source: ClassVar[str] = "/services/review"

    campaign_id: str
    contest_id: str
    revision: int = Field(ge=1)
    title: str
    opens_at: Instant
    closes_at: Instant
    choices_min: int = Field(ge=1)
    choices_max: int = Field(ge=1)
    period: Literal["contest", "day"] = "contest"
    embargo: Embargo = "live"
    entries: tuple[Candidate, ...]

    def subject(self) -> str:
        return self.contest_id


class Vote(Frozen):
    """One vote on a sheet: who, by pseudonym, and for which entries."""

    vote_id: str = Field(description="BLAKE2b of contest, voting period and voter: a retry has the same id")
    voter_ref: str
    entries: tuple[str, ...]


class EntryVoted(EventData):
    """A sheet of votes accepted together in one partition; or, with `close_mark`, the end of a contest's votes there.

    Votes count in the order of the log: the first vote with a `vote_id` counts, later ones are refused, and so is
    every vote of the contest behind its close mark. What a sheet holds was acknowledged to its voters.
    """

    type: ClassVar[str] = "cn.zhengji.entry.voted.v1"
    source: ClassVar[str] = "/services/voting"

    contest_id: str
    sheet_id: str
    accepted_at: Instant
    votes: tuple[Vote, ...] = ()
    close_mark: bool = False

    def subject(self) -> str:
        return self.contest_id


class EntryResult(Frozen):
    """The votes of one entry. Entries with equal votes share a rank."""

    entry_id: str
    votes: int = Field(ge=0)
    rank: int = Field(ge=1)


class PartitionResult(Frozen):
    """Where a partition stood at its close mark: enough to check a recount."""

    partition: int = Field(ge=0)
    close_offset: int = Field(ge=0)
    counted: int = Field(ge=0)
    refused: int = Field(ge=0)
    head: str = Field(description="Hash chain head over the partition up to the close mark")


class ContestClosed(EventData):
    """The certified result: every partition has passed its close mark."""

    type: ClassVar[str] = "cn.zhengji.contest.closed.v1"
    source: ClassVar[str] = "/services/voting"

    campaign_id: str
    contest_id: str
    closed_at: Instant
    counted: int = Field(ge=0, description="Votes counted; one vote may name several entries")
    refused: int = Field(ge=0)
    results: tuple[EntryResult, ...]
    partitions: tuple[PartitionResult, ...]

    def subject(self) -> str:
        return self.contest_id
