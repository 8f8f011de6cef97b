"""Where the log comes from: Kafka, or a file that was exported before.

The file is JSON lines, gzip when its name ends in .gz: `{"topic": …, "value": …}` in the order of each topic. It holds
pseudonyms and marks of judges, and is for the auditor that the office gives it to.
"""

import gzip
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson

from recheck.figures import Json

LOG = "review-log"
PUBLIC = ("campaign-published", "contest-opened", "contest-closed", "entry-shortlisted", "entry-awarded")
TOPICS = (LOG, *PUBLIC)
PATIENCE_SECONDS = 20.0
Told = tuple[str, Json]
"""Topic and decoded value."""


class UnreadableError(Exception):
    """The log cannot be read; the message says why, in both languages."""


def from_file(path: Path) -> Iterator[Told]:
    """The records of an exported file."""
    opened: Any = gzip.open if path.suffix == ".gz" else open
    done = 0
    try:
        with opened(path, "rb") as file:
            for line in file:
                found = orjson.loads(line)
                yield str(found["topic"]), found["value"]
                done += 1
    except (OSError, EOFError, orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise UnreadableError(f"{path}: 第 {done} 行之后无法读取 cannot be read after line {done}") from error


def to_file(path: Path, records: Iterable[Told]) -> Iterator[Told]:
    """Passes the records on and writes them; the file appears when the last one is through."""
    partial = path.with_name(f"{path.name}.part")
    opened: Any = gzip.open if path.suffix == ".gz" else open
    with opened(partial, "wb") as file:
        for topic, value in records:
            file.write(orjson.dumps({"topic": topic, "value": value}) + b"\n")
            yield topic, value
    partial.replace(path)


def from_kafka(bootstrap: str, prefix: str, campaign_id: str) -> Iterator[Told]:
    """The records about one campaign, topic by topic, each up to its end of this moment."""
    from kafka import KafkaConsumer, TopicPartition
    from kafka.errors import KafkaError

    try:
        consumer = KafkaConsumer(
            bootstrap_servers=bootstrap.split(","), enable_auto_commit=False, auto_offset_reset="earliest",
            bootstrap_timeout_ms=10_000, reconnect_backoff_max_ms=200, allow_auto_create_topics=False,
        )  # fmt: skip
        for topic in TOPICS:
            numbers = consumer.partitions_for_topic(f"{prefix}{topic}") or ()
            for place in (TopicPartition(f"{prefix}{topic}", number) for number in sorted(numbers)):
                for raw in _read(consumer, place):
                    if raw.key == campaign_id.encode():
                        yield topic, orjson.loads(raw.value)
        consumer.close()
    except KafkaError as error:
        raise UnreadableError(f"Kafka {bootstrap} 无法读取 cannot be read: {type(error).__name__}") from error


def _read(consumer: Any, place: Any) -> Iterator[Any]:
    consumer.assign([place])
    consumer.seek_to_beginning(place)
    end = consumer.end_offsets([place])[place]
    deadline = time.monotonic() + PATIENCE_SECONDS
    while consumer.position(place) < end:
        for raw in consumer.poll(timeout_ms=500).get(place, ()):
            deadline = time.monotonic() + PATIENCE_SECONDS
            if raw.offset < end:
                yield raw
        if time.monotonic() > deadline:
            raise UnreadableError(f"{place.topic} 分区 partition {place.partition}: 没有记录到来 no record comes")
