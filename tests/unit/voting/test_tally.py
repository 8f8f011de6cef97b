"""The count of a partition: whatever the delivery does, the figures are those of a plain set."""

from hypothesis import given
from hypothesis import strategies as st
from voting.domain.chain import GENESIS, linked
from voting.domain.receipts import Fate, ReceiptBook, Where
from voting.domain.sheet import CastVote, Sheet
from voting.domain.tally import Closing, ContestCount, GapError, PartitionTally, Refusal

CONTEST = "k-vote"
VOTERS = st.integers(0, 12)
SHEETS = st.lists(st.lists(st.tuples(VOTERS, st.sampled_from("abc")), max_size=5), max_size=12)


def vote_of(who: int, what: str) -> CastVote:
    return CastVote(f"v{who}", f"r{who}", (what,))


def log_of(sheets: list[list[tuple[int, str]]], mark_at: int | None) -> list[tuple[bytes, Sheet]]:
    made = [
        Sheet.of(CONTEST, f"s{number}", "2026-05-01T00:00:00Z", tuple(vote_of(*vote) for vote in votes))
        for number, votes in enumerate(sheets)
    ]
    if mark_at is not None:
        made.insert(min(mark_at, len(made)), Sheet(CONTEST, "mark", "2026-05-01T00:00:09Z", close_mark=True))
    return [(str(number).encode(), sheet) for number, sheet in enumerate(made)]


def plain_count(log: list[tuple[bytes, Sheet]]) -> tuple[dict[str, str], int]:
    """The model: the first vote of each voter before the mark, and how many others there were."""
    first: dict[str, str] = {}
    refused, closed = 0, False
    for _, sheet in log:
        for vote in sheet.votes:
            if closed or vote.vote_id in first:
                refused += 1
            else:
                first[vote.vote_id] = vote.entries[0]
        closed = closed or sheet.close_mark
    return first, refused


@given(SHEETS, st.none() | st.integers(0, 12), st.data())
def test_redelivery_and_gaps_give_the_count_of_the_plain_model(
    sheets: list[list[tuple[int, str]]], mark_at: int | None, data: st.DataObject
) -> None:
    log, tally = log_of(sheets, mark_at), PartitionTally(0)
    for offset in data.draw(st.lists(st.integers(0, max(0, len(log) - 1)), max_size=30)) if log else []:
        try:
            tally.apply(offset, *log[offset])
        except GapError as gap:
            for missing in range(gap.expected, offset + 1):
                tally.apply(missing, *log[missing])
    for offset, (value, sheet) in enumerate(log):
        tally.apply(offset, value, sheet)
    first, refused = plain_count(log)
    contest = tally.contests.get(CONTEST)
    counts = {what: list(first.values()).count(what) for what in set(first.values())}
    assert (contest.counts if contest else {}) == counts
    assert (sum(contest.refused.values()) if contest else 0) == refused
    assert tally.applied == len(log) - 1


@given(SHEETS, st.none() | st.integers(0, 12))
def test_a_sheet_counted_at_once_counts_as_vote_by_vote(
    sheets: list[list[tuple[int, str]]], mark_at: int | None
) -> None:
    at_once, by_vote = ContestCount(), ContestCount()
    for number, (_, sheet) in enumerate(log_of(sheets, mark_at)):
        taken = [by_vote.take(v.vote_id, v.entries, number << 16 | index) for index, v in enumerate(sheet.votes)]
        assert at_once.take_sheet(sheet, number << 16) == {index: why for index, why in enumerate(taken) if why}
        if sheet.close_mark:
            at_once.closing = by_vote.closing = Closing(number, by_vote.counted, 0, GENESIS, sheet.accepted_at)
    assert at_once == by_vote


@given(SHEETS, st.integers(0, 12))
def test_a_checkpoint_goes_on_as_if_nothing_had_happened(sheets: list[list[tuple[int, str]]], at: int) -> None:
    log = log_of(sheets, None)
    whole, half = PartitionTally(0), PartitionTally(0)
    for offset, (value, sheet) in enumerate(log):
        whole.apply(offset, value, sheet)
        half.apply(offset, value, sheet)
        if offset == at:
            half = PartitionTally.restored(half.checkpoint())
    assert half.checkpoint() == whole.checkpoint()


def test_the_chain_head_covers_what_is_no_sheet_too() -> None:
    tally = PartitionTally(0)
    tally.apply(0, b"not a sheet", None)
    assert (tally.head, tally.unreadable) == (linked(GENESIS, 0, b"not a sheet"), 1)


def test_the_first_vote_counts_and_is_found_at_its_place() -> None:
    tally = PartitionTally(0)
    votes = (CastVote("v1", "r1", ("a",)), CastVote("v1", "r1", ("b",)))
    applied = tally.apply(0, b"x", Sheet.of(CONTEST, "s", "t", votes))
    assert applied is not None
    assert applied.refused == {1: Refusal("already-voted", (0, 0))}
    assert tally.contests[CONTEST].counts == {"a": 1}
    assert tally.place_of(CONTEST, "v1") == (0, 0)


def test_a_vote_behind_the_close_mark_is_refused() -> None:
    tally = PartitionTally(0)
    tally.apply(0, b"m", Sheet(CONTEST, "m", "t", close_mark=True))
    applied = tally.apply(1, b"x", Sheet.of(CONTEST, "s", "t", (CastVote("v1", "r1", ("a",)),)))
    assert applied is not None
    assert applied.refused == {0: Refusal("contest-closed", None)}


def test_a_repeat_behind_the_close_mark_knows_the_vote_that_counts() -> None:
    tally, sheet = PartitionTally(0), Sheet.of(CONTEST, "s", "t", (CastVote("v1", "r1", ("a",)),))
    tally.apply(0, b"x", sheet)
    tally.apply(1, b"m", Sheet(CONTEST, "m", "t", close_mark=True))
    applied = tally.apply(2, b"x", sheet)
    assert applied is not None
    assert applied.refused == {0: Refusal("contest-closed", (0, 0))}


def test_the_book_tells_of_every_vote_and_of_the_one_that_counts_instead() -> None:
    tally, book = PartitionTally(3), ReceiptBook(3)
    votes = (CastVote("v1", "r1", ("a",)), CastVote("v1", "r1", ("b",)))
    applied = tally.apply(0, b"x", Sheet.of(CONTEST, "s", "t", votes))
    assert applied is not None
    book.note(applied)
    refused = Fate("refused", CONTEST, "already-voted", Where(3, 0, 0))
    assert [book.fate(0, 0), book.fate(0, 1)] == [Fate("counted", CONTEST), refused]
    assert (book.fate(0, 2), book.fate(1, 0)) == (None, Fate("pending"))
