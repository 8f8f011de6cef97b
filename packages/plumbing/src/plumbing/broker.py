"""Kafka as every process uses it: one producer and one consumer configuration, and the topics that must exist."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kafka import KafkaConsumer, KafkaProducer
from kafka.admin import KafkaAdminClient
from kafka.errors import KafkaError, KafkaTimeoutError, TopicAlreadyExistsError

from plumbing.records import Outgoing, Position, Record
from plumbing.settings import ProcessSettings

__all__ = [
    "KEPT_FOR_EVER", "KafkaError", "TopicSpec", "build_consumer", "build_producer", "ensure_topics", "read_record",
    "send_record", "warm",
]  # fmt: skip

KEPT_FOR_EVER = -1
"""Retention of a log that is the truth: the broker's default of seven days would forget a campaign."""
BOOTSTRAP_MS = 10_000
START_MS = 120_000
"""Who starts before its broker waits for it: to end and be started again costs seconds of CPU each time."""
MAX_RECORD_BYTES = 4 * 1024 * 1024
"""A bulk command of a thousand entries is about one megabyte."""


@dataclass(frozen=True, slots=True)
class TopicSpec:
    """A topic that must exist."""

    name: str
    partitions: int
    compacted: bool
    retention_ms: int = KEPT_FOR_EVER


def build_producer(settings: ProcessSettings, client_id: str, **overrides: Any) -> KafkaProducer:
    """A producer whose acknowledgement means: on every in-sync replica, once.

    Blocks until a broker answers, for ten seconds at most (KafkaError after that): build it in a thread.
    """
    options = {
        **_connection(settings, client_id),
        "acks": "all",
        # Explicit, since kafka-python turns it off without a word when another option does not fit it.
        "enable_idempotence": True,
        "linger_ms": 0,
        "max_block_ms": 500,
        "request_timeout_ms": 5_000,
        "delivery_timeout_ms": 10_000,
        "max_request_size": MAX_RECORD_BYTES,
        **overrides,
    }
    producer = KafkaProducer(**options)
    if not producer.config["enable_idempotence"]:
        raise RuntimeError("the producer is not idempotent")
    return producer


def warm(producer: KafkaProducer, topic: str) -> None:
    """Returns once the producer knows the topic, so that a request never waits for that. Blocks: call it in a thread.

    A start has the time that a request does not have (`max_block_ms`): on a busy machine a broker that has only just
    made the topic takes longer. KafkaError after ten seconds.
    """
    deadline = time.monotonic() + BOOTSTRAP_MS / 1000
    while True:
        try:
            producer.partitions_for(topic)
        except KafkaTimeoutError:
            if time.monotonic() > deadline:
                raise
        else:
            return


def build_consumer(settings: ProcessSettings, client_id: str, group: str | None = None) -> KafkaConsumer:
    """A consumer for assignment by hand: it commits only when told to and never jumps when its offset is gone.

    Nothing here joins a group: the group only names the committed offsets, so a killed process is replaced at once
    instead of after the session time-out (45 s by default).
    """
    return KafkaConsumer(
        **_connection(settings, client_id),
        group_id=group,
        enable_auto_commit=False,
        auto_offset_reset="none",
        fetch_max_wait_ms=200,
        max_partition_fetch_bytes=2 * MAX_RECORD_BYTES,
        allow_auto_create_topics=False,
    )


def ensure_topics(settings: ProcessSettings, specs: Iterable[TopicSpec]) -> None:
    """Creates the topics that are missing, each with a leader when this returns. Existing ones stay as they are.

    The first thing that a process asks of the broker, so it has the patience: two minutes, then KafkaError.
    """
    admin = KafkaAdminClient(**_connection(settings, "ensure-topics") | {"bootstrap_timeout_ms": START_MS})
    try:
        for spec in specs:
            _ensure_topic(admin, settings.topic_prefix, spec)
    finally:
        admin.close()


def send_record(producer: KafkaProducer, prefix: str, outgoing: Outgoing) -> Any:
    """Hands a record to the producer; its future has the metadata or the error. An empty value is a tombstone."""
    headers = [("content-type", outgoing.content_type.encode())] if outgoing.content_type else []
    return producer.send(
        prefix + outgoing.topic, outgoing.value or None, outgoing.key.encode(), headers, partition=outgoing.partition
    )


def read_record(prefix: str, raw: Any) -> Record:
    """A consumed record as the services see it."""
    return Record(
        topic=raw.topic.removeprefix(prefix),
        position=Position(raw.partition, raw.offset),
        key=(raw.key or b"").decode(errors="replace"),
        value=raw.value or b"",
        timestamp_ms=raw.timestamp,
    )


def _connection(settings: ProcessSettings, client_id: str) -> dict[str, Any]:
    return {
        "bootstrap_servers": settings.kafka.split(","),
        "client_id": client_id,
        "bootstrap_timeout_ms": BOOTSTRAP_MS,
        "reconnect_backoff_ms": 50,
        # The default of 30 s would leave a process blind for half a minute after a broker is back.
        "reconnect_backoff_max_ms": 200,
        "retry_backoff_ms": 50,
    }


def _ensure_topic(admin: KafkaAdminClient, prefix: str, spec: TopicSpec) -> None:
    configs = {"retention.ms": str(spec.retention_ms), "max.message.bytes": str(MAX_RECORD_BYTES)}
    if spec.compacted:
        configs = {"cleanup.policy": "compact", "max.message.bytes": str(MAX_RECORD_BYTES)}
    try:
        admin.create_topics(
            {prefix + spec.name: {"num_partitions": spec.partitions, "configs": configs}}, wait_for_metadata=True
        )
    except TopicAlreadyExistsError:
        return
