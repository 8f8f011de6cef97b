"""The three processes of voting on the real Kafka and Valkey, and what a test does with them."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
from contracts import ContestOpened, Event
from contracts.contest import Candidate, Embargo
from plumbing.broker import build_producer, send_record
from plumbing.records import Outgoing
from plumbing.settings import ProcessSettings, demo_secret
from plumbing.tokens import Session, SessionSigner

from tests.integration.operations.processes import Processes, until

THREE = ("voting-http", "voting-stream", "voting-relay")
CONTEST = "k-vote"


@dataclass(frozen=True, slots=True)
class Voting:
    """Asks the HTTP process; announces contests as review would."""

    system: Processes
    settings: ProcessSettings

    def url(self, path: str) -> str:
        return self.system.url("voting-http") + path

    def ask(self, method: str, path: str, body: Any = None, token: str = "") -> httpx2.Response:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        url = self.url(f"/api/v1{path}")
        return httpx2.request(method, url, json=body, headers=headers, timeout=20, trust_env=False)

    def vote(self, voter: int, contest: str = CONTEST, entry: str = "") -> httpx2.Response:
        """A vote of a citizen who is signed in; without `entry` for e0, e1, e2 in turn."""
        minted = self.ask("POST", f"/contests/{contest}/voter-tokens", token=citizen(voter)).json()["token"]
        choices = {"entries": [entry or f"e{voter % 3}"]}
        return self.ask("POST", f"/contests/{contest}/votes", choices, minted)

    def announce(self, data: ContestOpened) -> None:
        """The terms of a contest; returns when the HTTP process knows them."""
        event = Event[ContestOpened].of(data, id=f"{data.contest_id}-{data.revision}", time=data.opens_at)
        producer = build_producer(self.settings, "test-feed")
        outgoing = Outgoing("contest-opened", data.campaign_id, event.to_bytes())
        send_record(producer, self.settings.topic_prefix, outgoing).get(timeout=10)
        producer.close(2.0)
        path = f"/contests/{data.contest_id}"
        until(lambda: self.ask("GET", path).json().get("revision", 0), lambda known: known >= data.revision)

    def board(self, contest: str = CONTEST) -> dict[str, Any]:
        """The board; empty as long as there is none."""
        answer = self.ask("GET", f"/contests/{contest}/standings")
        board: dict[str, Any] = answer.json() if answer.status_code == 200 else {}
        return board

    def counted(self, contest: str = CONTEST) -> dict[str, int]:
        """Votes by entry on the board."""
        return {place["entry_id"]: place["votes"] for place in self.board(contest).get("standings", [])}

    def kill(self, name: str) -> None:
        """SIGKILL: no clean end, no commit on the way out."""
        self.system.running[name].send_signal(signal.SIGKILL)
        self.system.running[name].wait()


def recounted(settings: ProcessSettings | None, *arguments: str) -> tuple[int, Any]:
    """Exit status and report of the recount; without settings it is told of no broker."""
    places = {"ZJ_KAFKA": settings.kafka, "ZJ_TOPIC_PREFIX": settings.topic_prefix} if settings else {}
    command = [sys.executable, "-m", "recount", *arguments, "--json"]
    done = subprocess.run(command, env={**os.environ, **places}, capture_output=True, text=True, timeout=60)
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def citizen(voter: int) -> str:
    """The session token of a citizen."""
    now = datetime.now(UTC)
    session = Session(f"{voter:032x}", "citizen", None, None, now + timedelta(hours=1))
    return SessionSigner(demo_secret("session_seed")).sign(session, now)


def contest(contest_id: str = CONTEST, embargo: Embargo = "live", **changed: Any) -> ContestOpened:
    """An open contest on three entries."""
    now = datetime.now(UTC)
    fields: dict[str, Any] = {
        "campaign_id": "k", "contest_id": contest_id, "revision": 1, "title": "示例投票",
        "opens_at": now - timedelta(minutes=1), "closes_at": now + timedelta(hours=1), "choices_min": 1,
        "choices_max": 3, "embargo": embargo,
        "entries": tuple(Candidate(entry_id=f"e{number}", phrase=f"示例作品{number}") for number in range(3)),
        **changed,
    }  # fmt: skip
    return ContestOpened(**fields)
