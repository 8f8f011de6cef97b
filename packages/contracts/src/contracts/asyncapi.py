"""The AsyncAPI 3 document of the public topics. Documentation only: the classes are the source."""

from typing import Any

from contracts.envelope import CONTENT_TYPE
from contracts.topics import TOPICS, Topic

VERSION = "3.0.0"


def document() -> dict[str, Any]:
    """One channel and one message a topic; one operation for its producer and for each consumer."""
    return {
        "asyncapi": VERSION,
        "info": {
            "title": "Zhengji public events",
            "version": "1",
            "description": "CloudEvents 1.0 in structured JSON. The Kafka value is the whole event.",
        },
        "defaultContentType": CONTENT_TYPE,
        "channels": {topic.name: _channel(topic) for topic in TOPICS},
        "operations": {name: operation for topic in TOPICS for name, operation in _operations(topic).items()},
        "components": {"messages": {topic.name: _message(topic) for topic in TOPICS}},
    }


def _channel(topic: Topic) -> dict[str, Any]:
    return {
        "address": topic.name,
        "description": f"Key: {topic.key}. Rejected records go to {topic.dead_letter}.",
        "messages": {topic.name: {"$ref": f"#/components/messages/{topic.name}"}},
        "bindings": {
            "kafka": {
                "topic": topic.name,
                "partitions": topic.partitions,
                "topicConfiguration": {"cleanup.policy": ["compact"] if topic.retention == "compacted" else ["delete"]},
                "bindingVersion": "0.5.0",
            }
        },
    }


def _operations(topic: Topic) -> dict[str, Any]:
    channel = {"$ref": f"#/channels/{topic.name}"}
    operations = {f"{topic.producer}-sends-{topic.name}": {"action": "send", "channel": channel}}
    for consumer in topic.consumers:
        operations[f"{consumer}-receives-{topic.name}"] = {"action": "receive", "channel": channel}
    return operations


def _message(topic: Topic) -> dict[str, Any]:
    return {
        "name": topic.event.type,
        "summary": " ".join((topic.event.__doc__ or "").split()),
        "payload": {"$ref": f"schemas/{topic.event.type}.schema.json"},
    }
