"""Only optional fields are added to a published event; anything else is a new version on a new topic.

`baseline/` holds the schemas as they were first published. They are never regenerated.
"""

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from contracts import TOPICS, EntrySubmitted, Topic
from contracts.export import EXAMPLES
from contracts.schema import schema_of

from tests.contract.compatibility import breaks

BASELINE = Path(__file__).parent / "baseline"


def published(type_: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((BASELINE / f"{type_}.schema.json").read_text())
    return value


@pytest.mark.parametrize("topic", TOPICS, ids=[topic.name for topic in TOPICS])
def test_today_s_schema_breaks_nobody(topic: Topic) -> None:
    assert breaks(published(topic.event.type), schema_of(topic.event)) == []


@pytest.mark.parametrize("topic", TOPICS, ids=[topic.name for topic in TOPICS])
def test_a_reader_of_the_first_published_schema_accepts_today_s_examples(topic: Topic) -> None:
    validator = jsonschema.Draft202012Validator(published(topic.event.type))
    for path in (EXAMPLES / topic.event.type).glob("*.json"):
        validator.validate(json.loads(path.read_text()))


def planted(change: str) -> dict[str, Any]:
    today = copy.deepcopy(schema_of(EntrySubmitted))
    own = today["$defs"]["EntrySubmitted"]
    if change == "removed":
        del own["properties"]["phrase"]
    elif change == "newly required":
        own["properties"]["age"] = {"type": "integer"}
        own["required"].append("age")
    elif change == "enum changed":
        own["properties"]["channel"]["enum"].append("fax")
    else:
        own["required"].remove("phrase")
    return today


@pytest.mark.parametrize("change", ["removed", "newly required", "enum changed", "no longer required"])
def test_a_breaking_change_is_found(change: str) -> None:
    found = breaks(schema_of(EntrySubmitted), planted(change))

    assert any(change in line for line in found)


def test_an_added_optional_field_is_no_break() -> None:
    today = copy.deepcopy(schema_of(EntrySubmitted))
    today["$defs"]["EntrySubmitted"]["properties"]["note"] = {"type": "string", "default": ""}

    assert breaks(schema_of(EntrySubmitted), today) == []
