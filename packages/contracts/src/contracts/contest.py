"""contest-opened, entry-voted, contest-closed: the way of one public vote."""

from typing import ClassVar, Literal

from pydantic import Field

from contracts.envelope import EventData, Frozen, Instant
from contracts.vocabulary import CampaignId, ContestId, EntryId, Explanation, Phrase

Embargo = Literal["live", "delayed", "ranks", "hidden"]


class Candidate(Frozen):
    """An entry that may be voted for."""

    entry_id: EntryId
    phrase: Phrase
    explanation: Explanation = ""
    withdrawn_at: Instant | None = Field(
        default=None, description="Since when it may no longer be voted for; it has no rank, votes cast for it are told"
    )


class TermsChange(Frozen):
    """What one revision changed, as everyone is told of it. What is null did not change."""

    revision: int = Field(ge=2, description="The revision that brought it")
    at: Instant = Field(description="When the office decided it")
    closes_at: Instant | None = Field(default=None, description="The end from now on")
    closes_at_was: Instant | None = Field(default=None, description="The end until then")
    embargo: Embargo | None = Field(default=None, description="What may be seen of the running count from now on")
    withdrawn: str | None = Field(default=None, description="The entry that was withdrawn")
    reason: str = Field(default="", description="Why, in the office's public words")


class Weighing(Frozen):
    """How expert and public opinion become one figure after the vote; fixed when the vote is called."""

    public_weight: float = Field(ge=0, le=1, description="Share of the public vote")
    normalisation: Literal["range", "share", "rank"] = Field(description="How both are laid on 0 to 100")
    cap: int | None = Field(default=None, description="Most votes of one entry that count there")


class ContestOpened(EventData):
    """The terms of a public vote. Published again with a higher revision when a term changes (say, an extension)."""

    type: ClassVar[str] = "cn.zhengji.contest.opened.v1"
    source: ClassVar[str] = "/services/review"

    campaign_id: CampaignId
    contest_id: ContestId
    revision: int = Field(ge=1, description="Counts up from 1; the highest holds")
    title: str = Field(description="What the voters see above the entries")
    opens_at: Instant = Field(description="From when votes are accepted")
    closes_at: Instant = Field(description="Until when votes are accepted; each partition's close mark decides")
    choices_min: int = Field(ge=1, description="Fewest entries that one vote names")
    choices_max: int = Field(ge=1, description="Most entries that one vote names")
    period: Literal["contest", "day"] = Field(
        default="contest", description="A voter votes once per contest, or once per day (Asia/Shanghai)"
    )
    embargo: Embargo = Field(default="live", description="What may be seen of the running count")
    entries: tuple[Candidate, ...] = Field(min_length=1, description="What may be voted for")
    weighing: Weighing | None = Field(
        default=None, description="How the result will be weighed with the experts' scores"
    )
    changes: tuple[TermsChange, ...] = Field(default=(), description="The public notices, in the order of revisions")

    def subject(self) -> str:
        return self.contest_id


class Vote(Frozen):
    """One vote on a sheet: who, by pseudonym, and for which entries."""

    vote_id: str = Field(description="BLAKE2b of contest, voting period and voter: a retry has the same id")
    voter_ref: str = Field(description="Keyed hash of the voter: a pseudonym within this contest")
    entries: tuple[str, ...] = Field(description="The entries voted for")


class EntryVoted(EventData):
    """A sheet of votes accepted together in one partition; or, with `close_mark`, the end of a contest's votes there.

    Votes count in the order of the log: the first vote with a `vote_id` counts, later ones are refused, and so is
    every vote of the contest behind its close mark. What a sheet holds was acknowledged to its voters.
    """

    type: ClassVar[str] = "cn.zhengji.entry.voted.v1"
    source: ClassVar[str] = "/services/voting"

    contest_id: ContestId
    sheet_id: str = Field(description="Unique; a repeated sheet repeats its id")
    accepted_at: Instant = Field(description="When the sheet was closed for sending")
    votes: tuple[Vote, ...] = Field(default=(), description="In the order of arrival; a receipt names the index")
    close_mark: bool = Field(default=False, description="No vote of the contest counts behind this record")

    def subject(self) -> str:
        return self.contest_id


class EntryResult(Frozen):
    """The votes of one entry. Entries with equal votes share a rank."""

    entry_id: EntryId
    votes: int = Field(ge=0)
    rank: int = Field(ge=1)


class WithdrawnResult(Frozen):
    """The votes of an entry that was withdrawn while the contest ran: counted, told, and without a rank."""

    entry_id: EntryId
    votes: int = Field(ge=0)


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

    campaign_id: CampaignId
    contest_id: ContestId
    closed_at: Instant = Field(description="When the last partition had passed its close mark")
    counted: int = Field(ge=0, description="Votes counted; one vote may name several entries")
    refused: int = Field(ge=0, description="Duplicates and votes behind a close mark")
    results: tuple[EntryResult, ...]
    partitions: tuple[PartitionResult, ...]
    withdrawn: tuple[WithdrawnResult, ...] = Field(
        default=(), description="Entries withdrawn during the contest; they are not among the results"
    )

    def subject(self) -> str:
        return self.contest_id
