"""What the public pages show: contests, a board, a result, a receipt. Nothing here knows a voter."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Phase = Literal["soon", "open", "closed", "certified"]


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry that may be voted for."""

    entry_id: str
    phrase: str
    explanation: str
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A public notice: what was changed, in the words of the page; `phrase` is of the entry that was withdrawn."""

    at: datetime
    closes_at: datetime | None
    later: bool
    embargo: str | None
    phrase: str
    reason: str


@dataclass(frozen=True, slots=True)
class ContestView:
    """The terms of a contest, and where it stands."""

    contest_id: str
    title: str
    phase: Phase
    opens_at: datetime
    closes_at: datetime
    choices_min: int
    choices_max: int
    embargo: str
    entries: int
    notices: tuple[NoticeLine, ...] = ()


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One entry on the board; what the embargo holds back is None."""

    entry_id: str
    phrase: str
    rank: int | None
    votes: int | None


@dataclass(frozen=True, slots=True)
class BoardView:
    """The board as the embargo gate lets it through."""

    counted: int | None
    top: int | None
    as_of: datetime | None
    age_seconds: float | None
    rows: list[BoardRow]
    withdrawn: list[BoardRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ResultView:
    """What the certified result rests on; a row: partition, counted, refused, close mark, chain head."""

    closed_at: datetime
    counted: int
    refused: int
    partition_rows: list[list[str]]


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """Where a vote lies and what became of it; never for whom it was."""

    number: str
    title: str
    contest_id: str
    state: Literal["pending", "counted", "refused"]
    partition: int
    offset: int
    index: int
    applied: int | None
    head: str
    reason: str = ""
    counted_as: str = ""


def in_public_order(contests: list[ContestView]) -> list[ContestView]:
    """Open ones first, then what is to come, then the closed ones; the one that ends soonest at the top."""
    return sorted(contests, key=lambda one: (("open", "soon", "closed", "certified").index(one.phase), one.closes_at))
