"""Every consumer takes every example of every topic that it reads; what it does not know it ignores or refuses."""

import copy
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from contracts import TOPICS, Topic
from contracts.export import EXAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st
from plumbing.records import Position, Record
from plumbing.relay import Reject

from tests.contract.consumers import READERS, Consumer

CASES = [
    pytest.param(topic, reader, path, id=f"{topic.name}-{reader.__name__}-{path.stem}")
    for topic in TOPICS
    for consumer in topic.consumers
    for reader in READERS.get((topic.name, consumer), ())
    for path in sorted((EXAMPLES / topic.event.type).glob("*.json"))
]
every_reader_and_example = pytest.mark.parametrize(("topic", "reader", "path"), CASES)


def kept(topic: Topic, reader: Consumer, value: dict[str, Any]) -> Any:
    """What the consumer keeps of an event."""
    record = Record(topic.name, Position(0, 0), "a-key", json.dumps(value, ensure_ascii=False).encode(), 0)
    return reader(record)


def differences(registry: Iterable[Topic]) -> set[tuple[str, str]]:
    """Topic and service where the registry and the code of the services differ about who reads what."""
    return {(topic.name, consumer) for topic in registry for consumer in topic.consumers} ^ set(READERS)


def enriched(value: Any) -> Any:
    """The same with a field that nobody knows yet in every object."""
    if isinstance(value, dict):
        return {**{name: enriched(one) for name, one in value.items()}, "added_later": {"to": ["everything"]}}
    return [enriched(one) for one in value] if isinstance(value, list) else value


def test_the_registry_names_exactly_the_services_whose_code_reads_a_topic() -> None:
    assert differences(TOPICS) == set()


def test_a_consumer_too_many_or_too_few_in_the_registry_is_found() -> None:
    voted = next(topic for topic in TOPICS if topic.name == "entry-voted")
    others = [topic for topic in TOPICS if topic is not voted]

    assert differences([*others, replace(voted, consumers=("voting", "notify"))]) == {("entry-voted", "notify")}
    assert differences([*others, replace(voted, consumers=())]) == {("entry-voted", "voting")}


@every_reader_and_example
def test_every_consumer_takes_every_example(topic: Topic, reader: Consumer, path: Path) -> None:
    assert kept(topic, reader, json.loads(path.read_text()))


@every_reader_and_example
def test_a_field_that_is_added_later_changes_nothing(topic: Topic, reader: Consumer, path: Path) -> None:
    value = json.loads(path.read_text())

    assert kept(topic, reader, enriched(copy.deepcopy(value))) == kept(topic, reader, value)


@every_reader_and_example
def test_another_version_is_not_taken_for_this_one(topic: Topic, reader: Consumer, path: Path) -> None:
    value = json.loads(path.read_text())
    value["type"] = value["type"].replace(".v1", ".v2")

    assert fate(lambda: kept(topic, reader, value)) in {"unknown-type", "nothing"}


READERS_OF_TOPICS = [pytest.param(topic, reader, id=f"{topic.name}-{reader.__name__}")
                     for topic in TOPICS for consumer in topic.consumers
                     for reader in READERS.get((topic.name, consumer), ())]  # fmt: skip
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
) | st.sampled_from(["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-06-10T04:00:00", "1e400"])


@pytest.mark.parametrize(("topic", "reader"), READERS_OF_TOPICS)
@given(data=st.data())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_a_damaged_event_is_taken_refused_or_ignored_and_stops_nobody(
    topic: Topic, reader: Consumer, data: st.DataObject
) -> None:
    value = json.loads((EXAMPLES / topic.event.type / "full.json").read_text())
    damage(value, data)

    assert fate(lambda: kept(topic, reader, value)) in {"taken", "nothing", "unknown-type", "invalid-event"}


@pytest.mark.parametrize(("topic", "reader"), READERS_OF_TOPICS)
@pytest.mark.parametrize("raw", [b"", b"no event", b"\xff\xfe", b"[]", b"null", b"1", b'{"type": 1}', b"{" * 2000])
def test_what_is_no_event_at_all_stops_nobody(topic: Topic, reader: Consumer, raw: bytes) -> None:
    assert fate(lambda: reader(Record(topic.name, Position(0, 0), "a-key", raw, 0))) in {
        "nothing", "not-json", "unknown-type",
    }  # fmt: skip


def damage(value: Any, data: st.DataObject) -> None:
    """Walks to some place inside the event and puts something else there, or takes it away."""
    while True:
        places = list(value) if isinstance(value, dict) else list(range(len(value)))
        place = data.draw(st.sampled_from(places))
        inner = value[place]
        if not (isinstance(inner, dict | list) and inner and data.draw(st.booleans())):
            break
        value = inner
    if data.draw(st.booleans()):
        value[place] = data.draw(ANYTHING)
    else:
        del value[place]


def fate(read: Callable[[], Any]) -> str:
    """What became of a record: the reason of its rejection, `nothing`, or `taken`."""
    try:
        return "nothing" if read() is None else "taken"
    except Reject as reject:
        return reject.reason
