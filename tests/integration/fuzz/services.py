"""The four applications in this process, over the real Kafka and Valkey, each with something in it to be asked for."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from contracts import TOPICS, CampaignPublished, Event, Tiers, VotingRules
from contracts.export import EXAMPLES
from fastapi import FastAPI
from fastapi.testclient import TestClient
from intake import bootstrap as intake
from intake.adapters import own_topics as intake_topics
from intake.entrypoints.http import create_app as intake_app
from intake.settings import IntakeSettings
from notify import bootstrap as notify
from notify.adapters import own_topics as notify_topics
from notify.entrypoints.http import create_app as notify_app
from notify.handlers import learn as notify_learn
from notify.settings import NotifySettings
from plumbing.broker import build_producer, send_record
from plumbing.metrics import HTTP_DURATION
from plumbing.records import Outgoing, Position, Record
from plumbing.settings import ProcessSettings, demo_secret
from plumbing.tokens import SESSION_COOKIE, Session, SessionSigner
from review import bootstrap as review
from review.adapters import own_topics as review_topics
from review.entrypoints.http import create_app as review_app
from review.handlers import learn as review_learn
from review.settings import ReviewSettings
from voting import bootstrap as voting
from voting.adapters import own_topics as voting_topics
from voting.domain.receipts import Where, number_of
from voting.entrypoints.http import create_app as voting_app
from voting.handlers.ledger import TOPICS_FOLDED
from voting.handlers.pictures import picture_of
from voting.handlers.voter_tokens import VoterTokens
from voting.settings import VotingSettings

from tests.integration.intake.callers import citizen, office, open_campaign
from tests.integration.voting.running import contest

CAMPAIGN, ENTRY = "lianyungang-2020", "9c0f3ce0d6b54a1f8f7f3a0b7c1d2e3f"
CONTEST, CLOSED = "k-vote", "lianyungang-2020-vote"
SUBJECT = "5b1e7a90c2d34e5f90a1b2c3d4e5f607"
NAMES = {
    "c": (CAMPAIGN,), "campaign_id": (CAMPAIGN,), "e": (ENTRY,), "entry_id": (ENTRY,), "entry_ids": (ENTRY,),
    "contest_id": (CONTEST, CLOSED), "entries": ("e0", "e1", "e2"), "unit_id": ("haizhou",),
    "pack": ("lianyungang-2020",), "username": ("office", SUBJECT), "judges": (SUBJECT,),
    "phone": ("15400000777", "+86 15400000778"), "code": ("246810",),
    "password": ("demo-office",), "judge": (SUBJECT,), "phrase": ("山海相拥",),
    "name": ("示例甲",), "text": ("山海同歌",), "statement": ("确定为中选作品",), "campaign": (CAMPAIGN,),
    "kind": ("brief",), "issue": ("1", "2"), "version": ("1", "2"),
    "author_ref": (SUBJECT,), "purpose": ("certificate",), "received_on": ("2026-06-10",), "channel": ("letter",),
    "opens_at": ("2026-06-10T12:00", "2096-06-10T12:00"), "closes_at": ("2026-06-10T12:00", "2096-06-10T12:00"),
}  # fmt: skip
ROLES = ("organiser", "screener", "unit", "judge", "leader", "operator", "citizen")


@dataclass(frozen=True, slots=True)
class Served:
    """A running application, the headers with which somebody of each role asks it, and what there is by name."""

    client: TestClient
    callers: tuple[dict[str, str], ...]
    names: Mapping[str, tuple[str, ...]]

    @property
    def app(self) -> FastAPI:
        """The application itself."""
        app: FastAPI = self.client.app  # type: ignore[assignment]
        return app

    def learn(self, topic: str) -> None:
        """Lets review take in the examples of a topic; returns when they are folded."""
        parts: review.HttpParts = self.app.state.parts
        assert self.client.portal is not None
        for record in examples():
            for one in review_learn.translate(record) if record.topic == topic else ():
                self.client.portal.call(parts.log.append, one.key, one.value)


def examples() -> Iterator[Record]:
    """Every example of every public event, as a record of its topic, the minimal one first."""
    for topic in TOPICS:
        for path in sorted((EXAMPLES / topic.event.type).glob("*.json"), reverse=True):
            yield Record(topic.name, Position(0, 0), CAMPAIGN, path.read_bytes(), 0)


def small_campaign() -> Record:
    """Rules under which one entry can go all the way."""
    tiers = Tiers(finalist=1, nominee=1, excellent=1, winner=1)
    now = datetime.now(UTC)
    data = CampaignPublished(
        campaign_id=CAMPAIGN, revision=9, title="示例征集活动", submissions_open_at=now, submissions_close_at=now,
        tiers=tiers, voting=VotingRules(choices_min=1, choices_max=1),
    )  # fmt: skip
    value = Event[CampaignPublished].of(data, id="small", time=now).to_bytes()
    return Record("campaign-published", Position(0, 0), CAMPAIGN, value, 0)


def standing_entry() -> Record:
    """The one entry as it stands: among the examples there is a version that its author takes back."""
    record = next(one for one in examples() if one.topic == "entry-submitted")
    event = json.loads(record.value)
    event["id"], event["data"] = "standing", {**event["data"], "version": 9, "withdrawn_at": None}
    return Record(record.topic, record.position, record.key, json.dumps(event).encode(), 0)


def learned_by(consumer: str, learn: Callable[[Record], object]) -> list[Outgoing]:
    """What a service writes to its own log when it has read every example."""
    read = {topic.name for topic in TOPICS if consumer in topic.consumers}
    records = [one for one in (*examples(), standing_entry(), small_campaign()) if one.topic in read]
    return [one for record in records for one in learn(record)]  # type: ignore[attr-defined]


def votes() -> list[Outgoing]:
    """The examples of the vote, and a contest that is open."""
    told = [Outgoing(one.topic, one.key, one.value, 0) for one in examples() if one.topic in TOPICS_FOLDED]
    opened = contest(CONTEST)
    event = {
        "specversion": "1.0", "id": "k-1", "source": opened.source, "type": opened.type, "subject": CONTEST,
        "time": opened.opens_at.isoformat(), "datacontenttype": "application/json",
        "data": json.loads(opened.model_dump_json()),
    }  # fmt: skip
    return [*told, Outgoing("contest-opened", "k", json.dumps(event).encode())]


def _intake(settings: ProcessSettings) -> FastAPI:
    own = IntakeSettings(**_shared(settings), campaigns_dir=Path("campaigns"))
    intake_topics.ensure_own_topics(own)
    return intake_app(intake.HttpParts(own))


def _review(settings: ProcessSettings) -> FastAPI:
    own = ReviewSettings(**_shared(settings))
    review_topics.ensure_own_topics(own)
    _write(settings, learned_by("review", review_learn.translate))
    return review_app(review.http_parts(own))


def _voting(settings: ProcessSettings) -> FastAPI:
    own = VotingSettings(**_shared(settings))
    voting_topics.ensure_own_topics(own)
    _write(settings, votes())
    return voting_app(voting.HttpParts(own))


def _notify(settings: ProcessSettings) -> FastAPI:
    own = NotifySettings(**_shared(settings), intake_url="http://127.0.0.1:9")
    notify_topics.ensure_own_topics(own)
    _write(settings, learned_by("notify", notify_learn.translate))
    return notify_app(notify.http_parts(own))


APPS: dict[str, Callable[[ProcessSettings], FastAPI]] = {
    "intake": _intake, "review": _review, "voting": _voting, "notify": _notify,
}  # fmt: skip


@contextmanager
def served(service: str, settings: ProcessSettings) -> Iterator[Served]:
    """The application, ready. An error that nobody foresaw is an answer here, not an exception of the test."""
    # Each scrape would also tell the figures of those that were asked before in this process: thousands of lines.
    HTTP_DURATION.clear()
    with TestClient(APPS[service](settings), raise_server_exceptions=False, follow_redirects=False) as client:
        numbers = NUMBERS[service](client)
        own = tuple(callers_of_intake(client)) if service == "intake" else tuple(callers(service))
        yield Served(client, own, {**NAMES, "number": numbers})


def _receipt_of_intake(client: TestClient) -> tuple[str, ...]:
    open_campaign(client, campaign_id=CAMPAIGN)
    entry = {"phrase": "港城向海而兴", "explanation": "说明", "name": "示例甲", "workplace": "示例单位"}
    made = client.post(f"/api/v1/campaigns/{CAMPAIGN}/entries", json=entry, headers=citizen(client))
    return (made.json()["receipt_no"],)


def _receipts_of_votes(client: TestClient) -> tuple[str, ...]:
    """Of a vote that is there, of one behind the end, and of no vote; and a board to look at."""
    parts: voting.HttpParts = client.app.state.parts  # type: ignore[attr-defined]
    now = datetime.now(UTC)
    assert client.portal is not None
    for tally in parts.ledger.tallies:
        client.portal.call(parts.gallery.save, picture_of(tally, now, now))
    return tuple(number_of(Where(*place)) for place in ((0, 0, 0), (3, 99, 1), (0, 0, 9)))


def _papers(client: TestClient) -> tuple[str, ...]:
    """Certificates; and two bulletins, one of them internal."""
    organiser = next(callers("notify"))
    for audience in ("public", "internal"):
        body = {"campaign_id": CAMPAIGN, "kind": "brief", "title": "示例", "text": "正文", "audience": audience}
        client.post("/api/v1/bulletins", json=body, headers=organiser).raise_for_status()
    parts: notify.HttpParts = client.app.state.parts  # type: ignore[attr-defined]
    return tuple(one.number for one in parts.ledger.certificates_of(None))


NUMBERS: dict[str, Callable[[TestClient], tuple[str, ...]]] = {
    "intake": _receipt_of_intake, "review": lambda _: ("1",), "voting": _receipts_of_votes, "notify": _papers,
}  # fmt: skip
"""What `number` in a path names."""


def callers(service: str) -> Iterator[dict[str, str]]:
    """Nobody, somebody of each role, and whoever votes."""
    now = datetime.now(UTC)
    signer = SessionSigner(demo_secret("session_seed"))
    for role in ROLES:
        unit = "haizhou" if role == "unit" else None
        token = signer.sign(Session(SUBJECT, role, None, unit, now + timedelta(hours=1)), now)
        # As a program and as a browser: the API takes both, and pages know nothing of bearers.
        yield {"authorization": f"Bearer {token}", "cookie": f"{SESSION_COOKIE}={token}", "accept": "text/html, */*"}
    yield {}
    yield {"authorization": f"Bearer {demo_secret('service_token')}"}
    if service == "voting":
        tokens = VoterTokens(demo_secret("voter_pepper"))
        for voter in ("a", "b", "c"):
            yield {"authorization": f"Bearer {tokens.mint(CONTEST, voter, now)[0]}"}


def callers_of_intake(client: TestClient) -> Iterator[dict[str, str]]:
    """The same, the citizen and the office being some whom intake knows."""
    yield office(client)
    yield citizen(client, "15400000779")
    yield from callers("intake")


def _shared(settings: ProcessSettings) -> dict[str, Any]:
    return {name: getattr(settings, name) for name in ("profile", "kafka", "valkey", "topic_prefix")}


def _write(settings: ProcessSettings, records: list[Outgoing]) -> None:
    producer = build_producer(settings, "test-feed")
    for one in records:
        send_record(producer, settings.topic_prefix, one).get(timeout=10)
    producer.close(2.0)
