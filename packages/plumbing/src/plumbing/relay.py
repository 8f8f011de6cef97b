"""The loops of a relay process: from the own log to public topics, and from public topics to the own log.

Each is at-least-once with the offset committed after the acknowledgement; derived ids make a repeat recognisable, so a
`kill -9` at any moment loses nothing and doubles nothing. Each reads by assignment: one process of a kind is enough,
two at once only repeat each other.
"""

import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from kafka import KafkaProducer
from kafka.structs import OffsetAndMetadata

from plumbing.broker import TopicSpec, build_producer, ensure_topics, send_record
from plumbing.dead_letters import HALT_LIMIT, KEPT_MS, SUFFIX, Reject, RejectLimit, dead_letter
from plumbing.log_reader import LogReader
from plumbing.logs import logger_of
from plumbing.metrics import CONSUMED, PUBLISHED
from plumbing.records import Outgoing, Record
from plumbing.relay_process import run_relay
from plumbing.settings import ProcessSettings

__all__ = ["Inbox", "Reject", "Relay", "run_relay"]

Step = Callable[[Record], Sequence[Outgoing]]
DELIVERY_MS = 60_000
"""A relay has nobody waiting: it rides out a broker's restart instead of giving up after ten seconds."""
_log = logger_of(__name__)


class _Loop(ABC):
    """What both loops share: a reader with committed offsets, and a producer."""

    def __init__(self, settings: ProcessSettings, group: str, topics: Sequence[str]) -> None:
        self._settings = settings
        self._group = group
        self._reader = LogReader(settings, topics, group, group)
        self._producer: KafkaProducer | None = None
        self._next: dict[Any, int] = {}
        self.ready = False

    def run(self, stop: threading.Event) -> None:
        """Works until `stop` is set. Any error ends it: the process is replaced and goes on from what is committed."""
        try:
            self._open(stop)
            while not stop.is_set():
                chunk = self._reader.chunk()
                if chunk:
                    self._take(chunk)
                    self._commit(chunk)
                self._reader.measure()
                self.ready = self.ready or self._reader.caught_up()
        finally:
            self.ready = False
            self._reader.close()
            if self._producer is not None:
                self._producer.close(2.0)

    def _open(self, stop: threading.Event) -> None:
        self._producer = build_producer(
            self._settings, self._group, delivery_timeout_ms=DELIVERY_MS, linger_ms=2, max_block_ms=DELIVERY_MS
        )
        for partition in self._reader.open(stop):
            self._next[partition] = self._reader.consumer.committed(partition) or 0

    @abstractmethod
    def _take(self, chunk: list[Record]) -> None: ...

    def _publish(self, outgoing: Sequence[Outgoing]) -> None:
        """Returns once the broker has acknowledged all of it; raises the first error."""
        if self._producer is None:
            raise RuntimeError("not open")
        futures = [send_record(self._producer, self._settings.topic_prefix, one) for one in outgoing]
        self._producer.flush(timeout=DELIVERY_MS / 1000)
        for future, one in zip(futures, outgoing, strict=True):
            future.get(timeout=1.0)
            PUBLISHED.labels(one.topic).inc()

    def _is_new(self, record: Record) -> bool:
        return record.position.offset >= self._next[self._partition_of(record)]

    def _commit(self, chunk: list[Record]) -> None:
        """Commits what lies behind us, after the acknowledgement; never goes back during a replay."""
        advanced = {}
        for record in filter(self._is_new, chunk):
            advanced[self._partition_of(record)] = record.position.offset + 1
        if advanced:
            self._reader.consumer.commit(
                {partition: OffsetAndMetadata(offset, "", -1) for partition, offset in advanced.items()}
            )
            self._next.update(advanced)

    def _partition_of(self, record: Record) -> Any:
        name = self._settings.topic_prefix + record.topic
        return next(
            partition
            for partition in self._next
            if partition.topic == name and partition.partition == record.position.partition
        )


class Relay(_Loop):
    """Folds the own log from offset 0, and publishes what `step` returns for records not yet published.

    `step` sees every record, also the ones before the committed offset: it carries the fold that it needs. What it
    returns for those is dropped.
    """

    def __init__(self, settings: ProcessSettings, group: str, topic: str, step: Step) -> None:
        super().__init__(settings, group, [topic])
        self._step = step

    def _take(self, chunk: list[Record]) -> None:
        outgoing: list[Outgoing] = []
        for record in chunk:
            events = self._step(record)
            new = self._is_new(record)
            outgoing += events if new else ()
            CONSUMED.labels(record.topic, self._group, "published" if new and events else "folded").inc()
        self._publish(outgoing)


class Inbox(_Loop):
    """Takes records of public topics from the committed offset on, and writes what `translate` returns to the own log.

    `translate` raises Reject(reason) for a record that it cannot take; that becomes a dead letter with its origin.
    More than `halt_limit` of them within ten minutes end the loop (TooManyRejectedError).
    """

    def __init__(
        self,
        settings: ProcessSettings,
        group: str,
        topics: Sequence[str],
        translate: Step,
        halt_limit: int = HALT_LIMIT,
    ) -> None:
        super().__init__(settings, group, topics)
        self._topics = topics
        self._translate = translate
        self._limit = RejectLimit(halt_limit)

    def _open(self, stop: threading.Event) -> None:
        dead = [TopicSpec(topic + SUFFIX, 1, compacted=False, retention_ms=KEPT_MS) for topic in self._topics]
        ensure_topics(self._settings, dead)
        super()._open(stop)
        for partition, offset in self._next.items():
            if offset:
                self._reader.consumer.seek(partition, offset)

    def _take(self, chunk: list[Record]) -> None:
        self._publish([one for record in chunk for one in self._translated(record)])

    def _translated(self, record: Record) -> Sequence[Outgoing]:
        try:
            events = self._translate(record)
        except Reject as reject:
            _log.warning("record-rejected", topic=record.topic, offset=record.position.offset, reason=reject.reason)
            self._limit.count(time.monotonic())
            CONSUMED.labels(record.topic, self._group, "rejected").inc()
            return [dead_letter(record, reject.reason, self._group)]
        CONSUMED.labels(record.topic, self._group, "appended").inc()
        return events
