"""`zhengji-recount count` on files: what it says, and its exit status."""

import json
from pathlib import Path

import pytest
from recount.audit import recount
from recount.command import main
from recount.log import Head, Published
from recount.published import published_of
from recount.report import Bar, report_of, text_of

from tests.unit.recount.vote_logs import Log, lines_of, rewrite, sheet, small_log


def counted(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Status and output."""
    status = main(["count", *arguments])
    return status, capsys.readouterr().out


def test_an_honest_file_agrees(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(small_log().export(tmp_path / "votes.jsonl"))
    status, said = counted(capsys, "--from", path)
    assert status == 0
    assert "✓ 与核定结果逐位一致 Agrees bit for bit with the certified result: votes.jsonl" in said
    assert "20  示例作品 (e0)" in said
    assert "有效 counted 30, 拒计 refused: already-voted 1, contest-closed 0, 封存于 closed at 11" in said
    status, said = counted(capsys, "k", "--from", path, "--json")
    report = json.loads(said)
    assert (status, report["agrees"], report["counted"], report["votes"]) == (
        0,
        True,
        60,
        {"e0": 20, "e1": 20, "e2": 20},
    )
    assert report["cpu_seconds"] >= 0


def test_a_changed_file_differs_and_every_difference_is_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = small_log().export(tmp_path / "votes.jsonl")
    lines = lines_of(path)
    lines[3]["value"] = lines[3]["value"].replace("e1", "e2")
    status, said = counted(capsys, "--from", str(rewrite(path, lines)))
    assert status == 1
    assert "✗ 分区 partition 0 第 2 条 offset 2: 记录被改动" in said
    assert "✗ e1 的得票：votes.jsonl 为 20 票第 1 名，复算为 19 票第 3 名" in said
    assert "✓" not in said


def test_without_anything_to_compare_with_the_status_is_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = Log([[sheet("s", [("v", ["e0"])])]])
    status, said = counted(capsys, "--from", str(log.export(tmp_path / "votes.jsonl")))
    assert (status, "没有可比对的" in said) == (2, True)
    for arguments in ([], ["another", "--from", str(tmp_path / "votes.jsonl")], ["--from", str(tmp_path / "none")]):
        assert main(["count", *arguments]) == 2
    assert capsys.readouterr().err.count("\n") == 3


def test_an_export_can_be_counted_and_exported_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = small_log().export(tmp_path / "votes.jsonl")
    status, _ = counted(capsys, "--from", str(first), "--export", str(tmp_path / "again.jsonl"))
    assert status == 0
    assert (tmp_path / "again.jsonl").read_bytes() == first.read_bytes()


def test_a_contest_under_embargo_is_compared_and_no_count_is_told() -> None:
    log = Log([[sheet("s", [("v", ["e0"])] * 3)] * 2], withheld=frozenset({"k"}))
    published = Published([], [Head(0, 1, log.tallies()[0].head, "api")])
    opened = log.opened()
    report = report_of(opened, published, recount(opened, published))
    assert report["agrees"]
    said = json.dumps(report) + text_of(report)
    assert [word for word in ("counted", "refused", "votes", "e0") if word in said] == []
    assert "票数尚未公布" in said


def test_a_bar_is_drawn_to_its_end(capsys: pytest.CaptureFixture[str]) -> None:
    log = small_log().opened()
    bar = Bar(sum(log.ends.values()))
    recount(log, published_of(log), [bar.note])
    drawn = capsys.readouterr().err
    assert drawn.startswith("\r██")
    assert drawn.endswith(f"\r{'█' * Bar.WIDTH} 100% 23/23\n")
