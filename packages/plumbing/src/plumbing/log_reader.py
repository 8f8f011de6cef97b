"""Reading topics from offset 0, in chunks, on a thread that owns the consumer."""

import threading
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

from kafka import KafkaConsumer, TopicPartition
from kafka.errors import KafkaError, LogTruncationError, NoOffsetForPartitionError, OffsetOutOfRangeError

from plumbing.broker import build_consumer, read_record
from plumbing.logs import logger_of
from plumbing.metrics import LAG
from plumbing.records import Record
from plumbing.settings import ProcessSettings

CHUNK = 500
"""Records folded at one go: at some 20 µs each the event loop is held up for 10 ms."""
POLL_MS = 200
PARTITIONS_WITHIN_SECONDS = 30.0
_log = logger_of(__name__)

LOST = (OffsetOutOfRangeError, NoOffsetForPartitionError, LogTruncationError)
"""The log no longer has what comes next, or what was read already: no fold of it can be right, nobody may go on."""


class LogReader:
    """Every record of the topics from the beginning on, then what comes. Used by one thread, which opens it."""

    def __init__(
        self, settings: ProcessSettings, topics: Sequence[str], client_id: str, group: str | None = None
    ) -> None:
        self._settings = settings
        self._topics = topics
        self._client_id = client_id
        self._group = group
        self._ends: dict[Any, int] = {}
        self._at: dict[Any, int] = {}
        self._consumer: KafkaConsumer | None = None

    @property
    def consumer(self) -> KafkaConsumer:
        """The consumer, once open."""
        if self._consumer is None:
            raise RuntimeError("the reader is not open")
        return self._consumer

    def open(self, stop: threading.Event) -> list[Any]:
        """Connects, goes to the beginning, and notes the end offsets of this moment. The partitions."""
        self._consumer = build_consumer(self._settings, self._client_id, self._group)
        partitions = [partition for topic in self._topics for partition in self._partitions(topic, stop)]
        self._consumer.assign(partitions)
        self._ends = self._consumer.end_offsets(partitions)
        self._consumer.seek_to_beginning(*partitions)
        return partitions

    def chunk(self) -> list[Record]:
        """The next records, at most 500; none when nothing came for a moment. A broker that is away is waited for."""
        try:
            polled = self.consumer.poll(timeout_ms=POLL_MS, max_records=CHUNK)
        except LOST:
            raise
        except KafkaError as error:
            _log.warning("poll-failed", reader=self._client_id, error=type(error).__name__)
            return []
        prefix = self._settings.topic_prefix
        return [read_record(prefix, raw) for batch in polled.values() for raw in batch]

    def caught_up(self) -> bool:
        """Whether everything that was on the log when it was opened has been read."""
        return all(self._position(partition) >= end for partition, end in self._ends.items())

    def measure(self) -> int:
        """Records on the log and not yet read; also shown as a figure, a partition at a time."""
        total = 0
        for partition in self._ends:
            behind = max(0, (self.consumer.highwater(partition) or 0) - self._position(partition))
            topic = partition.topic.removeprefix(self._settings.topic_prefix)
            LAG.labels(topic, str(partition.partition), self._group or self._client_id).set(behind)
            total += behind
        return total

    def close(self) -> None:
        """Lets go of the connections."""
        if self._consumer is not None:
            self._consumer.close(autocommit=False, timeout_ms=2_000)

    def _position(self, partition: Any) -> int:
        """Where the reading stands; as known last while the broker is away, since the client asks it each time."""
        try:
            found = self.consumer.position(partition, timeout_ms=POLL_MS)
        except LOST:
            raise
        except KafkaError:
            found = None
        if found is not None:
            self._at[partition] = found
        return self._at.get(partition, 0)

    def _partitions(self, topic: str, stop: threading.Event) -> list[Any]:
        name = self._settings.topic_prefix + topic
        found = wait_for_partitions(lambda: self.consumer.partitions_for_topic(name), stop)
        if not found:
            raise RuntimeError(f"there is no topic {name}")
        return [TopicPartition(name, number) for number in sorted(found)]


def wait_for_partitions(ask: Callable[[], set[int] | None], stop: threading.Event) -> set[int]:
    """Asks until the topic is there, at most 30 s: another process may be creating it at this moment."""
    for _ in islice(iter(int, 1), int(PARTITIONS_WITHIN_SECONDS * 5)):
        found = ask()
        if found or stop.wait(0.2):
            return found or set()
    return set()
