"""The second count agrees with the tally bit for bit, and notices when a certificate does not."""

from datetime import UTC, datetime

from contracts import ContestClosed, Event
from hypothesis import given
from hypothesis import strategies as st
from voting.domain.recount import PartitionRecount, recounted
from voting.domain.result import certified
from voting.domain.sheet import CastVote, Sheet
from voting.domain.tally import PartitionTally
from voting.handlers.closing import to_topic
from voting.handlers.recounting import differences
from voting.handlers.sheets import close_mark, decode, encode

NOW = datetime(2026, 6, 10, 4, tzinfo=UTC)
VOTES = st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["e0", "e1", "e2"])), max_size=4)
LOGS = st.lists(st.lists(st.tuples(st.sampled_from(["k", "other"]), VOTES), max_size=8), min_size=2, max_size=2)


def counted_twice(logs: list[list[tuple[str, list[tuple[int, str]]]]]) -> tuple[
    ContestClosed, list[PartitionRecount | None]
]:  # fmt: skip
    tallies, recounts = [], []
    for partition, log in enumerate(logs):
        sheets = [
            Sheet(contest, "s", "2026-06-10T04:00:00Z", tuple(CastVote(f"v{v}", "r", (e,)) for v, e in votes))
            for contest, votes in log
        ]
        values = [encode(one) for one in [*sheets, close_mark("k", partition, NOW), *sheets]]
        tally = PartitionTally(partition)
        for offset, value in enumerate(values):
            tally.apply(offset, value, decode(value))
        tallies.append(tally)
        recounts.append(recounted("k", ((offset, value, decode(value)) for offset, value in enumerate(values))))
    result = certified("k", ["e0", "e1", "e2"], tallies)
    assert result is not None
    return Event[ContestClosed].from_bytes(to_topic("c", result).value).data, recounts


@given(LOGS)
def test_both_counts_agree_bit_for_bit(logs: list[list[tuple[str, list[tuple[int, str]]]]]) -> None:
    assert differences(*counted_twice(logs)) == []


def test_a_wrong_certificate_is_noticed() -> None:
    result, recounts = counted_twice([[("k", [(1, "e0"), (1, "e1"), (2, "e1")])], [("k", [(3, "e2")])]])
    assert (result.counted, result.refused) == (3, 1)
    first = result.partitions[0].model_copy(update={"head": "00" * 32})
    forged = result.model_copy(update={"partitions": (first, *result.partitions[1:])})
    assert differences(forged, recounts) == ["partition 0"]
    more = result.results[0].model_copy(update={"votes": 99})
    assert differences(result.model_copy(update={"results": (more, *result.results[1:])}), recounts) != []
    assert differences(result, [recounts[0], None]) == ["partition 1", "votes of the entries"]


def test_without_a_close_mark_there_is_nothing_to_recount() -> None:
    value = encode(Sheet("k", "s", "2026-06-10T04:00:00Z", (CastVote("v", "r", ("e0",)),)))
    assert recounted("k", [(0, value, decode(value))]) is None
