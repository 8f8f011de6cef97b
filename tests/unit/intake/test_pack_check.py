"""`zhengji-pack check`: what a pack states, and line by line what is wrong with it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from intake.adapters.packs import PackShelf, read_file
from intake.domain.pack_faults import PackError
from intake.entrypoints.pack_check import main
from intake.entrypoints.pack_words import prize_total

PACKS = sorted(Path("campaigns").glob("*.yaml"))
LIANYUNGANG = Path("campaigns/lianyungang-2020.yaml")


def broken(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    """The shipped pack with some of its text changed."""
    text = LIANYUNGANG.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "broken.yaml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("path", PACKS, ids=[path.stem for path in PACKS])
def test_every_shipped_pack_can_be_used(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(path)]) == 0
    assert "可以使用" in capsys.readouterr().out


def test_the_second_pack_differs_in_every_number() -> None:
    shelf = PackShelf(Path("campaigns"))
    ours, theirs = shelf.load("lianyungang-2020"), shelf.load("shili-2026")
    tiers = (theirs.tiers.finalist, theirs.tiers.nominee, theirs.tiers.excellent, theirs.tiers.winner)
    assert tiers == (30, 12, 5, 1)
    assert (theirs.phrase_limit, theirs.voting.period) == (12, "day")
    assert ours.prizes != theirs.prizes


@pytest.mark.parametrize(("reading", "owed"), [("nested", 48_000), ("beside", 49_000), ("separate", 60_000)])
def test_the_money_of_each_reading(tmp_path: Path, reading: str, owed: int) -> None:
    rules = read_file(broken(tmp_path, ("reading: nested", f"reading: {reading}")))
    assert prize_total(rules.prizes, rules.tiers) == owed


def test_each_fault_is_told_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = broken(
        tmp_path,
        ("phrase_limit: 16", "phrase_limit: sixteen"),
        ("form: 0.3}", "forms: 0.3}"),
        ("submissions_open_at: 2020-04-20T00:00:00+08:00", "submissions_open_at: 2020-04-20"),
    )
    assert main(["check", str(path)]) == 1
    told = capsys.readouterr().err.splitlines()
    numbers = {line.partition(": ")[2].partition(": ")[0]: line.partition(": ")[0] for line in told}
    lines = LIANYUNGANG.read_text("utf-8").splitlines()
    assert numbers["phrase_limit"] == f"{path}:{1 + next(n for n, one in enumerate(lines) if 'phrase_limit' in one)}"
    panel = 1 + next(n for n, one in enumerate(lines) if one.startswith("panel"))
    assert numbers["panel.forms"] == numbers["panel.form"] == f"{path}:{panel}"
    assert any("是否想写 form" in line and "did you mean form" in line for line in told)
    assert any("应为带时区的时间" in line for line in told)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (("public_weight: 0.5", "public_weight: 1.5"), "voting.public_weight"),
        (("winner: 20000", "winner: 1500"), "prizes"),
        (("form: 0.3}", "form: 0.3, method: trimmed, judges_each: 2}"), "panel.judges_each"),
        (("\ncall:", "\ndecision: {signers: [mayor]}\ncall:"), "decision.signers"),
        (("\ncall:", "\ndecision: {signers: []}\ncall:"), "decision.signers"),
        (("\ncall:", "\nretention: {contacts_until: 2019-01-01T00:00:00+08:00}\ncall:"), "retention.contacts_until"),
        (("\ncall:", "\norganisation_award: {places: 3, weights: {fill: 1}}\ncall:"), "organisation_award.weights"),
        (("\ncall:", "\nscreening: {two_persons: true}\ncall:"), "screening.two_persons"),
        (("\ncall:", "\nobjections: {days: -1}\ncall:"), "objections.days"),
        (("{code: rooted,", "{code: of-its-time,"), "screening.reasons.1.code"),
        (("{code: rooted,", "{code: 扎根,"), "screening.reasons.1.code"),
        (("en: Not of its time}", "en: ' '}"), "screening.reasons.0"),
        (("\ncall:", "\nnotices: {approve: [gossip]}\ncall:"), "notices.approve"),
        (("\ncall:", "\nnotices: {quiet_from: '22:00'}\ncall:"), "notices.quiet_from"),
        (("\ncall:", "\nnotices: {quiet_from: '22:00', quiet_until: '8'}\ncall:"), "notices.quiet_until"),
    ],
)  # fmt: skip
def test_a_rule_that_makes_no_sense_is_named(tmp_path: Path, change: tuple[str, str], place: str) -> None:
    with pytest.raises(PackError) as refused:
        read_file(broken(tmp_path, change))
    assert [fault.path for fault in refused.value.faults] == [place]
    assert refused.value.faults[0].line is not None


def test_a_file_that_is_no_yaml_is_told_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "no.yaml"
    path.write_text("title: [\n", "utf-8")
    assert main(["check", str(path), str(LIANYUNGANG)]) == 1
    assert f"{path}:2" in capsys.readouterr().err
    assert main(["check", str(tmp_path / "absent.yaml")]) == 2


def test_the_command_is_there_after_the_set_up() -> None:
    command = Path(sys.executable).parent / "zhengji-pack"
    done = subprocess.run(
        [command, "check", LIANYUNGANG],
        capture_output=True,
        check=False,
        text=True,
        env=os.environ | {"LANG": "C.UTF-8"},
    )
    assert (done.returncode, "48,000" in done.stdout) == (0, True), done.stderr
