"""The two processes of review as the operating system sees them, on free ports, and the world around them."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import httpx2
import orjson
from contracts import CampaignPublished, ContestClosed, EntrySubmitted, Event
from contracts.contest import EntryResult
from contracts.envelope import EventData
from kafka import TopicPartition
from plumbing.broker import build_consumer, build_producer, send_record
from plumbing.records import Outgoing
from plumbing.settings import ProcessSettings, demo_secret
from plumbing.tokens import Session, SessionSigner

from deploy.local.rehearsal.topic_reader import KafkaPlace
from deploy.local.servers import free_port

T = TypeVar("T")
WITHIN_SECONDS = 30.0
CAMPAIGN = "lyg-test"
START = datetime(2026, 6, 1, tzinfo=UTC)


def until(ask: Callable[[], T], good: Callable[[T], bool]) -> T:
    """What `ask` says once it is good; fails with what it said last."""
    deadline, seen = time.monotonic() + WITHIN_SECONDS, ask()
    while not good(seen):
        assert time.monotonic() < deadline, f"still {seen!r}"
        threading.Event().wait(0.05)
        seen = ask()
    return seen


class ReviewProcesses:
    """Starts, kills and stops the processes; both see the same environment."""

    def __init__(self, kafka: str, prefix: str) -> None:
        self.ports = {"http": free_port(), "relay": free_port()}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._environment = {
            **os.environ, "ZJ_PROFILE": "demo", "ZJ_KAFKA": kafka, "ZJ_TOPIC_PREFIX": prefix,
        }  # fmt: skip

    def start(self, entrypoint: str) -> None:
        """Returns once the process says that it is ready."""
        port = self.ports[entrypoint]
        command = [sys.executable, "-m", f"review.entrypoints.{entrypoint}"]
        environment = {**self._environment, "ZJ_HTTP_PORT": str(port)}
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        self._running[entrypoint] = process

        def ready() -> int:
            assert process.poll() is None, f"{entrypoint} ended with {process.returncode}"
            try:
                return httpx2.get(f"http://127.0.0.1:{port}/readyz", timeout=5, trust_env=False).status_code
            except httpx2.TransportError:
                return 0

        until(ready, lambda status: status == 200)

    def kill(self, entrypoint: str) -> None:
        """SIGKILL: no clean end, no commit on the way out."""
        process = self._running.pop(entrypoint)
        process.send_signal(signal.SIGKILL)
        process.wait(10)

    def stop_all(self) -> None:
        for process in self._running.values():
            process.terminate()
        for process in self._running.values():
            process.wait(20)


class RunningReview:
    """What a test does with review: feed it, ask it in a role, read what it told."""

    def __init__(self, settings: ProcessSettings, processes: ReviewProcesses) -> None:
        self.processes = processes
        self._settings = settings
        self._producer = build_producer(settings, "test-feed")
        self._signer = SessionSigner(demo_secret("session_seed"))
        self._base = f"http://127.0.0.1:{processes.ports['http']}"
        self.place = KafkaPlace(settings.kafka, settings.topic_prefix)

    def feed(self, topic: str, data: EventData, number: str) -> None:
        """Writes a public event as another service would."""
        value = Event[type(data)].of(data, id=number, time=START).to_bytes()  # type: ignore[misc]
        send_record(self._producer, self._settings.topic_prefix, Outgoing(topic, CAMPAIGN, value)).get(timeout=10)

    def call(self, method: str, path: str, who: str, body: Any = None) -> tuple[int, Any]:
        """Status and JSON; `who` is role:subject, or a role."""
        role, _, subject = who.partition(":")
        now = datetime.now(UTC)
        token = self._signer.sign(Session(subject or role, role, None, None, now + timedelta(hours=1)), now)
        answer = httpx2.request(
            method, self._base + path, json=body, headers={"Authorization": f"Bearer {token}"}, timeout=20,
            trust_env=False,
        )  # fmt: skip
        return answer.status_code, answer.json()

    def review(self, method: str, path: str, who: str = "organiser:office", body: Any = None) -> tuple[int, Any]:
        """The same below /api/v1/review/{campaign}."""
        return self.call(method, f"/api/v1/review/{CAMPAIGN}{path}", who, body)

    def told(self, topic: str) -> list[dict[str, Any]]:
        """The data of the events on a public topic, a repeated event once."""
        consumer = build_consumer(self._settings, "test-reader")
        partition = TopicPartition(self._settings.topic_prefix + topic, 0)
        consumer.assign([partition])
        end = consumer.end_offsets([partition])[partition]
        consumer.seek_to_beginning(partition)
        events: dict[str, dict[str, Any]] = {}
        while consumer.position(partition) < end:
            for batch in consumer.poll(timeout_ms=200).values():
                for event in (orjson.loads(raw.value) for raw in batch):
                    assert events.setdefault(event["id"], event) == event, "the same id says something else"
        consumer.close(autocommit=False)
        return [event["data"] for event in events.values()]

    def tiers(self, tier: str) -> list[str]:
        """The entries that were told to have reached a tier."""
        return [event["entry_id"] for event in self.told("entry-shortlisted") if event["tier"] == tier]

    def close(self) -> None:
        self._producer.close(2.0)


def campaign_published() -> CampaignPublished:
    return CampaignPublished(
        campaign_id=CAMPAIGN, revision=1, title="示例征集活动", submissions_open_at=START,
        submissions_close_at=START + timedelta(days=50),
    )  # fmt: skip


def entry_submitted(number: int) -> EntrySubmitted:
    return EntrySubmitted(
        campaign_id=CAMPAIGN, entry_id=f"e{number:02}", phrase=f"示例作品第{number}件", explanation="示例阐释",
        channel="web", author_ref=f"author-{number}", submitted_at=START + timedelta(seconds=number), han_count=7,
    )  # fmt: skip


def contest_closed(votes: dict[str, int]) -> ContestClosed:
    results = tuple(
        EntryResult(entry_id=entry, votes=count, rank=rank) for rank, (entry, count) in enumerate(votes.items(), 1)
    )
    return ContestClosed(
        campaign_id=CAMPAIGN, contest_id=f"{CAMPAIGN}-vote", closed_at=START + timedelta(days=60),
        counted=sum(votes.values()), refused=0, results=results, partitions=(),
    )  # fmt: skip
