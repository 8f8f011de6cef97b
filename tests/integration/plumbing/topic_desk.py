"""What the tests of the plumbing do to topics beside the code under test: make them, write to them, read them whole."""

import threading
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from kafka import TopicPartition
from kafka.admin import KafkaAdminClient, NewTopic
from plumbing.broker import TopicSpec, build_consumer, build_producer, ensure_topics, read_record, send_record
from plumbing.records import Outgoing, Position, Record
from plumbing.settings import ProcessSettings

T = TypeVar("T")
WITHIN_SECONDS = 30.0


class TopicDesk:
    """Topics of one partition on a real broker."""

    def __init__(self, settings: ProcessSettings) -> None:
        self.settings = settings

    def make(self, *topics: str) -> None:
        ensure_topics(self.settings, [TopicSpec(topic, 1, compacted=False) for topic in topics])

    def make_narrow(self, topic: str, most_bytes: int) -> None:
        """A topic whose broker refuses what is larger."""
        admin = KafkaAdminClient(bootstrap_servers=self.settings.kafka)
        configs = {"max.message.bytes": str(most_bytes)}
        admin.create_topics([NewTopic(self.settings.topic_prefix + topic, 1, 1, topic_configs=configs)])
        admin.close()

    def write(self, topic: str, values: Sequence[bytes]) -> list[Position]:
        """Returns once the broker has acknowledged all of them."""
        producer = build_producer(self.settings, "desk")
        prefix = self.settings.topic_prefix
        futures = [send_record(producer, prefix, Outgoing(topic, "k", value)) for value in values]
        answers = [future.get(timeout=10) for future in futures]
        producer.close(2.0)
        return [Position(answer.partition, answer.offset) for answer in answers]

    def read(self, topic: str) -> list[Record]:
        """Everything from the beginning to the end of this moment."""
        consumer = build_consumer(self.settings, "desk")
        partition = self._partition(topic)
        consumer.assign([partition])
        end = consumer.end_offsets([partition])[partition]
        consumer.seek_to_beginning(partition)
        found: list[Record] = []
        while consumer.position(partition) < end:
            batches = consumer.poll(timeout_ms=200).values()
            found += [read_record(self.settings.topic_prefix, raw) for batch in batches for raw in batch]
        consumer.close(autocommit=False)
        return found

    def values(self, topic: str) -> list[bytes]:
        return [record.value for record in self.read(topic)]

    def committed(self, group: str, topic: str) -> int | None:
        """The offset that the group goes on from; None when it has committed nothing."""
        consumer = build_consumer(self.settings, "desk", group)
        offset: int | None = consumer.committed(self._partition(topic))
        consumer.close(autocommit=False)
        return offset

    def _partition(self, topic: str) -> TopicPartition:
        return TopicPartition(self.settings.topic_prefix + topic, 0)


def until(ask: Callable[[], T], good: Callable[[T], bool]) -> T:
    """What `ask` says once it is good; fails with what it said last."""
    deadline = time.monotonic() + WITHIN_SECONDS
    while not good(seen := ask()):
        assert time.monotonic() < deadline, f"still {seen!r}"
        threading.Event().wait(0.05)
    return seen
