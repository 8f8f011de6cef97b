"""Which topics a running process reads and writes, from its own figures and from the broker."""

from collections.abc import Mapping

from contracts import TOPICS
from contracts.topics import Service
from kafka.admin import KafkaAdminClient
from plumbing.dead_letters import SUFFIX
from prometheus_client.parser import text_string_to_metric_families

READ, WRITTEN = "zhengji_consumer_lag_records", "zhengji_events_published_total"
CONSUMED = "zhengji_events_consumed_total"
PRODUCERS: Mapping[str, str] = {topic.name: topic.producer for topic in TOPICS}
READERS: Mapping[str, tuple[Service, ...]] = {topic.name: topic.consumers for topic in TOPICS}


def labelled(exposition: str, sample_name: str) -> dict[str, float]:
    """The sum of a figure by topic."""
    found: dict[str, float] = {}
    for family in text_string_to_metric_families(exposition):
        for sample in family.samples:
            if sample.name == sample_name:
                topic = sample.labels["topic"]
                found[topic] = found.get(topic, 0) + sample.value
    return found


def trespasses(service: str, exposition: str) -> list[str]:
    """Topics that a process of this service wrote and should not: another's, or dead letters of what it never reads."""
    return sorted(topic for topic in labelled(exposition, WRITTEN) if not _may_write(service, topic))


def _may_write(service: str, topic: str) -> bool:
    if topic.endswith(SUFFIX):
        return service in READERS.get(topic.removesuffix(SUFFIX), ())
    return PRODUCERS.get(topic, topic.split("-")[0]) == service


def assigned_to(kafka: str, group: str, prefix: str) -> set[str]:
    """The topics whose partitions the members of a consumer group have, by the broker's word."""
    admin = KafkaAdminClient(bootstrap_servers=kafka.split(","))
    try:
        members = admin.describe_groups([group])[group]["members"]
        # A group that is finding itself has members without an assignment.
        given = [member["member_assignment"] for member in members]
        owned = [one for assignment in given if assignment for one in assignment["assigned_partitions"]]
        return {one["topic"].removeprefix(prefix) for one in owned}
    finally:
        admin.close()
