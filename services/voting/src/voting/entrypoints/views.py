"""What the JSON API says."""

from dataclasses import asdict
from datetime import datetime
from typing import Any, Literal

from contracts import ContestClosed
from plumbing.problems import Problem
from pydantic import BaseModel, Field

from voting.bootstrap import HttpParts
from voting.domain.contests import Terms
from voting.domain.embargo import Shown
from voting.domain.receipts import number_of, place_of


class EntryView(BaseModel):
    """An entry that may be voted for."""

    entry_id: str
    phrase: str
    explanation: str
    withdrawn_at: datetime | None = Field(default=None, description="Since when it may no longer be voted for")


class ChangeView(BaseModel):
    """A public notice: what a revision of the terms changed; null did not change."""

    revision: int
    at: datetime
    closes_at: datetime | None
    closes_at_was: datetime | None
    embargo: str | None
    withdrawn: str | None = Field(description="The entry that was withdrawn")
    reason: str


class ContestAnswer(BaseModel):
    """The terms of a contest, and where it stands: soon, open, closed, certified."""

    contest_id: str
    campaign_id: str
    title: str
    revision: int
    phase: str
    opens_at: datetime
    closes_at: datetime
    choices_min: int
    choices_max: int
    period: str
    embargo: str
    entries: list[EntryView] = Field(
        description="In the order of the published terms, the same for everybody; whoever shows them to voters should"
        " shuffle them for each, as the ballot does"
    )
    changes: list[ChangeView]


class VoterToken(BaseModel):
    """What a vote is cast with."""

    token: str
    expires_at: datetime


class PlaceView(BaseModel):
    """One entry on the board. `votes` is null where the embargo holds it back."""

    entry_id: str
    rank: int
    votes: int | None


class WithdrawnView(BaseModel):
    """An entry that was withdrawn. Its votes are told with the certified result."""

    entry_id: str
    votes: int | None


class StandingsAnswer(BaseModel):
    """The board as the embargo lets it be seen; the certified figures once they are there."""

    contest_id: str
    embargo: str
    certified: bool
    counted: int | None
    top: int | None = Field(description="The most votes of an entry")
    as_of: datetime | None = Field(description="The count shown is complete up to here")
    age_ms: int | None
    age_seconds: float | None
    covers: list[int] = Field(
        description="By partition, the offset of the last record that the figures count; empty when none are shown"
    )
    standings: list[PlaceView] = Field(description="By rank; entries that share one stand in the order of their ids")
    withdrawn: list[WithdrawnView] = Field(default=[], description="Entries that hold no place")


class HeadView(BaseModel):
    """Where the chain of one partition stands."""

    partition: int
    applied: int = Field(description="Offset of the last record that is in the chain; -1 for none")
    head: str
    close_offset: int | None


class ReceiptAnswer(BaseModel):
    """What became of a vote; never for whom it was."""

    no: str
    state: Literal["pending", "counted", "refused"]
    reason: str | None
    counted_as: str | None = Field(description="Of a refused vote: the number under which this voter's vote counts")
    contest_id: str | None
    partition: int
    offset: int
    index: int
    applied: int = Field(description="The chain head covers the partition up to this offset")
    head: str


class KeyAnswer(BaseModel):
    """How a receipt is checked offline."""

    algorithm: str
    public_key: str
    leaf: str
    node: str
    signed: str


def contest_answer(parts: HttpParts, terms: Terms) -> ContestAnswer:
    """A contest as it stands now."""
    phase = parts.ledger.phase(terms, parts.clock.now())
    entries = [EntryView(**asdict(entry)) for entry in terms.entries]
    changes = [ChangeView(**asdict(change)) for change in terms.changes]
    names = set(ContestAnswer.model_fields) - {"phase", "entries", "changes"}
    return ContestAnswer(
        phase=phase, entries=entries, changes=changes, **{name: getattr(terms, name) for name in names}
    )


def standings_answer(parts: HttpParts, contest_id: str) -> StandingsAnswer:
    """The board of this moment. Problem 503 `board-not-ready` while a partition has no picture."""
    terms = parts.ledger.terms(contest_id)
    result = parts.ledger.results.get(contest_id)
    if result is not None:
        return _certified(terms, result)
    seen = parts.board.shown(terms)
    if seen is None:
        raise Problem(
            "board-not-ready", 503, "榜单正在准备，请稍候", "The board is being prepared; try again shortly",
            headers={"Retry-After": "1"},
        )  # fmt: skip
    return _running(terms, seen, parts.clock.now())


def _running(terms: Terms, seen: Shown, now: datetime) -> StandingsAnswer:
    age = None if seen.as_of is None else max(0.0, (now - seen.as_of).total_seconds())
    return StandingsAnswer(
        contest_id=terms.contest_id, embargo=terms.embargo, certified=False, counted=seen.counted,
        top=max((place.votes for place in seen.places if place.votes is not None), default=None), as_of=seen.as_of,
        age_ms=None if age is None else round(age * 1000), age_seconds=None if age is None else round(age, 1),
        covers=list(seen.covers),
        standings=[PlaceView(entry_id=one.entry_id, rank=one.rank, votes=one.votes) for one in seen.places],
        withdrawn=[WithdrawnView(entry_id=entry, votes=None) for entry in sorted(terms.gone)],
    )  # fmt: skip


def _certified(terms: Terms, result: ContestClosed) -> StandingsAnswer:
    places = [PlaceView(entry_id=one.entry_id, rank=one.rank, votes=one.votes) for one in result.results]
    return StandingsAnswer(
        contest_id=terms.contest_id, embargo=terms.embargo, certified=True, counted=result.counted,
        top=max((one.votes for one in result.results), default=None), as_of=result.closed_at, age_ms=None,
        age_seconds=None, covers=[one.close_offset for one in result.partitions], standings=places,
        withdrawn=[WithdrawnView(entry_id=one.entry_id, votes=one.votes) for one in result.withdrawn],
    )  # fmt: skip


def heads_answer(parts: HttpParts, contest_id: str) -> list[HeadView]:
    """The chain heads that this process has folded itself."""
    parts.ledger.terms(contest_id)
    return [
        HeadView(
            partition=tally.partition, applied=tally.applied, head=tally.head,
            close_offset=_close_offset(tally.contests.get(contest_id)),
        )
        for tally in parts.ledger.tallies
    ]  # fmt: skip


def _close_offset(count: Any) -> int | None:
    return count.closing.offset if count is not None and count.closing is not None else None


def receipt_answer(parts: HttpParts, number: str) -> ReceiptAnswer:
    """What became of the vote. Problem 404 for a number that is none of ours."""
    where = place_of(number)
    fate = parts.ledger.fate(where) if where else None
    if where is None or fate is None:
        raise Problem("receipt-unknown", 404, "没有这个回执编号", "There is no receipt of this number")
    tally = parts.ledger.tallies[where.partition]
    return ReceiptAnswer(
        no=number.strip().upper(), state=fate.state, reason=fate.reason or None, contest_id=fate.contest_id or None,
        counted_as=number_of(fate.counted_as) if fate.counted_as else None,
        partition=where.partition, offset=where.offset, index=where.index, applied=tally.applied, head=tally.head,
    )  # fmt: skip
