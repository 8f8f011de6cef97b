"""Receipts as the voting service signs them: checked by the recount alone, and looked up in the log."""

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from plumbing.settings import demo_secret
from recount.command import main
from recount.log import NothingToCountError
from recount.receipts import is_genuine, key_of, number_of, receipt_of
from voting.domain.receipts import Where
from voting.domain.receipts import number_of as number_by_voting
from voting.handlers.sheets import decode
from voting.handlers.signing import ReceiptSigner

from tests.unit.recount.vote_logs import Log, lines_of, rewrite, sheet, small_log

SIGNER = ReceiptSigner(demo_secret("receipt_seed"))
KEY = SIGNER.public_key


def signed(log: Log, partition: int, offset: int, index: int = 0) -> dict[str, Any]:
    """The receipt that the voter of a vote on the log was given."""
    found = decode(log.partitions[partition][offset])
    assert found is not None
    return asdict(SIGNER.receipts(found, partition, offset)[index])


def checked(folder: Path, receipt: Any, *options: str) -> tuple[int, Any]:
    """Status and answer of the command."""
    path = folder / "receipt.json"
    path.write_bytes(orjson.dumps(receipt))
    status = main(["receipt", str(path), "--key", KEY, "--json", *options])
    return status, receipt


@given(st.integers(0, 20), st.integers(0, 10**10), st.integers(0, 999))
def test_both_write_the_same_number(partition: int, offset: int, index: int) -> None:
    assert number_of(partition, offset, index) == number_by_voting(Where(partition, offset, index))


@pytest.mark.parametrize("votes", [1, 2, 3, 7, 500])
def test_every_receipt_of_a_sheet_is_genuine(votes: int) -> None:
    found = decode(sheet("s", [(f"{number:032x}", ["e0"]) for number in range(votes)]))
    assert found is not None
    assert all(is_genuine(asdict(one), key_of(KEY)) for one in SIGNER.receipts(found, 0, 0))


@pytest.mark.parametrize(
    "change",
    [
        {"vote_id": "f" * 32}, {"contest_id": "other"}, {"offset": 3}, {"index": 2}, {"no": "0-00000004-002-A"},
        {"accepted_at": "2026-06-10T04:00:01Z"}, {"proof": []}, {"signature": "AAAA"}, {"signature": "!"},
        {"proof": ["Rxx", "L00"]},
    ],
)  # fmt: skip
def test_a_receipt_that_was_tampered_with_is_not_genuine(change: dict[str, Any]) -> None:
    receipt = signed(small_log(), 0, 4, 1)
    assert is_genuine(receipt, key_of(KEY))
    assert not is_genuine(receipt | change, key_of(KEY))
    assert not is_genuine(receipt, key_of(ReceiptSigner(demo_secret("another")).public_key))


def test_a_key_is_taken_in_base64_from_a_file_or_as_the_service_answers(tmp_path: Path) -> None:
    for name, text in (("bare", f"{KEY}\n"), ("answer", json.dumps({"algorithm": "Ed25519", "public_key": KEY}))):
        (tmp_path / name).write_text(text)
        assert key_of(str(tmp_path / name)) == key_of(KEY)
    for wrong in ("", "AAAA", "no key", "{}", "[1]"):
        with pytest.raises(NothingToCountError):
            key_of(wrong)


@pytest.mark.parametrize("said", [[], None, {}, {"no": 1}, "x"])
def test_what_is_no_receipt_is_said(said: Any, tmp_path: Path) -> None:
    (tmp_path / "r.json").write_bytes(orjson.dumps(said))
    with pytest.raises(NothingToCountError, match="receipt"):
        receipt_of(tmp_path / "r.json")


def test_a_receipt_is_checked_without_any_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    receipt = signed(small_log(), 0, 4, 1)
    assert checked(tmp_path, receipt)[0] == 0
    assert json.loads(capsys.readouterr().out) == {"no": receipt["no"], "genuine": True}
    assert checked(tmp_path, receipt | {"vote_id": "x"})[0] == 1
    assert json.loads(capsys.readouterr().out)["genuine"] is False
    assert checked(tmp_path, {"no": "x"})[0] == 2


def test_a_receipt_is_looked_up_in_the_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = small_log()
    log.partitions[0].append(sheet("late", [("late", ["e0"])]))
    path = str(log.export(tmp_path / "votes.jsonl"))

    def look(receipt: Any, file: str = path) -> tuple[int, Any]:
        status, _ = checked(tmp_path, receipt, "--from", file)
        return status, json.loads(capsys.readouterr().out)

    counted = signed(log, 0, 3, 1)
    status, answer = look(counted)
    assert (status, answer["state"], answer["counted_as"]) == (0, "counted", counted["no"])
    assert answer["head"] == lines_of(Path(path))[4]["head"]
    assert answer["covered_by"]["offset"] == 11
    assert answer["covered_by"]["head"] == log.tallies()[0].contests["k"].closing.head  # type: ignore[union-attr]
    status, answer = look(signed(log, 0, 10))
    assert (status, answer["state"], answer["counted_as"]) == (0, "already-voted", counted["no"])
    status, answer = look(signed(log, 0, 12))
    assert (status, answer["state"]) == (1, "not-on-the-log")

    log.partitions[0][3] = sheet("s0-3", [("v0-3-0", ["e0"]), ("stranger", ["e1"]), ("v0-3-2", ["e2"])])
    status, answer = look(counted, str(log.export(tmp_path / "forged.jsonl")))
    assert (status, answer["genuine"], answer["state"]) == (1, True, "another-vote-there")


def test_a_vote_behind_the_close_mark_is_refused_for_that(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = small_log()
    log.partitions[0].append(sheet("late", [("late", ["e0"])]))
    path = log.export(tmp_path / "votes.jsonl")
    lines = lines_of(path)
    lines[0]["ends"]["0"] += 1
    late = {"partition": 0, "offset": 12, "head": log.tallies()[0].head, "value": log.partitions[0][12].decode()}
    checked(tmp_path, signed(log, 0, 12), "--from", str(rewrite(path, [*lines, late])))
    answer = json.loads(capsys.readouterr().out)
    assert (answer["state"], answer["covered_by"], answer["agrees"]) == ("contest-closed", None, True)


def test_a_receipt_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = small_log()
    path = tmp_path / "receipt.json"
    path.write_bytes(orjson.dumps(signed(log, 0, 10)))
    export = log.export(tmp_path / "votes.jsonl")
    assert main(["receipt", str(path), "--key", KEY, "--from", str(export)]) == 0
    said = capsys.readouterr().out
    assert "签名有效 The signature holds" in said
    assert f"更早的一票 {number_of(0, 3, 1)} 已计入" in said
    assert "votes.jsonl 公布的第 11 条链头" in said
    assert not re.search(r"\be[0-2]\b", said), "never for whom"
