"""The exported log: what is read is what was written, and what cannot be read is said."""

import gzip
import re
import subprocess
import sys
from pathlib import Path

import pytest
from recount.audit import recount
from recount.log import NothingToCountError, Record
from recount.log_file import open_file
from recount.published import kept_of, published_of

from deploy.local.stack import ROOT
from tests.unit.recount.vote_logs import CONTEST, Log, differences, lines_of, rewrite, sheet, small_log

README = ROOT / "packages/recount/README.md"


@pytest.mark.parametrize("name", ["votes.jsonl", "votes.jsonl.gz"])
def test_what_was_exported_is_read_again_byte_for_byte(name: str, tmp_path: Path) -> None:
    log = small_log()
    log.partitions[1].insert(2, b"\xff no text \n")
    log.partitions[1].insert(3, b"")
    path = log.export(tmp_path / name)
    again = open_file(path)
    assert (again.terms, again.result) == (log.terms, log.result())
    read = [record[:3] for record in again.records]
    assert read == [Record(*record)[:3] for record in log.opened().records]
    assert differences(path) == []
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_an_export_ends_at_the_close_mark(tmp_path: Path) -> None:
    log = small_log()
    log.partitions[0].append(sheet("late", [("w", ["e0"])]))
    log.partitions[0].append(sheet("running", [("w", ["e0"])], "another"))
    lines = lines_of(log.export(tmp_path / "votes.jsonl"))
    assert lines[0]["ends"] == {"0": 12, "1": 11}
    assert [line["offset"] for line in lines[1:] if line["partition"] == 0] == list(range(12))


def test_a_count_that_is_not_public_yet_is_not_exported(tmp_path: Path) -> None:
    log = Log([[sheet("s", [("v", ["e0"])]), sheet("o", [("v", ["e0"])], "another")]]).close()
    log.withheld = frozenset({"another"})
    with pytest.raises(NothingToCountError, match="another"):
        log.export(tmp_path / "votes.jsonl")
    assert list(tmp_path.iterdir()) == []
    log.withheld = frozenset({"a third"})
    assert differences(log.export(tmp_path / "votes.jsonl")) == []


def test_a_file_that_is_damaged_or_another_is_said_with_the_line(tmp_path: Path) -> None:
    whole = small_log().export(tmp_path / "votes.jsonl.gz").read_bytes()
    broken = tmp_path / "broken.jsonl.gz"
    plain = gzip.decompress(whole).splitlines(keepends=True)
    odd = [b'{"partition":0,"offset":"7","value":"","head":""}\n', b'{"partition":9,"offset":0,"value":"","head":""}\n']
    damages = {
        "after line": [whole[:-40], gzip.compress(b"".join(plain[:3]) + b"{")],
        "line 4": [gzip.compress(b"".join([*plain[:3], line])) for line in (b"{}\n", b"[]\n", *odd)],
        "not a log": [gzip.compress(b'{"format":"other"}\n'), gzip.compress(b""), gzip.compress(b"[]\n")],
    }
    for message, contents in damages.items():
        for content in contents:
            broken.write_bytes(content)
            with pytest.raises(NothingToCountError, match=message):
                differences(broken)
    with pytest.raises(NothingToCountError):
        open_file(tmp_path / "absent.jsonl")


def test_a_file_that_names_no_chain_head_of_its_lines_cannot_be_read(tmp_path: Path) -> None:
    lines = lines_of(small_log().export(tmp_path / "votes.jsonl"))
    del lines[5]["head"]
    with pytest.raises(NothingToCountError, match="line 6"):
        differences(rewrite(tmp_path / "votes.jsonl", lines))


def blocks(language: str) -> list[str]:
    """The code of the README in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_the_file_can_be_checked_as_the_readme_says_with_python_alone(tmp_path: Path) -> None:
    log = small_log()
    path = log.export(tmp_path / "votes.jsonl.gz")
    (program,) = [block for block in blocks("python") if "gzip" in block]
    command = [sys.executable, "-I", "-c", program, str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    heads = [tally.head for tally in log.tallies()]
    assert [head in said for head in heads] == [True, True]
    assert "{'e0': 20, 'e1': 20, 'e2': 20}" in said


def test_the_file_can_be_checked_as_the_readme_says_in_the_shell(tmp_path: Path) -> None:
    log = small_log()
    log.export(tmp_path / "votes.jsonl.gz")
    (script,) = [block for block in blocks("sh") if "b2sum" in block]
    said = subprocess.run(["bash", "-euc", script], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert log.tallies()[0].head in said


def test_published_documents_are_sorted_by_what_they_say(tmp_path: Path) -> None:
    log = small_log().opened()
    kept = tmp_path / "kept.jsonl"
    rewrite(kept, [
        {"no": "x", "partition": 0, "applied": 3, "head": "aa"}, [{"partition": 1, "applied": -1, "head": "00" * 32}],
        {"type": "cn.zhengji.contest.closed.v1", "data": log.result}, {"contest_id": "another", "partitions": []}, None,
    ])  # fmt: skip
    found = published_of(log, kept_of(CONTEST, None, [kept]))
    assert [source for source, _ in found.results] == ["kept.jsonl:3", "contest-closed"]
    assert {(head.partition, head.offset, head.source) for head in found.heads} == {
        (0, 3, "kept.jsonl:1"), (0, 11, "contest-closed"), (1, 10, "contest-closed"), (0, 11, "kept.jsonl:3"),
        (1, 10, "kept.jsonl:3"),
    }  # fmt: skip
    assert [one.code for one in recount(log, found).differences] == ["head-differs"]
    assert log.contest_id == CONTEST
    kept.write_text("no json\n")
    with pytest.raises(NothingToCountError, match=r"kept\.jsonl:1"):
        published_of(log, kept_of(CONTEST, None, [kept]))
