"""Accept, stream and relay as processes on the real Kafka and Valkey: every acknowledged vote counts once."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar, cast

import httpx2
import pytest
import redis
from contracts import ContestOpened, Event
from contracts.contest import Candidate
from plumbing.broker import build_producer, send_record
from plumbing.records import Outgoing
from plumbing.settings import ProcessSettings, demo_secret
from plumbing.tokens import Session, SessionSigner
from voting.handlers.pictures import from_bytes

from deploy.local.servers import end, free_port

pytestmark = [pytest.mark.broker, pytest.mark.timeout(150)]
T = TypeVar("T")
CONTEST = "k-vote"
VOTERS = 40
WITHIN_SECONDS = 60.0


def until(read: Callable[[], T], satisfied: Callable[[T], bool]) -> T:
    deadline = time.monotonic() + WITHIN_SECONDS
    while not satisfied(value := read()):
        assert time.monotonic() < deadline, f"still {value!r}"
        time.sleep(0.1)
    return value


@dataclass(slots=True)
class Voting:
    """The three processes of voting, each on a port of its own."""

    environment: dict[str, str]
    folder: Path
    ports: dict[str, int] = field(default_factory=lambda: {name: free_port() for name in ("http", "stream", "relay")})
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str) -> None:
        environment = {**os.environ, **self.environment, "ZJ_HTTP_PORT": str(self.ports[name])}
        command = [sys.executable, "-m", f"voting.entrypoints.{name}"]
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        until(lambda: self.status(name), lambda status: status == 200)

    def kill(self, name: str) -> None:
        self.processes[name].send_signal(signal.SIGKILL)
        self.processes[name].wait()

    def status(self, name: str) -> int:
        assert self.processes[name].poll() is None, (self.folder / f"{name}.log").read_text()[-3000:]
        try:
            return httpx2.get(f"http://127.0.0.1:{self.ports[name]}/readyz", timeout=5).status_code
        except httpx2.TransportError:
            return 0

    def ask(self, method: str, path: str, body: Any = None, token: str = "") -> httpx2.Response:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        return httpx2.request(
            method, f"http://127.0.0.1:{self.ports['http']}/api/v1{path}", json=body, headers=headers, timeout=20
        )

    def vote(self, voter: int) -> httpx2.Response:
        now = datetime.now(UTC)
        session = Session(f"{voter:032x}", "citizen", None, None, now + timedelta(hours=1))
        token = SessionSigner(demo_secret("session_seed")).sign(session, now)
        minted = self.ask("POST", f"/contests/{CONTEST}/voter-tokens", token=token).json()["token"]
        return self.ask("POST", f"/contests/{CONTEST}/votes", {"entries": [f"e{voter % 3}"]}, minted)

    def recounted(self) -> tuple[int, str]:
        """What the second count says."""
        command = [sys.executable, "-m", "voting.entrypoints.recount", CONTEST]
        done = subprocess.run(
            command, env={**os.environ, **self.environment}, capture_output=True, text=True, timeout=60
        )
        return done.returncode, done.stdout.strip()

    def counted(self) -> dict[str, int]:
        answer = self.ask("GET", f"/contests/{CONTEST}/standings")
        places = answer.json().get("standings", []) if answer.status_code == 200 else []
        return {place["entry_id"]: place["votes"] for place in places}


def terms(settings: ProcessSettings, revision: int, closes_in: timedelta) -> None:
    now = datetime.now(UTC)
    data = ContestOpened(
        campaign_id="k", contest_id=CONTEST, revision=revision, title="示例投票", opens_at=now - timedelta(minutes=1),
        closes_at=now + closes_in, choices_min=1, choices_max=3,
        entries=tuple(Candidate(entry_id=f"e{number}", phrase=f"示例作品{number}") for number in range(3)),
    )  # fmt: skip
    event = Event[ContestOpened].of(data, id=f"k-{revision}", time=now)
    producer = build_producer(settings, "test-feed")
    send_record(producer, settings.topic_prefix, Outgoing("contest-opened", "k", event.to_bytes())).get(timeout=10)
    producer.close(2.0)


@pytest.fixture
def settings(kafka: str, valkey: str, topic_prefix: str) -> ProcessSettings:
    return ProcessSettings(profile="demo", kafka=kafka, valkey=valkey, topic_prefix=topic_prefix)


@pytest.fixture
def voting(settings: ProcessSettings, tmp_path: Path) -> Iterator[Voting]:
    environment = {
        "ZJ_PROFILE": "demo", "ZJ_KAFKA": settings.kafka, "ZJ_VALKEY": settings.valkey,
        "ZJ_TOPIC_PREFIX": settings.topic_prefix,
    }  # fmt: skip
    running = Voting(environment, tmp_path)
    try:
        for name in ("http", "stream", "relay"):
            running.start(name)
        yield running
    finally:
        for process in running.processes.values():
            end(process)


def pictured(store: redis.Redis, settings: ProcessSettings) -> dict[str, int]:
    """The votes of the contest as the pictures in Valkey hold them, summed over the partitions."""
    total: Counter[str] = Counter()
    for key in store.scan_iter(f"{settings.topic_prefix}voting:picture:*"):
        picture = from_bytes(cast("bytes", store.hget(key, "picture")))
        total.update(picture.contests[CONTEST].counts if CONTEST in picture.contests else {})
    return dict(total)


def test_every_acknowledged_vote_counts_once_whatever_is_killed(voting: Voting, settings: ProcessSettings) -> None:
    terms(settings, 1, timedelta(hours=1))
    until(lambda: voting.ask("GET", f"/contests/{CONTEST}").status_code, lambda status: status == 200)
    receipts = [voting.vote(voter) for voter in range(VOTERS // 2)]
    voting.kill("stream")
    receipts += [voting.vote(voter) for voter in range(VOTERS // 2, VOTERS)]
    assert {answer.status_code for answer in receipts} == {202}
    again = voting.vote(0)
    assert (again.status_code, again.json()["code"]) == (409, "already-voted")
    voting.start("stream")
    owed = {f"e{number}": len(range(number, VOTERS, 3)) for number in range(3)}
    until(voting.counted, lambda seen: seen == owed)
    store = redis.Redis.from_url(settings.valkey)
    store.flushall()
    # Valkey itself is asked: the board would go on showing what it had looked at before.
    until(lambda: pictured(store, settings), lambda seen: seen == owed)
    looked_up = voting.ask("GET", f"/vote-receipts/{receipts[0].json()['no']}").json()
    assert '"e0"' not in json.dumps(looked_up)

    voting.kill("relay")
    terms(settings, 2, timedelta(seconds=-1))
    voting.start("relay")
    answer = until(lambda: voting.ask("GET", f"/contests/{CONTEST}/result"), lambda seen: seen.status_code == 200)
    result = answer.json()
    assert result["counted"] == VOTERS
    assert {line["entry_id"]: line["votes"] for line in result["results"]} == owed
    assert sorted(part["partition"] for part in result["partitions"]) == [0, 1, 2, 3]
    assert voting.recounted() == (0, f"{VOTERS} counted, {result['refused']} refused: agrees bit for bit")
    late = voting.vote(VOTERS + 1)
    assert (late.status_code, late.json()["code"]) == (409, "contest-closed")
