"""What a stranger's CloudEvents SDK makes of the records that are on a topic."""

from cloudevents.core.bindings.kafka import KafkaMessage, from_structured_event
from cloudevents.core.formats.json import JSONFormat

from deploy.local.rehearsal.topic_reader import KafkaPlace, read_topic


def cloudevents_on(place: KafkaPlace, topic: str) -> set[tuple[str, str]]:
    """Type and source of every event, read from header and value as they lie there."""
    found = set()
    for record in read_topic(place, topic):
        assert dict(record.headers)["content-type"].startswith(b"application/cloudevents+json"), record
        message = KafkaMessage(headers=dict(record.headers), key=record.key, value=record.value)
        event = from_structured_event(message, JSONFormat())
        found.add((event.get_type(), event.get_source()))
    return found
