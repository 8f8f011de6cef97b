"""The nine processes at run time: each reads what the registry says, takes every example, writes what is its own."""

import json
import os
from collections.abc import Iterator

import pytest
from contracts import TOPICS, topics_read_by
from contracts.export import EXAMPLES
from contracts.topics import Service
from plumbing.broker import build_producer, send_record
from plumbing.dead_letters import SUFFIX
from plumbing.records import Outgoing
from plumbing.settings import ProcessSettings

from deploy.local.rehearsal.recompute import recount
from deploy.local.rehearsal.topic_reader import KafkaPlace, read_topic, topics_of
from tests.integration.operations.processes import NINE, Processes, processes, until
from tests.integration.operations.topics_seen import CONSUMED, READ, assigned_to, labelled, trespasses

PREFIX = f"seen-{os.getpid()}-"
PUBLIC = {topic.name for topic in TOPICS}
SERVICES: tuple[Service, ...] = ("intake", "review", "voting", "notify")


@pytest.fixture(scope="module")
def system(kafka: str, valkey: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    environment = {"ZJ_KAFKA": kafka, "ZJ_VALKEY": valkey, "ZJ_TOPIC_PREFIX": PREFIX}
    with processes(environment, tmp_path_factory.mktemp("nine")) as found:
        yield found


def seen(system: Processes, process: str, figure: str) -> dict[str, float]:
    """A figure of a process by topic, the public ones."""
    by_topic = labelled(system.get(process, "/metrics").text, figure)
    return {topic: value for topic, value in by_topic.items() if topic in PUBLIC}


@pytest.mark.broker
@pytest.mark.timeout(240)
def test_every_service_subscribes_to_what_the_registry_says(system: Processes, kafka: str) -> None:
    read: dict[str, set[str]] = {service: set() for service in SERVICES}
    for process in NINE:
        read[process.split("-")[0]] |= set(seen(system, process, READ))
    stream = until(lambda: assigned_to(kafka, f"{PREFIX}voting-tally", PREFIX), bool)

    assert read == {service: {topic.name for topic in topics_read_by(service)} for service in SERVICES}
    assert stream == {"entry-voted"}


@pytest.mark.broker
@pytest.mark.timeout(240)
def test_every_process_takes_every_example_and_puts_none_aside(system: Processes, kafka: str) -> None:
    place = KafkaPlace(kafka, PREFIX)
    owed = feed(place)
    reading = {process: set(seen(system, process, READ)) for process in NINE}
    until(
        lambda: {process: seen(system, process, CONSUMED) for process in NINE},
        lambda taken: all(taken[one].get(topic, 0) >= owed[topic] for one in NINE for topic in reading[one]),
    )

    assert [topic for topic in topics_of(place) if topic.endswith(SUFFIX) and list(read_topic(place, topic))] == []
    assert {answer for answer, _ in system.readiness().values()} == {200}
    assert [topic for one in NINE for topic in written_elsewhere(system, one)] == []
    found = recount(place, "lianyungang-2020")
    assert (len(found.submitted), found.counted, len(found.awarded)) == (1, 2, 1)


def written_elsewhere(system: Processes, process: str) -> list[str]:
    return trespasses(process.split("-")[0], system.get(process, "/metrics").text)


def feed(place: KafkaPlace) -> dict[str, int]:
    """Writes every example to its topic as its producer would; how many each topic got."""
    producer = build_producer(ProcessSettings(profile="demo", kafka=place.bootstrap), "test-feed")
    owed = dict.fromkeys(PUBLIC, 0)
    for topic in TOPICS:
        for path in sorted((EXAMPLES / topic.event.type).glob("*.json")):
            key = str(json.loads(path.read_text())["data"].get("campaign_id", ""))
            send_record(producer, place.prefix, Outgoing(topic.name, key, path.read_bytes(), 0)).get(timeout=10)
            owed[topic.name] += 1
    producer.close(2.0)
    return owed


@pytest.mark.parametrize("topic", ["entry-awarded", "intake-log", "entry-voted-dlq"])
def test_a_planted_write_of_a_process_is_found(topic: str) -> None:
    written = ("notify-log", "entry-awarded-dlq", topic)
    lines = [f'zhengji_events_published_total{{topic="{one}"}} 1.0' for one in written]

    assert trespasses("notify", "\n".join(["# TYPE zhengji_events_published_total counter", *lines, ""])) == [topic]
