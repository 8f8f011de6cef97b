"""JSON Schema 2020-12 of the public events, generated from their classes."""

from typing import Any

from contracts.envelope import Event, EventData

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def event_class(data: type[EventData]) -> type[Event[Any]]:
    """The event that carries `data`."""
    return Event[data]  # type: ignore[valid-type]


def schema_of(data: type[EventData]) -> dict[str, Any]:
    """The schema of the whole Kafka value. Open: readers ignore what they do not know."""
    schema = event_class(data).model_json_schema(mode="serialization")
    schema["properties"]["type"] = {"const": data.type, "title": "Type"}
    schema["properties"]["source"] = {"const": data.source, "title": "Source"}
    described = {"$schema": DIALECT, "$id": f"urn:zhengji:{data.type}", **schema}
    described["title"] = data.type
    described["description"] = " ".join((data.__doc__ or "").split())
    described["required"] = list(schema["properties"])
    return described
