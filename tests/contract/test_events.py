"""The public events: examples, schemas, envelope. What a consumer in another language relies on."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_structured_event
from cloudevents.core.formats.json import JSONFormat
from contracts import TOPICS, EntryAwarded, EntryShortlisted, Event, Topic
from contracts.export import EXAMPLES, artefacts
from contracts.schema import event_class, schema_of
from pydantic import ValidationError

ROOT = Path(__file__).parents[2]
CASES = [(topic, path) for topic in TOPICS for path in sorted((EXAMPLES / topic.event.type).glob("*.json"))]
NAMES = [f"{topic.name}/{path.stem}" for topic, path in CASES]


def read(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(path.read_text())
    return value


@pytest.mark.parametrize(("topic", "path"), CASES, ids=NAMES)
def test_an_example_decodes_and_encodes_to_an_equal_event(topic: Topic, path: Path) -> None:
    event = event_class(topic.event).from_bytes(path.read_bytes())

    again = event_class(topic.event).from_bytes(event.to_bytes())

    assert again == event
    assert event.source == topic.event.source


@pytest.mark.parametrize(("topic", "path"), CASES, ids=NAMES)
def test_an_example_and_its_encoding_fit_the_schema(topic: Topic, path: Path) -> None:
    validator = jsonschema.Draft202012Validator(schema_of(topic.event))

    validator.validate(read(path))
    validator.validate(json.loads(event_class(topic.event).from_bytes(path.read_bytes()).to_bytes()))


@pytest.mark.parametrize(("topic", "path"), CASES, ids=NAMES)
def test_the_cloudevents_sdk_reads_what_we_write(topic: Topic, path: Path) -> None:
    event = event_class(topic.event).from_bytes(path.read_bytes())
    message = KafkaMessage(headers={"content-type": b"application/cloudevents+json"}, key=None, value=event.to_bytes())

    seen = from_structured_event(message, JSONFormat())

    assert (seen.get_id(), seen.get_type(), seen.get_subject()) == (event.id, event.type, event.subject)


def test_every_topic_has_a_minimal_and_a_full_example() -> None:
    expected = {(topic.name, name) for topic in TOPICS for name in ("minimal", "full")}
    assert {(topic.name, path.stem) for topic, path in CASES} == expected


def test_no_example_or_schema_belongs_to_nothing() -> None:
    types = {topic.event.type for topic in TOPICS}
    assert {path.name for path in EXAMPLES.iterdir()} == types
    schemas = EXAMPLES.parent / "schemas"
    assert {path.name.removesuffix(".schema.json") for path in schemas.iterdir()} == types


def test_the_generated_files_are_those_that_are_committed() -> None:
    stale = [name for name, text in artefacts().items() if (ROOT / name).read_text(encoding="utf-8") != text]
    assert stale == [], "run `make contracts` and commit what it wrote"


def test_an_event_of_another_type_is_refused_even_when_its_fields_fit() -> None:
    awarded = read(EXAMPLES / EntryAwarded.type / "full.json")
    awarded["data"]["rank"] = 1

    with pytest.raises(ValidationError, match="does not name its data"):
        Event[EntryShortlisted].model_validate(awarded)


def test_a_reader_ignores_fields_that_it_does_not_know() -> None:
    value = read(EXAMPLES / EntryAwarded.type / "minimal.json")
    plain = Event[EntryAwarded].model_validate(value)
    value["data"]["added_later"] = True
    value["traceparent"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

    assert Event[EntryAwarded].model_validate(value) == plain


def test_a_time_without_an_offset_is_refused() -> None:
    value = read(EXAMPLES / EntryAwarded.type / "minimal.json")
    value["time"] = "2020-06-10T04:00:00"

    with pytest.raises(ValidationError):
        Event[EntryAwarded].model_validate(value)
