"""What is done to a log is found and named: each defect is planted in an export, and once in the log itself."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest
from recount.audit import recount
from recount.fold import Doubled, link
from recount.log import Head, Published
from recount.log_file import open_file
from recount.published import kept_of, published_of
from recount.wording import told

from tests.unit.recount.vote_logs import CONTEST, Log, differences, lines_of, rewrite, sheet, small_log


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """An honest export: line 1 + o is partition 0, offset o, up to the mark at 11; partition 1 has its mark at 10."""
    return small_log().export(tmp_path / "votes.jsonl")


def place(lines: list[Any], partition: int, offset: int) -> int:
    """The number of the line that holds a record."""
    return next(n for n, line in enumerate(lines) if (line.get("partition"), line.get("offset")) == (partition, offset))


def rechained(lines: list[Any]) -> list[Any]:
    """The lines with the offsets and heads that a careful forger would write beside them."""
    head, offset = {0: bytes(32), 1: bytes(32)}, {0: 0, 1: 0}
    for line in lines[1:]:
        number = line["partition"]
        line["offset"], offset[number] = offset[number], offset[number] + 1
        head[number] = link(head[number], line["offset"], line["value"].encode())
        line["head"] = head[number].hex()
    return lines


def test_an_honest_log_agrees_in_every_figure(export: Path) -> None:
    log = open_file(export)
    found = recount(log, published_of(log))
    assert found.differences == []
    assert (found.counted, dict(found.votes)) == (60, {"e0": 20, "e1": 20, "e2": 20})
    assert [part.refused.total() for part in found.parts.values()] == [1, 0]


def test_a_changed_choice_is_found_at_its_record_and_in_the_votes(export: Path) -> None:
    lines = lines_of(export)
    line = lines[place(lines, 1, 4)]
    line["value"] = line["value"].replace('"entries":["e0"]', '"entries":["e1"]', 1)
    assert differences(rewrite(export, lines)) == [
        ("record-changed", 1, 4), ("head-differs", 1, 10), *[("votes-differ", None, None)] * 3,
    ]  # fmt: skip
    log = open_file(export)
    found = recount(log, published_of(log))
    assert [one.more[1:] for one in found.differences[2:]] == [
        ("e0", 20, 1, 19, 3), ("e1", 20, 1, 21, 1), ("e2", 20, 1, 20, 2),
    ], "votes and rank of each entry: as certified, and as recounted"  # fmt: skip


def test_a_forger_who_writes_the_heads_anew_is_caught_by_a_head_that_was_kept(export: Path, tmp_path: Path) -> None:
    lines = lines_of(export)
    heads = [
        [{"partition": 1, "applied": offset, "head": lines[place(lines, 1, offset)]["head"], "close_offset": None}]
        for offset in (2, 6, 9)
    ]
    kept = rewrite(tmp_path / "kept.jsonl", heads)
    assert differences(export, [kept]) == []
    line = lines[place(lines, 1, 4)]
    line["value"] = line["value"].replace('"entries":["e0"]', '"entries":["e1"]', 1)
    log = open_file(rewrite(export, rechained(lines)))
    found = recount(log, published_of(log, kept_of(CONTEST, None, [kept]))).differences
    assert [(one.code, one.partition, one.offset) for one in found[:2]] == [
        ("head-differs", 1, 6), ("votes-differ", None, None),
    ]  # fmt: skip
    assert found[0].more[0] == 3, "the head at 2 agrees: the change lies between 3 and 6"


def test_a_missing_sheet_is_found_where_it_was(export: Path) -> None:
    lines = lines_of(export)
    del lines[place(lines, 0, 5)]
    found = differences(rewrite(export, lines))
    assert found[:3] == [("record-missing", 0, 5), ("head-differs", 0, 11), ("counted-differs", 0, 11)]


def test_a_missing_sheet_whose_gap_was_closed_is_found(export: Path) -> None:
    lines = lines_of(export)
    del lines[place(lines, 0, 5)]
    found = differences(rewrite(export, rechained(lines)))
    assert found[:2] == [("record-missing", 0, 11), ("head-beyond", 0, 11)]
    assert ("close-mark-differs", 0, 10) in found


def test_a_log_that_ends_early_is_found(export: Path) -> None:
    lines = lines_of(export)[:-3]
    found = differences(rewrite(export, lines))
    assert found[:3] == [("record-missing", 1, 8), ("head-beyond", 1, 10), ("close-mark-missing", 1, 10)]


def test_a_doubled_sheet_is_found_and_its_votes_are_refused(export: Path) -> None:
    lines = lines_of(export)
    at = place(lines, 0, 2)
    log = open_file(rewrite(export, rechained([*lines[: at + 3], dict(lines[at]), *lines[at + 3 :]])))
    found = recount(log, published_of(log))
    assert found.parts[0].doubled == [Doubled(5, 2, "s0-2", 3, 3)]
    assert found.counted == 60
    assert [(one.code, one.offset) for one in found.differences] == [
        ("head-differs", 11), ("close-mark-differs", 12), ("refused-differs", 12),
    ]  # fmt: skip


def test_a_sheet_that_the_service_itself_wrote_twice_is_named_and_no_difference(tmp_path: Path) -> None:
    votes = [("v1", ["e0"]), ("v2", ["e1"])]
    log = Log([[sheet("s", votes), sheet("s", votes)]]).close().opened()
    found = recount(log, published_of(log))
    assert (found.differences, found.parts[0].doubled) == ([], [Doubled(1, 0, "s", 2, 2)])


def test_a_line_that_comes_twice_is_found_and_not_counted(export: Path) -> None:
    lines = lines_of(export)
    at = place(lines, 1, 3)
    assert differences(rewrite(export, [*lines[: at + 1], lines[at], *lines[at + 1 :]])) == [("record-repeated", 1, 3)]


def test_a_record_that_lies_in_another_order_is_found(export: Path) -> None:
    lines = lines_of(export)
    at = place(lines, 1, 3)
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    assert differences(rewrite(export, lines))[:2] == [("record-missing", 1, 3), ("record-repeated", 1, 3)]


def test_every_changed_record_is_named_not_only_the_first(export: Path) -> None:
    lines = lines_of(export)
    for number, offset in ((0, 1), (0, 7), (1, 0)):
        line = lines[place(lines, number, offset)]
        line["value"] = line["value"].replace("voter of", "other of")
    found = differences(rewrite(export, lines))
    assert [one for one in found if one[0] == "record-changed"] == [
        ("record-changed", 0, 1), ("record-changed", 0, 7), ("record-changed", 1, 0),
    ]  # fmt: skip


def test_a_vote_that_counts_in_two_partitions_is_found_though_the_tally_cannot_see_it() -> None:
    log = Log([[sheet("s0", [("v1", ["e0"])])], [sheet("s1", [("v1", ["e0"])])]]).close().opened()
    found = recount(log, published_of(log))
    assert [(one.code, one.partition, one.more) for one in found.differences] == [
        ("vote-in-two-partitions", 0, (1, "v1")),
    ]  # fmt: skip


FORGED: dict[str, tuple[Callable[[Any], Any], str]] = {
    "counted": (lambda said: said.update(counted=61), "sum-differs"),
    "refused": (lambda said: said.update(refused=0), "sum-differs"),
    "a partition's count": (lambda said: said["partitions"][0].update(counted=31), "counted-differs"),
    "a partition's refusals": (lambda said: said["partitions"][0].update(refused=2), "refused-differs"),
    "a close mark": (lambda said: said["partitions"][1].update(close_offset=9), "close-mark-differs"),
    "a head": (lambda said: said["partitions"][1].update(head="00" * 32), "head-differs"),
    "votes": (lambda said: said["results"][0].update(votes=99), "votes-differ"),
    "a rank": (lambda said: said["results"][0].update(rank=2), "votes-differ"),
    "an entry left out": (lambda said: said["results"].pop(), "votes-differ"),
    "a partition left out": (lambda said: said["partitions"].pop(), "partition-unknown"),
}  # fmt: skip


@pytest.mark.parametrize("what", FORGED)
def test_a_certificate_that_says_something_else_is_found(what: str) -> None:
    forge, code = FORGED[what]
    log = small_log().opened()
    said = orjson.loads(orjson.dumps(log.result))
    forge(said)
    published = Published()
    published.take("forged", CONTEST, said)
    found = recount(log, published).differences
    assert code in [one.code for one in found]
    assert all("forged" in told(one) for one in found if one.code != "record-missing")


def test_heads_of_a_running_contest_are_compared_at_their_offsets() -> None:
    log = small_log()
    heads = [tally.head for tally in log.tallies()]
    right = [Head(0, 11, heads[0], "api"), Head(1, 10, heads[1], "api")]
    assert recount(log.opened(), Published([], right)).differences == []
    wrong = [right[0], Head(1, 9, heads[1], "api")]
    assert [one[:3] for one in recount(log.opened(), Published([], wrong)).differences] == [("head-differs", 1, 9)]


def test_a_head_behind_the_end_is_a_difference_for_the_log_and_none_for_a_file(tmp_path: Path) -> None:
    kept = Published([], [Head(0, 99, "aa" * 32, "kept")])
    log = small_log()
    whole = recount(log.opened(), published_of(log.opened(), kept)).differences
    assert [one[:3] for one in whole] == [("head-beyond", 0, 99)]
    file = open_file(log.export(tmp_path / "votes.jsonl"))
    assert recount(file, published_of(file, kept)).differences == []


def test_a_result_that_withdraws_a_candidate_by_itself_is_named(export: Path) -> None:
    lines = lines_of(export)
    result = lines[0]["result"]
    result["withdrawn"] = [{"entry_id": "e0", "votes": 20}]
    codes = differences(rewrite(export, lines))
    assert codes == [("votes-differ", None, None), ("not-withdrawn", None, None)], "e0 is ranked and withdrawn"
    result["results"] = [one for one in result["results"] if one["entry_id"] != "e0"]
    assert differences(rewrite(export, lines)) == [("not-withdrawn", None, None)]
    next(one for one in lines[0]["terms"]["entries"] if one["entry_id"] == "e0")["withdrawn_at"] = "2026-06-10"
    assert differences(rewrite(export, lines)) == []
