"""The pages of docs/events: one a topic, for someone who writes a consumer in another language."""

import json
from pathlib import Path
from typing import Any

from contracts.schema import schema_of
from contracts.topics import Topic


def page(topic: Topic, examples: Path) -> str:
    """Markdown: who writes and reads the topic, each field, and the full example."""
    schema = schema_of(topic.event)
    own = schema["$defs"][topic.event.__name__]
    example = json.loads((examples / topic.event.type / "full.json").read_text())
    return "\n".join(
        [
            f"# `{topic.name}`",
            "",
            schema["description"],
            "",
            "| | |",
            "|---|---|",
            f"| CloudEvents `type` | `{topic.event.type}` |",
            f"| `source` | `{topic.event.source}` |",
            f"| producer | {topic.producer} |",
            f"| consumers | {', '.join(topic.consumers)} |",
            f"| key | {topic.key} |",
            f"| partitions | {topic.partitions} |",
            f"| kept | {_kept(topic)} |",
            f"| dead letters | `{topic.dead_letter}` |",
            "",
            *_fields("data", own),
            *_nested(own, schema["$defs"], {topic.event.__name__}),
            "## Example",
            "",
            "```json",
            json.dumps(example, ensure_ascii=False, indent=2),
            "```",
            "",
        ]
    )


def _kept(topic: Topic) -> str:
    return "the newest of each key (compacted)" if topic.retention == "compacted" else "for the campaign's life"


def _fields(title: str, definition: dict[str, Any]) -> list[str]:
    meaning = [] if title == "data" else [" ".join(definition.get("description", "").split()), ""]
    rows = [f"## `{title}`", "", *meaning, "| field | type | required | meaning |", "|---|---|---|---|"]
    required = definition.get("required", [])
    for name, field in definition["properties"].items():
        described = field.get("description", "")
        rows.append(f"| `{name}` | {_type(field)} | {'yes' if name in required else 'no'} | {described} |")
    return [*rows, ""]


def _nested(definition: dict[str, Any], definitions: dict[str, Any], seen: set[str]) -> list[str]:
    lines: list[str] = []
    for name in _references(definition):
        if name not in seen:
            seen.add(name)
            lines += _fields(name, definitions[name])
    return lines


def _references(definition: dict[str, Any]) -> list[str]:
    text = json.dumps(definition["properties"])
    return [part.split('"')[0] for part in text.split('"#/$defs/')[1:]]


def _type(field: dict[str, Any]) -> str:
    if "$ref" in field:
        return str(field["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in field:
        return " or ".join(_type(part) for part in field["anyOf"])
    if "enum" in field:
        return " / ".join(f"`{value}`" for value in field["enum"])
    if field.get("type") == "array":
        return f"list of {_type(field['items'])}"
    return str(field.get("format") or field.get("type", "any"))
