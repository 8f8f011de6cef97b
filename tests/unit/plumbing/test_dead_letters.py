"""Dead letters: the rejected record with its reason and origin, and a limit at which somebody must look."""

import base64
import json

import pytest
from plumbing.dead_letters import RejectLimit, TooManyRejectedError, dead_letter
from plumbing.metrics import reason_label
from plumbing.records import Position, Record


def test_a_dead_letter_says_why_and_from_where() -> None:
    record = Record("entry-submitted", Position(0, 41), "c-1", b"\xffnot json", 1_700_000_000_000)
    letter = dead_letter(record, "unreadable", "review-inbox")
    body = json.loads(letter.value)
    assert letter.topic == "entry-submitted-dlq"
    assert letter.key == "c-1"
    assert body["reason"] == "unreadable"
    assert body["group"] == "review-inbox"
    assert body["origin"] == {
        "topic": "entry-submitted", "partition": 0, "offset": 41, "timestamp_ms": 1_700_000_000_000,
    }  # fmt: skip
    assert base64.b64decode(body["value"]) == record.value


def test_one_rejection_more_than_the_limit_within_the_time_halts() -> None:
    limit = RejectLimit(limit=3, within_seconds=600)
    for second in range(3):
        limit.count(second)
    with pytest.raises(TooManyRejectedError):
        limit.count(599)


def test_rejections_that_are_far_apart_do_not_halt() -> None:
    limit = RejectLimit(limit=3, within_seconds=600)
    for number in range(50):
        limit.count(number * 300.0)


@pytest.mark.parametrize(
    ("reason", "label"), [("bad-type", "bad-type"), ("张三 15400001234", "other"), ("x" * 61, "other")]
)
def test_no_text_becomes_a_label(reason: str, label: str) -> None:
    assert reason_label(reason) == label
