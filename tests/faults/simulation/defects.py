"""Defects to be planted in the real code: what the simulator and the state machine must find."""

from collections.abc import Callable
from itertools import count
from typing import Any

from plumbing.identifiers import derived_id
from plumbing.records import Position
from voting.domain.sheet import Sheet
from voting.domain.tally import NOTHING, Applied, ContestCount, PartitionTally
from voting.handlers import accept
from voting.handlers.board import Board
from voting.handlers.closing import Closer
from voting.handlers.counting import Counter
from voting.handlers.ledger import Ledger
from voting.handlers.watching import Rounds

_numbers = count()


async def at_once(_ledger: Ledger, _position: Position) -> Applied:
    """202 with the acknowledgement, whatever the fold will say."""
    return NOTHING


def apply_past_gaps(tally: PartitionTally, offset: int, value: bytes, sheet: Sheet | None) -> Applied | None:
    """What the stream left out stays out."""
    tally.applied = max(tally.applied, offset - 1)
    return _apply(tally, offset, value, sheet)


def take_twice(contest: ContestCount, vote_id: str, entries: tuple[str, ...], place: int) -> str | None:
    """No duplicate is noticed."""
    contest.seen.pop(vote_id, None)
    return _take(contest, vote_id, entries, place)


def take_late(contest: ContestCount, vote_id: str, entries: tuple[str, ...], place: int) -> str | None:
    """The close mark is for others."""
    closing, contest.closing = contest.closing, None
    refusal = _take(contest, vote_id, entries, place)
    contest.closing = closing
    return refusal


def half_a_checkpoint(tally: PartitionTally) -> dict[str, Any]:
    """The counts without the voters."""
    saved = _checkpoint(tally)
    for contest in saved["contests"].values():
        contest["seen"] = {}
    return saved


def another_id_each_time(*_arguments: Any) -> str:
    """A retry is another vote."""
    return derived_id("vote", str(next(_numbers)))


def never_stuck(*_arguments: Any) -> bool:
    """A stream that stands still is waited for."""
    return False


def always_complete(_counter: Counter, _partition: int) -> int:
    """The count is complete, it says."""
    return 0


async def look_at_anything(board: Board) -> None:
    """The last picture that comes is the newest."""
    for picture in await board._gallery.all():
        board._pictures[picture.partition] = picture


async def read_terms_only(closer: Closer, contest_id: str) -> bool:
    """The terms that were read so far are all there are."""
    return closer._is_due(contest_id)


_apply, _take, _checkpoint = PartitionTally.apply, ContestCount.take, PartitionTally.checkpoint
PLANTED: dict[str, tuple[tuple[object, str, Callable[..., Any]], str]] = {
    "acknowledged before the fold": ((Ledger, "verdict", at_once), "moved-end reader-slow"),
    "gaps passed over": ((PartitionTally, "apply", apply_past_gaps), "skip"),
    "duplicates counted": ((ContestCount, "take", take_twice), "append-doubled"),
    "late votes counted": ((ContestCount, "take", take_late), "append-late"),
    "half a checkpoint": ((PartitionTally, "checkpoint", half_a_checkpoint), "tally-killed append-doubled"),
    "another id for a retry": ((accept, "vote_id_of", another_id_each_time), "answer-cut"),
    "a stuck stream waited for": ((Rounds, "_is_stuck", never_stuck), "partition-forgotten"),
    "completeness claimed": ((Counter, "lag", always_complete), "stall"),
    "an extension overlooked": ((Closer, "_is_over", read_terms_only), "moved-end reader-slow clocks-skewed"),
    "older pictures taken": ((Board, "look", look_at_anything), "flush-all save-slow tally-stopped"),
}
"""What is changed, and under which faults it must show."""
