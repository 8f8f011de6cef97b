"""A contest that is announced, and citizens who vote in it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import httpx2
from contracts import ContestOpened, Event
from contracts.contest import Candidate
from plumbing.broker import build_producer, send_record
from plumbing.records import Outgoing
from plumbing.settings import ProcessSettings, demo_secret
from plumbing.tokens import Session, SessionSigner

from tests.integration.operations.processes import Processes

CONTEST = "k-vote"


def open_contest(environment: Mapping[str, str]) -> None:
    """Announces a running contest, as review would."""
    now = datetime.now(UTC)
    data = ContestOpened(
        campaign_id="k", contest_id=CONTEST, revision=1, title="示例投票", opens_at=now - timedelta(minutes=1),
        closes_at=now + timedelta(hours=1), choices_min=1, choices_max=1,
        entries=(Candidate(entry_id="e1", phrase="示例作品"),),
    )  # fmt: skip
    producer = build_producer(ProcessSettings(profile="demo", kafka=environment["ZJ_KAFKA"]), "test-feed")
    prefix = environment.get("ZJ_TOPIC_PREFIX", "")
    value = Event[ContestOpened].of(data, id="k-1", time=now).to_bytes()
    send_record(producer, prefix, Outgoing("contest-opened", "k", value)).get(timeout=10)
    producer.close(2.0)


def cast_vote(system: Processes, voter: int) -> httpx2.Response:
    """A vote of a citizen who is signed in."""
    now = datetime.now(UTC)
    session = Session(f"{voter:032x}", "citizen", None, None, now + timedelta(hours=1))
    token = SessionSigner(demo_secret("session_seed")).sign(session, now)
    contest = f"{system.url('voting-http')}/api/v1/contests/{CONTEST}"

    def post(path: str, bearer: str, body: object) -> httpx2.Response:
        headers = {"authorization": f"Bearer {bearer}"}
        return httpx2.post(contest + path, json=body, headers=headers, timeout=20, trust_env=False)

    minted = post("/voter-tokens", token, None).json()["token"]
    return post("/votes", minted, {"entries": ["e1"]})
