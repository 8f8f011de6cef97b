"""The log as Kafka has it: contest-opened, contest-closed and entry-voted, each read from its first record."""

import time
from collections.abc import Iterator
from typing import Any

import orjson
from kafka import KafkaConsumer, TopicPartition
from kafka.errors import KafkaError

from recount.log import Json, NothingToCountError, Record, VoteLog

PATIENCE_SECONDS = 20.0


def open_kafka(bootstrap: str, prefix: str, contest_id: str) -> VoteLog:
    """The log of the contest, up to the end of this moment."""
    try:
        consumer = KafkaConsumer(
            bootstrap_servers=bootstrap.split(","), enable_auto_commit=False, auto_offset_reset="earliest",
            bootstrap_timeout_ms=10_000, reconnect_backoff_max_ms=200, allow_auto_create_topics=False,
        )  # fmt: skip
        terms, results = _contests(consumer, prefix)
        places = _places(consumer, f"{prefix}entry-voted")
        ends = {place.partition: end for place, end in consumer.end_offsets(places).items()}
    except KafkaError as error:
        raise NothingToCountError(f"Kafka {bootstrap} 无法读取 cannot be read: {type(error).__name__}") from error
    if contest_id not in terms:
        raise NothingToCountError(f"没有这个投票 There is no such contest: {contest_id}")
    withheld = frozenset(name for name in terms.keys() - results if terms[name].get("embargo", "live") != "live")
    records = _records(consumer, places, ends)
    return VoteLog("contest-closed", terms[contest_id], results.get(contest_id), ends, records, withheld)


def _contests(consumer: Any, prefix: str) -> tuple[dict[str, Json], dict[str, Json]]:
    """Terms and results by contest: the highest revision holds, and the first result."""
    opened = sorted(_events(consumer, f"{prefix}contest-opened"), key=lambda terms: terms["revision"])
    closed = list(_events(consumer, f"{prefix}contest-closed"))
    return {one["contest_id"]: one for one in opened}, {one["contest_id"]: one for one in reversed(closed)}


def _records(consumer: Any, places: list[TopicPartition], ends: dict[int, int]) -> Iterator[Record]:
    try:
        for place in places:
            for raw in _read(consumer, place, ends[place.partition]):
                yield Record(place.partition, raw.offset, raw.value or b"")
    except KafkaError as error:
        raise NothingToCountError(f"读取中断 Reading broke off: {type(error).__name__}") from error
    finally:
        consumer.close()


def _events(consumer: Any, topic: str) -> Iterator[Json]:
    """The `data` of every event of a topic; what is no event is passed over."""
    places = _places(consumer, topic)
    for place, end in consumer.end_offsets(places).items():
        for raw in _read(consumer, place, end):
            try:
                data = orjson.loads(raw.value)["data"]
            except (orjson.JSONDecodeError, KeyError, TypeError):
                continue
            yield data


def _places(consumer: Any, topic: str) -> list[TopicPartition]:
    numbers = consumer.partitions_for_topic(topic)
    if not numbers:
        raise NothingToCountError(f"没有这个主题 There is no topic {topic}")
    return [TopicPartition(topic, number) for number in sorted(numbers)]


def _read(consumer: Any, place: TopicPartition, end: int) -> Iterator[Any]:
    consumer.assign([place])
    consumer.seek_to_beginning(place)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while consumer.position(place) < end:
        for raw in consumer.poll(timeout_ms=500).get(place, ()):
            deadline = time.monotonic() + PATIENCE_SECONDS
            if raw.offset < end:
                yield raw
        if time.monotonic() > deadline:
            raise NothingToCountError(f"{place.topic} 分区 partition {place.partition}: 没有记录到来 no record comes")
