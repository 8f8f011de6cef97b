"""What lies on the topics of a test."""

from typing import Any

import orjson
from intake.settings import IntakeSettings
from kafka import KafkaConsumer, TopicPartition
from plumbing.broker import build_consumer
from plumbing.settings import ProcessSettings


def records(settings: IntakeSettings) -> bytes:
    """Keys and values of every topic of this test."""
    consumer = KafkaConsumer(bootstrap_servers=[settings.kafka], auto_offset_reset="earliest", consumer_timeout_ms=1500)
    names = [name for name in consumer.topics() if name.startswith(settings.topic_prefix)]
    places = [TopicPartition(name, number) for name in names for number in consumer.partitions_for_topic(name)]
    consumer.assign(places)
    consumer.seek_to_beginning(*places)
    found = [part for record in consumer for part in (record.key, record.value)]
    consumer.close()
    return b"".join(filter(None, found))


def values(settings: ProcessSettings, topic: str) -> list[bytes]:
    """Every record of a topic with one partition, in order."""
    consumer = build_consumer(settings, "test-reader")
    place = TopicPartition(settings.topic_prefix + topic, 0)
    consumer.assign([place])
    end = consumer.end_offsets([place])[place]
    consumer.seek_to_beginning(place)
    found: list[bytes] = []
    while consumer.position(place) < end:
        found += [raw.value for batch in consumer.poll(timeout_ms=200).values() for raw in batch]
    consumer.close(autocommit=False)
    return found


def events(settings: ProcessSettings, topic: str) -> list[dict[str, Any]]:
    """The public events of a topic, as often as they are there."""
    return [orjson.loads(value) for value in values(settings, topic)]
