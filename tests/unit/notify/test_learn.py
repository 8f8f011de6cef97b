"""From public events to notify's log: every example of the contracts, and what is turned away."""

import json
from pathlib import Path

import pytest
from contracts import topics_read_by
from notify.domain.ledger import Learned, Ledger
from notify.handlers.journal import LOG_TOPIC, decode, encode
from notify.handlers.learn import BY_TYPE, learn, read_event, translate
from plumbing.records import Position, Record
from plumbing.relay import Reject

EXAMPLES = Path(__file__).parents[3] / "packages" / "contracts" / "examples"
READ = [topic.event.type for topic in topics_read_by("notify")]


def record(value: bytes) -> Record:
    return Record(topic="any", position=Position(0, 0), key="lianyungang-2020", value=value, timestamp_ms=0)


def example(kind: str, name: str) -> bytes:
    return (EXAMPLES / kind / name).read_bytes()


TELL_NOBODY = {("cn.zhengji.entry.awarded.v1", "minimal.json"), ("cn.zhengji.unit.reminded.v1", "minimal.json")}
"""A prize of nothing, and a letter to a unit without an informant."""


def test_notify_reads_exactly_the_types_that_the_registry_says() -> None:
    assert set(BY_TYPE) == set(READ)


@pytest.mark.parametrize("kind", READ)
@pytest.mark.parametrize("name", ["minimal.json", "full.json"])
def test_every_example_becomes_one_record_of_the_log(kind: str, name: str) -> None:
    (outgoing,) = translate(record(example(kind, name)))
    event = decode(outgoing.value)
    assert isinstance(event, Learned)
    assert (outgoing.topic, outgoing.key) == (LOG_TOPIC, "lianyungang-2020")
    assert event.event_id == json.loads(example(kind, name))["id"]
    tells_nobody = (kind, name) in TELL_NOBODY
    assert len(event.notices) == (0 if tells_nobody else 1)


def test_the_same_event_has_the_same_notice_id_and_tells_once() -> None:
    value = example("cn.zhengji.entry.submitted.v1", "full.json")
    ledger = Ledger()
    for _ in range(2):
        ledger.apply(learn(read_event(value)))
    assert len(ledger.notices) == 1


def test_an_event_survives_the_way_over_the_log() -> None:
    learned = learn(read_event(example("cn.zhengji.entry.awarded.v1", "full.json")))
    assert decode(encode(learned)) == learned


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (b"not json", "not-json"),
        (b"[]", "unknown-type"),
        (b'{"type": "cn.zhengji.entry.forgotten.v1"}', "unknown-type"),
        (b'{"type": "cn.zhengji.entry.submitted.v1", "data": {}}', "invalid-event"),
    ],
)
def test_what_is_not_an_event_for_notify_is_turned_away_with_its_reason(value: bytes, reason: str) -> None:
    with pytest.raises(Reject) as turned_away:
        translate(record(value))
    assert turned_away.value.reason == reason


def test_fields_that_notify_does_not_know_are_ignored() -> None:
    event = json.loads(example("cn.zhengji.entry.submitted.v1", "full.json"))
    event["data"]["mood"] = "glad"
    assert learn(read_event(json.dumps(event).encode())).notices[0].kind == "entry-withdrawn"
