"""The pages over the running service on the real Kafka: a vote by form, its receipt, and the second try."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from contracts import ContestOpened, Event
from contracts.contest import Candidate
from fastapi.testclient import TestClient
from plumbing.broker import build_producer, send_record
from plumbing.records import Outgoing
from plumbing.settings import demo_secret
from plumbing.tokens import SESSION_COOKIE, Session, SessionSigner
from recount.receipts import is_genuine, key_of
from voting.adapters.own_topics import ensure_own_topics
from voting.bootstrap import HttpParts
from voting.entrypoints.http import create_app
from voting.settings import VotingSettings

pytestmark = pytest.mark.broker
BALLOT, RECEIPT = "/vote/k-vote", "/receipts/0-00000000-000-0"


def confirmed(*entries: str) -> dict[str, Any]:
    """A ballot that its voter has looked over."""
    return {"entries": entries, "confirmed": "yes"}


def contest_opened(now: datetime) -> bytes:
    data = ContestOpened(
        campaign_id="k", contest_id="k-vote", revision=1, title="示例投票", opens_at=now - timedelta(minutes=1),
        closes_at=now + timedelta(hours=1), choices_min=1, choices_max=3,
        entries=tuple(Candidate(entry_id=f"e{number}", phrase=f"示例作品{number}") for number in range(6)),
    )  # fmt: skip
    return Event[ContestOpened].of(data, id="k-vote-1", time=now).to_bytes()


@pytest.fixture
def citizen(kafka: str, valkey: str, topic_prefix: str) -> Iterator[TestClient]:
    """A citizen's browser at a voting service that knows one open contest."""
    settings = VotingSettings(profile="demo", kafka=kafka, valkey=valkey, topic_prefix=topic_prefix)
    now = datetime.now(UTC)
    ensure_own_topics(settings)
    producer = build_producer(settings, "test-feed")
    send_record(producer, topic_prefix, Outgoing("contest-opened", "k", contest_opened(now))).get(timeout=10)
    producer.close(2.0)
    session = Session("15" * 16, "citizen", None, None, now + timedelta(hours=1))
    cookies = {SESSION_COOKIE: SessionSigner(demo_secret("session_seed")).sign(session, now)}
    headers = {"Accept": "text/html", "Accept-Language": "zh-CN"}
    app = create_app(HttpParts(settings))
    with TestClient(app, cookies=cookies, headers=headers, follow_redirects=False) as browser:
        yield browser


def test_a_vote_by_form_leads_to_a_receipt_that_says_counted(citizen: TestClient) -> None:
    shown = citizen.post(BALLOT, data={"entries": ["e1", "e4"]})
    assert (shown.status_code, "请确认您的选择" in shown.text, citizen.get(RECEIPT).status_code) == (200, True, 404)
    cast = citizen.post(BALLOT, data=confirmed("e1", "e4"))
    receipt = citizen.get(cast.headers["location"]).text
    assert (cast.status_code, "已计入" in receipt) == (303, True)
    assert "示例作品" not in receipt
    signed = citizen.get(f"{cast.headers['location']}/signed").json()
    key = key_of(citizen.get("/api/v1/vote-receipts/key").json()["public_key"])
    assert is_genuine(signed, key)
    assert not is_genuine(signed | {"offset": signed["offset"] + 1}, key)


def test_who_has_voted_is_told_so_and_led_to_his_own_receipt(citizen: TestClient) -> None:
    own = citizen.post(BALLOT, data=confirmed("e1")).headers["location"]
    citizen.get(own)
    again = [citizen.post(BALLOT, data=data) for data in ({"entries": ["e2"]}, confirmed("e1"), confirmed("e2"))]
    assert [(one.status_code, f'href="{own}"' in one.text) for one in again] == [(409, True)] * 3
    assert f'href="{own}"' in citizen.get(BALLOT).text


def test_too_many_choices_are_kept_and_nothing_is_cast(citizen: TestClient) -> None:
    for data in ({"entries": ["e0", "e1", "e2", "e3"]}, confirmed("e0", "e1", "e2", "e3")):
        answer = citizen.post(BALLOT, data=data)
        assert (answer.status_code, answer.text.count(" checked")) == (422, 4)
    assert citizen.get(RECEIPT).status_code == 404
    assert 'name="entries"' in citizen.get(BALLOT).text
