"""The topics registry: one event type and one producer a topic, and names that Kafka and people can live with."""

import re
from collections import Counter

import yaml
from contracts import TOPICS, topics_read_by
from contracts.asyncapi import document


def test_a_topic_has_one_event_type_and_an_event_type_one_topic() -> None:
    assert max(Counter(topic.event.type for topic in TOPICS).values()) == 1
    assert max(Counter(topic.name for topic in TOPICS).values()) == 1


def test_the_producer_of_a_topic_is_the_source_of_its_event() -> None:
    assert [topic.event.source for topic in TOPICS] == [f"/services/{topic.producer}" for topic in TOPICS]


def test_names_are_kebab_case_without_dots() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)+", topic.name) for topic in TOPICS)


def test_a_type_names_its_subject_action_and_major_version() -> None:
    expected = {topic.name: f"cn.zhengji.{topic.name.replace('-', '.')}.v1" for topic in TOPICS}
    assert {topic.name: topic.event.type for topic in TOPICS} == expected


def test_every_topic_has_a_consumer_and_a_dead_letter_topic_of_its_name() -> None:
    assert all(topic.consumers for topic in TOPICS)
    assert {topic.dead_letter for topic in TOPICS} == {f"{topic.name}-dlq" for topic in TOPICS}


def test_notify_hears_of_everything_but_the_votes() -> None:
    assert {topic.name for topic in TOPICS} - {topic.name for topic in topics_read_by("notify")} == {"entry-voted"}


def test_asyncapi_names_each_topic_its_producer_and_its_consumers() -> None:
    described = yaml.safe_load(yaml.safe_dump(document()))

    assert set(described["channels"]) == {topic.name for topic in TOPICS}
    sends = {name for name, operation in described["operations"].items() if operation["action"] == "send"}
    receives = {name for name, operation in described["operations"].items() if operation["action"] == "receive"}
    assert sends == {f"{topic.producer}-sends-{topic.name}" for topic in TOPICS}
    assert receives == {f"{reader}-receives-{topic.name}" for topic in TOPICS for reader in topic.consumers}
