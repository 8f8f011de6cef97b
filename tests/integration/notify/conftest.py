"""A running notify on the real Kafka, fed with public events and asked over HTTP."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from contracts import CampaignPublished, EntryAwarded, Event
from contracts.envelope import EventData
from kafka import TopicPartition
from plumbing.broker import build_consumer, build_producer, send_record
from plumbing.records import Outgoing
from plumbing.settings import ProcessSettings, demo_secret
from plumbing.tokens import Session, SessionSigner

from tests.integration.notify.processes import IntakeDoor, NotifyProcesses, fetch

CAMPAIGN = "lyg-demo"
NOW = datetime(2026, 6, 1, tzinfo=UTC)
AUTHOR = "5b1e7a90c2d34e5f90a1b2c3d4e5f607"


class RunningNotify:
    """What a test does with notify: feed it, ask it, read its topics, kill and start its processes."""

    def __init__(self, settings: ProcessSettings, processes: NotifyProcesses, intake: IntakeDoor) -> None:
        self.processes, self.intake = processes, intake
        self._settings = settings
        self._producer = build_producer(settings, "test-feed")
        until = datetime.now(UTC) + timedelta(hours=1)
        session = Session("office", "organiser", None, None, until)
        self._token = SessionSigner(demo_secret("session_seed")).sign(session, until - timedelta(hours=1))

    def feed(self, topic: str, value: bytes) -> int:
        """Writes a record as another service would; its offset."""
        outgoing = Outgoing(topic, CAMPAIGN, value)
        metadata = send_record(self._producer, self._settings.topic_prefix, outgoing).get(timeout=10)
        return int(metadata.offset)

    def ask(self, path: str) -> Any:
        status, body = fetch(self.processes.http_port, path, self._token)
        assert status == 200, (status, body)
        return json.loads(body)

    def notices(self) -> dict[str, Any]:
        found: dict[str, Any] = self.ask(f"/api/v1/notices?campaign_id={CAMPAIGN}")
        return found

    def certificates(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.ask(f"/api/v1/certificates?campaign_id={CAMPAIGN}")
        return found

    def records(self, topic: str) -> list[bytes]:
        """The values on a topic of one partition, from its beginning to its end of this moment."""
        consumer = build_consumer(self._settings, "test-reader")
        partition = TopicPartition(self._settings.topic_prefix + topic, 0)
        consumer.assign([partition])
        end = consumer.end_offsets([partition])[partition]
        consumer.seek_to_beginning(partition)
        values: list[bytes] = []
        while consumer.position(partition) < end:
            values += [raw.value for batch in consumer.poll(timeout_ms=200).values() for raw in batch]
        consumer.close(autocommit=False)
        return values

    def close(self) -> None:
        self._producer.close(2.0)


@pytest.fixture
def notify(kafka: str, topic_prefix: str) -> Iterator[RunningNotify]:
    settings = ProcessSettings(profile="demo", kafka=kafka, topic_prefix=topic_prefix)
    with IntakeDoor().open() as intake:
        processes = NotifyProcesses(kafka, topic_prefix, intake.port)
        try:
            processes.start("http", "relay")
            running = RunningNotify(settings, processes, intake)
            yield running
            running.close()
        finally:
            processes.stop_all()


def event(data: EventData, number: str) -> bytes:
    value: bytes = Event[type(data)].of(data, id=number, time=NOW).to_bytes()  # type: ignore[misc]
    return value


def campaign_published() -> bytes:
    data = CampaignPublished(
        campaign_id=CAMPAIGN, revision=1, title="示例征集活动", submissions_open_at=NOW,
        submissions_close_at=NOW + timedelta(days=50),
    )  # fmt: skip
    return event(data, "c-1")


def entry_awarded(entry_id: str = "e1", **changed: Any) -> bytes:
    fields: dict[str, Any] = {
        "campaign_id": CAMPAIGN, "entry_id": entry_id, "tier": "winner", "phrase": "山海相拥", "author_ref": AUTHOR,
        "amount": 20000, "certificate": True, "released_at": NOW, **changed,
    }  # fmt: skip
    return event(EntryAwarded(**fields), f"award-{entry_id}")
