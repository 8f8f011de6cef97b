"""Receipts and voter tokens: what is changed in them is noticed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from contracts import EntryVoted, Event
from hypothesis import given
from hypothesis import strategies as st
from plumbing.problems import Problem
from plumbing.settings import demo_secret
from voting.domain.receipts import ALPHABET, Where, number_of, numbers_of, place_of
from voting.domain.sheet import CastVote, Sheet
from voting.handlers.sheets import close_mark, decode, encode
from voting.handlers.signing import ReceiptSigner, genuine
from voting.handlers.voter_tokens import LIFE, VoterTokens

NOW = datetime(2026, 6, 10, 4, tzinfo=UTC)
SIGNER = ReceiptSigner(demo_secret("receipt_seed"))
TOKENS = VoterTokens(demo_secret("voter_pepper"))


def sheet(votes: int) -> Sheet:
    cast = tuple(CastVote(f"{number:032x}", f"{number:032x}", ("e0", "e1")) for number in range(votes))
    return Sheet.of("k", "s" * 32, "2026-06-10T04:00:00Z", cast)


@given(st.integers(0, 3), st.integers(0, 10**12), st.integers(0, 499), st.data())
def test_a_number_names_its_place_and_one_wrong_character_is_noticed(
    partition: int, offset: int, index: int, data: st.DataObject
) -> None:
    where = Where(partition, offset, index)
    number = number_of(where)
    assert place_of(f" {number.lower()} ") == where
    at = data.draw(st.integers(0, len(number) - 1).filter(lambda place: number[place] != "-"))
    wrong = data.draw(st.sampled_from([character for character in ALPHABET if character != number[at]]))
    assert place_of(number[:at] + wrong + number[at + 1 :]) is None


@pytest.mark.parametrize(("partition", "offset"), [(0, 0), (3, 12_345), (11, 99_999_999), (2, 10**12)])
def test_the_numbers_of_a_sheet_are_those_of_its_places(partition: int, offset: int) -> None:
    assert numbers_of(partition, offset, 500) == [number_of(Where(partition, offset, index)) for index in range(500)]


@pytest.mark.parametrize("votes", [1, 2, 3, 7, 500])
def test_every_receipt_of_a_sheet_is_genuine(votes: int) -> None:
    receipts = SIGNER.receipts(sheet(votes), 2, 1234)
    assert [one.index for one in receipts] == list(range(votes))
    assert all(genuine(one, SIGNER.public_key) for one in receipts)


@pytest.mark.parametrize(
    "change",
    [
        {"vote_id": "f" * 32}, {"contest_id": "other"}, {"offset": 1235}, {"index": 2}, {"no": "2-00001234-002-A"},
        {"accepted_at": "2026-06-10T04:00:01Z"}, {"proof": []}, {"signature": "AAAA"},
    ],
)  # fmt: skip
def test_a_receipt_that_was_tampered_with_is_not_genuine(change: dict[str, Any]) -> None:
    receipt = SIGNER.receipts(sheet(5), 2, 1234)[1]
    assert not genuine(replace(receipt, **change), SIGNER.public_key)
    assert not genuine(receipt, ReceiptSigner(demo_secret("another")).public_key)


def test_a_voter_token_holds_for_its_contest_and_its_time() -> None:
    token, expires_at = TOKENS.mint("k", "citizen", NOW)
    assert TOKENS.voter_of(token, "k", NOW) == TOKENS.voter_ref("k", "citizen") != TOKENS.voter_ref("j", "citizen")
    assert expires_at == NOW + LIFE
    refused = [(token, "j", NOW), (token[:-2], "k", NOW), ("", "k", NOW), ("ü.x", "k", NOW)]
    for given_token, contest, at in [*refused, (token, "k", NOW + LIFE + timedelta(seconds=1))]:
        with pytest.raises(Problem) as refusal:
            TOKENS.voter_of(given_token, contest, at)
        assert refusal.value.status == 401


def test_a_sheet_on_the_log_is_the_public_event() -> None:
    for one in (sheet(3), close_mark("k", 1, NOW)):
        event = Event[EntryVoted].from_bytes(encode(one))
        assert (event.data.contest_id, event.data.close_mark) == ("k", one.close_mark)
        assert [vote.vote_id for vote in event.data.votes] == [vote.vote_id for vote in one.votes]
        read = decode(event.to_bytes())
        assert read is not None
        assert read == decode(encode(one))
        assert (read.sheet_id, read.accepted_at, read.votes) == (one.sheet_id, one.accepted_at, one.votes)


@pytest.mark.parametrize("value", [b"", b"{}", b"[]", b"null", b'{"type": 1}', b'{"type":"x","data":{}}'])
def test_what_is_no_sheet_is_passed_over(value: bytes) -> None:
    assert decode(value) is None
