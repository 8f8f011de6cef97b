"""The known traps of kafka-python and Faust (design, section 7; reference figures beside the settings) stay closed."""

import threading
from typing import Any

import crc32c
import pytest
from faust.types.enums import ProcessingGuarantee
from kafka.admin import ConfigResource, ConfigResourceType, KafkaAdminClient, NewTopic
from kafka.record import util
from plumbing.broker import (
    KEPT_FOR_EVER,
    MAX_RECORD_BYTES,
    KafkaError,
    TopicSpec,
    build_consumer,
    build_producer,
    ensure_topics,
    warm,
)
from plumbing.dead_letters import KEPT_MS
from voting.adapters.faust_worker import build_worker
from voting.settings import VotingSettings

from tests.integration.plumbing.topic_desk import TopicDesk

pytestmark = pytest.mark.broker


def test_the_producer_is_idempotent_and_waits_for_all_replicas(desk: TopicDesk) -> None:
    producer = build_producer(desk.settings, "tested")
    assert (producer.config["enable_idempotence"], producer.config["acks"]) == (True, -1)
    producer.close(2.0)


def test_a_setting_that_would_end_idempotence_is_refused(desk: TopicDesk) -> None:
    with pytest.raises(Exception, match=r"(?i)idempoten"):
        build_producer(desk.settings, "tested", acks=1)


def test_every_connection_comes_back_within_a_fifth_of_a_second(desk: TopicDesk) -> None:
    producer = build_producer(desk.settings, "tested")
    consumer = build_consumer(desk.settings, "tested")
    assert producer.config["reconnect_backoff_max_ms"] == consumer.config["reconnect_backoff_max_ms"] == 200
    producer.close(2.0)
    consumer.close(autocommit=False)


def test_a_consumer_neither_commits_nor_jumps_by_itself(desk: TopicDesk) -> None:
    consumer = build_consumer(desk.settings, "tested", "tested-group")
    assert consumer.config["enable_auto_commit"] is False
    assert consumer.config["auto_offset_reset"] == "none"
    assert consumer.config["allow_auto_create_topics"] is False
    consumer.close(autocommit=False)


def test_checksums_are_computed_in_c() -> None:
    """In Python a thousand-vote sheet takes six times as long."""
    assert util.crc32c_c is crc32c.crc32c
    assert util.calc_crc32c.__defaults__ == (crc32c.crc32c,)
    assert util.calc_crc32c(memoryview(b"123456789")) == 0xE3069283


def test_a_start_waits_for_a_topic_that_is_only_just_being_made(desk: TopicDesk) -> None:
    """Half a second, which is what a request has, was too short for a busy broker: the process had to start again."""
    producer = build_producer(desk.settings, "tested")
    late = threading.Timer(2.0, desk.make, ["late-log"])
    late.start()

    warm(producer, desk.settings.topic_prefix + "late-log")

    assert producer.partitions_for(desk.settings.topic_prefix + "late-log") == {0}
    late.join()
    producer.close(2.0)


def test_a_start_does_not_wait_for_ever(desk: TopicDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plumbing.broker.BOOTSTRAP_MS", 1_000)
    producer = build_producer(desk.settings, "tested")
    with pytest.raises(KafkaError):
        warm(producer, desk.settings.topic_prefix + "no-log")
    producer.close(2.0)


async def take(partition: int, offset: int, value: bytes) -> None:
    """Counts nothing."""


def test_faust_keeps_no_web_server_no_leader_topic_and_a_short_session(desk: TopicDesk) -> None:
    settings = VotingSettings(profile="demo", kafka=desk.settings.kafka, topic_prefix=desk.settings.topic_prefix)
    app = build_worker(settings, "some-topic", take)

    conf: Any = app.conf
    assert (conf.broker_session_timeout, conf.broker_heartbeat_interval) == (6, 2)
    assert (conf.web_enabled, conf.topic_disable_leader, conf.topic_allow_declare) == (False, True, False)
    assert conf.consumer_auto_offset_reset == "earliest"
    assert conf.processing_guarantee == ProcessingGuarantee.AT_LEAST_ONCE
    assert [agent.concurrency for agent in app.agents.values()] == [1]
    assert not app.tables.data


def described(desk: TopicDesk, topic: str) -> dict[str, str]:
    admin = KafkaAdminClient(bootstrap_servers=desk.settings.kafka)
    name = desk.settings.topic_prefix + topic
    answer = admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, name)], config_filter="all")
    admin.close()
    return {key: entry["value"] for key, entry in answer["topic"][name].items()}


SPECS = (
    TopicSpec("kept-log", 1, compacted=False),
    TopicSpec("kept-keys", 2, compacted=True),
    TopicSpec("kept-dlq", 1, compacted=False, retention_ms=KEPT_MS),
)


def test_topics_are_kept_as_they_are_specified_however_often_they_are_asked_for(desk: TopicDesk) -> None:
    for _ in range(2):
        ensure_topics(desk.settings, SPECS)

    log, keys, dead = (described(desk, spec.name) for spec in SPECS)
    assert (log["retention.ms"], log["cleanup.policy"]) == (str(KEPT_FOR_EVER), "delete")
    assert (log["retention.bytes"], keys["cleanup.policy"]) == ("-1", "compact")
    assert dead["retention.ms"] == str(30 * 24 * 3600 * 1000)
    assert {one["max.message.bytes"] for one in (log, keys, dead)} == {str(MAX_RECORD_BYTES)}


def test_a_topic_that_is_there_stays_as_it_is(desk: TopicDesk) -> None:
    """An operator's change outlives the next start of a service."""
    admin = KafkaAdminClient(bootstrap_servers=desk.settings.kafka)
    name = desk.settings.topic_prefix + "kept-log"
    admin.create_topics([NewTopic(name, 3, 1, topic_configs={"retention.ms": "86400000"})])
    admin.close()

    ensure_topics(desk.settings, SPECS)

    assert described(desk, "kept-log")["retention.ms"] == "86400000"
