"""Reads a topic from its first record to the end of this moment, as any stranger's consumer would."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kafka import KafkaConsumer, TopicPartition


@dataclass(frozen=True, slots=True)
class KafkaPlace:
    """Where the broker is and how the stack's topics begin."""

    bootstrap: str
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A record: where it lies and all it holds."""

    topic: str
    partition: int
    offset: int
    key: bytes
    value: bytes
    headers: tuple[tuple[str, bytes], ...] = ()


def topics_of(place: KafkaPlace) -> list[str]:
    """Every topic of the stack, without its prefix; the broker's own are left out."""
    consumer = _consumer(place)
    try:
        names = consumer.topics()
    finally:
        consumer.close()
    own = [name for name in names if name.startswith(place.prefix) and not name.startswith("__")]
    return sorted(name.removeprefix(place.prefix) for name in own)


def read_topic(place: KafkaPlace, topic: str) -> Iterator[Found]:
    """Every record, each partition in its order."""
    consumer = _consumer(place)
    try:
        name = f"{place.prefix}{topic}"
        partitions = [TopicPartition(name, number) for number in sorted(consumer.partitions_for_topic(name) or ())]
        for partition in partitions:
            yield from _read_partition(consumer, partition)
    finally:
        consumer.close()


def _read_partition(consumer: Any, partition: TopicPartition) -> Iterator[Found]:
    consumer.assign([partition])
    consumer.seek_to_beginning(partition)
    end = consumer.end_offsets([partition])[partition]
    while consumer.position(partition) < end:
        for record in consumer.poll(timeout_ms=1000).get(partition, ()):
            if record.offset < end:
                headers = tuple(record.headers or ())
                key = record.key or b""
                yield Found(record.topic, record.partition, record.offset, key, record.value or b"", headers)


def _consumer(place: KafkaPlace) -> Any:
    return KafkaConsumer(
        bootstrap_servers=place.bootstrap,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        reconnect_backoff_max_ms=200,
    )
