"""The second count agrees with the tally bit for bit over every log: counts, refusals, marks, chain heads."""

from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from recount.fold import Close, PartitionCount, sheet_of
from voting.domain.tally import PartitionTally
from voting.handlers.sheets import close_mark, decode, encode

from tests.unit.recount.vote_logs import CONTEST, NOW, sheet

VOTES = st.lists(st.tuples(st.sampled_from([f"v{n}" for n in range(9)]), st.lists(st.sampled_from("abc"), max_size=3)))
SHEETS = st.builds(sheet, st.sampled_from(["s0", "s1", "s2"]), VOTES, st.sampled_from([CONTEST, "other"]))
MARKS = st.builds(lambda name: encode(close_mark(name, 0, NOW)), st.sampled_from([CONTEST, "other"]))
MARKED = SHEETS.map(lambda value: value.replace(b'"close_mark":false', b'"close_mark":true'))
VALUES = st.one_of(SHEETS, SHEETS, SHEETS, MARKS, MARKED, st.binary(max_size=20))


@given(st.lists(VALUES, max_size=30))
def test_both_counts_agree_bit_for_bit(values: list[bytes]) -> None:
    tally, count = PartitionTally(0), PartitionCount(0, CONTEST)
    for offset, value in enumerate(values):
        tally.apply(offset, value, decode(value))
        count.take(offset, value)
        assert count.head.hex() == tally.head
    assert count.unreadable == tally.unreadable
    assert count.contests == tally.contests.keys()
    if CONTEST in tally.contests:
        told = tally.contests[CONTEST]
        closing = told.closing and Close(told.closing.offset, told.closing.counted, told.closing.refused)
        assert (count.voted, dict(count.votes), count.close) == (set(told.seen), told.counts, closing)
        assert +count.refused == told.refused


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.sampled_from(["", "a", "bc"])),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["vote_id", "entries"]), inner),
    max_leaves=4,
)
DATA, VOTE = ("contest_id", "sheet_id", "accepted_at", "votes", "close_mark"), ("vote_id", "voter_ref", "entries")
PLACES: tuple[tuple[Any, ...], ...] = (
    ("type",), ("data",), *(("data", name) for name in DATA), ("data", "votes", 1),
    *(("data", "votes", 1, name) for name in VOTE), ("data", "votes", 1, "entries", 0),
)  # fmt: skip


def disfigured(place: tuple[Any, ...], value: Any, missing: bool) -> bytes:
    """A sheet in which one thing is another, or is missing."""
    event = orjson.loads(sheet("s", [("v1", ["a", "b"]), ("v2", ["c"])]))
    inner = event
    for name in place[:-1]:
        inner = inner[name]
    if missing:
        del inner[place[-1]]
    else:
        inner[place[-1]] = value
    return orjson.dumps(event)


@given(st.builds(disfigured, st.sampled_from(PLACES), JSON, st.booleans()) | JSON.map(orjson.dumps))
@settings(max_examples=400)
def test_both_take_the_same_records_for_sheets(value: bytes) -> None:
    told, own = decode(value), sheet_of(value)
    assert (told is None) == (own is None)
    if told is None or own is None:
        return
    assert (told.contest_id, told.sheet_id, told.accepted_at) == own[:3]
    assert [vote.vote_id for vote in told.votes] == own.ids
    assert [vote.entries for vote in told.votes] == [tuple(entries) for entries in own.choices]
    assert told.close_mark is own.close_mark


@pytest.mark.parametrize("value", [b"", b"{}", b"[]", b"null", b"\xff", b'{"type": 1}'])
def test_what_is_no_sheet_is_in_the_chain_and_counts_nothing(value: bytes) -> None:
    count = PartitionCount(0, CONTEST)
    assert count.take(0, value) is None
    assert (count.unreadable, count.voted, count.head != bytes(32)) == (1, set(), True)
