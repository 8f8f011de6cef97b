"""The demo's vote with its count hidden: whatever the public port leads to, in all four services, tells no count.

The office hides it and shows it again by its own rule; shown, the same search finds every figure.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest
from plumbing.settings import demo_secret
from prometheus_client.parser import text_string_to_metric_families
from voting.handlers.voter_tokens import VoterTokens

from deploy.local.rehearsal.citizens import citizen_phone
from deploy.local.rehearsal.desk import DEMO_CODE, ORGANISER
from deploy.local.rehearsal.topic_reader import KafkaPlace, read_topic, topics_of
from deploy.local.seed import CAMPAIGN, CONTEST, LOGINS
from deploy.local.stack import Stack
from tests.e2e.places import Place, places
from tests.integration.operations.processes import until
from tests.integration.voting.crawler import Asked, counts_in, crawl

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(420)]
VOTERS = 797
SHARES = (773, 757, 739)
"""Votes for the three that lead: high above everything else that the demo has a number of."""
ACCEPTING = ("voting-http", "voting-http-2")
THE_LOG = "entry-voted"
"""Read inside the house while the vote runs (docs/decisions/0012)."""
READERS_WHO_ONLY_READ = ("office", *LOGINS)
"""What staff may do would change the demo for the tests that follow; what they are told they are told by reading."""


@dataclass(frozen=True, slots=True)
class Street:
    """The public port, and whoever comes to it: name and session token."""

    stack: Stack
    client: httpx2.Client
    readers: Mapping[str, str]

    def json(self, path: str) -> Any:
        return self.client.get(path).raise_for_status().json()

    def rule(self, embargo: str) -> None:
        """The office publishes it; returns when both of voting's processes obey."""
        office = {"Authorization": f"Bearer {self.readers['office']}"}
        path = f"/api/v1/review/{CAMPAIGN}/contest"
        revision = (
            self.client.patch(path, json={"embargo": embargo}, headers=office).raise_for_status().json()["revision"]
        )
        until(self._revisions, lambda known: known == {revision})

    def _revisions(self) -> set[int]:
        urls = [f"http://{self.stack.address(name)}/api/v1/contests/{CONTEST}" for name in ACCEPTING]
        return {httpx2.get(url, trust_env=False).json()["revision"] for url in urls}


@dataclass(frozen=True, slots=True)
class Secret:
    """The figures that nobody may find, and the number of a receipt of one of the votes."""

    figures: tuple[int, ...]
    receipt: str


@pytest.fixture(scope="module")
def street(system: Stack) -> Iterator[Street]:
    """With everyone signed in as the README tells, and two citizens: one votes, the other does not."""
    with httpx2.Client(base_url=system.url, timeout=30, trust_env=False) as client:
        staff = {name: {"username": name, "password": LOGINS[name]} for name in LOGINS}
        staff["office"] = dict(zip(("username", "password"), ORGANISER, strict=True))
        phones = {name: citizen_phone(CAMPAIGN, 8900 + number) for number, name in enumerate(("voter", "other"))}
        for phone in phones.values():
            assert client.post("/api/v1/codes", json={"phone": phone}).status_code < 300
        people = staff | {name: {"phone": phone, "code": DEMO_CODE} for name, phone in phones.items()}
        signed_in = {name: client.post("/api/v1/sessions", json=who).json()["token"] for name, who in people.items()}
        client.cookies.clear()
        yield Street(system, client, {"nobody": "", **signed_in})


@pytest.fixture(scope="module")
def hidden(street: Street) -> Iterator[Secret]:
    """The contest with its count hidden; everyone has voted since. At the end it is as it was."""
    rule = street.json(f"/api/v1/contests/{CONTEST}")["embargo"]
    street.rule("live")
    before = street.json(f"/api/v1/contests/{CONTEST}/standings")
    street.rule("hidden")
    try:
        yield _voted_on(street, before)
    finally:
        street.rule(rule)


def _voted_on(street: Street, before: dict[str, Any]) -> Secret:
    """Everyone votes, the citizen by his own session; what the figures are now that were as on the board before."""
    leaders = [place["entry_id"] for place in before["standings"][: len(SHARES)]]
    tokens, now, path = VoterTokens(demo_secret("voter_pepper")), datetime.now(UTC), f"/api/v1/contests/{CONTEST}"
    bearer = {"Authorization": f"Bearer {street.readers['voter']}"}
    own = street.client.post(f"{path}/voter-tokens", headers=bearer).json()["token"]

    def cast(voter: int) -> httpx2.Response:
        token = own if voter == 0 else tokens.mint(CONTEST, f"{voter:032x}", now)[0]
        body = {"entries": [leaders[place] for place in ballot(voter)]}
        return street.client.post(f"{path}/votes", json=body, headers={"Authorization": f"Bearer {token}"})

    with ThreadPoolExecutor(16) as crowd:
        answers = list(crowd.map(cast, range(VOTERS)))
    assert {answer.status_code for answer in answers} == {202}
    votes = {place["entry_id"]: place["votes"] for place in before["standings"]}
    entries = [votes[entry] + share for entry, share in zip(leaders, SHARES, strict=True)]
    return Secret((before["counted"] + VOTERS, *entries), str(answers[0].json()["no"]))


def ballot(voter: int) -> list[int]:
    """The places that this voter chooses, so that each comes to its share; everyone chooses two at least."""
    return [place for place, share in enumerate(SHARES) if (voter + 100 * place) % VOTERS < share]


def crawled(street: Street, secret: Secret) -> list[Asked]:
    """Everybody reads everything; whoever is no member of staff tries to write everywhere too."""
    entry = street.json(f"/api/v1/contests/{CONTEST}")["entries"][0]["entry_id"]
    unit = street.json(f"/api/v1/campaigns/{CAMPAIGN}")["units"][0]["unit_id"]
    names = {
        "c": CAMPAIGN, "e": entry, "unit_id": unit, "contest_id": CONTEST, "number": secret.receipt,
        "author_ref": "0" * 32, "path": "site.css", "file_id": "0", "tier": "nominee", "stage": "vote", "a": "0",
        "comment_id": "0", "payment": "0", "entry_id": entry, "table": "day", "u": "0",
        "notice_id": "0", "form": "atom", "kind": "brief", "issue": "1", "token": "0",
    }  # fmt: skip
    known = list(places(names))
    reading = [place for place in known if place[0] == "GET"]
    writing = [place for place in known if place[0] != "GET"]
    others = {name: token for name, token in street.readers.items() if name not in READERS_WHO_ONLY_READ}
    assert described(street) <= {template(place, names) for place in known}
    bodies = {method: {"entries": ["e0"]} for method in ("POST", "PATCH")}
    return [
        *crawl(street.stack.url, reading, street.readers, {}),
        *crawl(street.stack.url, writing, others, bodies),
    ]


def described(street: Street) -> set[Place]:
    """Every operation of the four OpenAPI documents, its parameters without their names."""
    documents = [street.json(f"/openapi/{service}.json") for service in ("intake", "review", "voting", "notify")]
    return {
        (method.upper(), re.sub(r"\{\w+\}", "*", path))
        for document in documents
        for path, methods in document["paths"].items()
        for method in methods
    }


def template(place: Place, names: Mapping[str, str]) -> Place:
    method, path = place
    filled = {re.escape(name) for name in names.values()}
    return method, re.sub(rf"(?<=/)({'|'.join(filled)})(?=/|$)", "*", path)


def leaks(asked: Collection[Asked], secret: Secret) -> set[tuple[str, str]]:
    """Where one of the figures stands, and who reads it there."""
    return {(one.path.partition("?")[0], one.reader) for one in asked if counts_in(one.said, secret.figures)}


def counted(street: Street) -> None:
    """Returns when the tally has counted every vote of now on both processes' boards."""
    path = f"/api/v1/contests/{CONTEST}"
    heads = {head["partition"]: head["applied"] for head in street.json(f"{path}/heads")}
    url = f"http://{street.stack.address('voting-stream')}/metrics"

    def applied() -> dict[int, float]:
        families = text_string_to_metric_families(httpx2.get(url, trust_env=False).text)
        samples = [one for family in families for one in family.samples]
        name = "zhengji_voting_tally_applied_offset"
        return {int(one.labels["partition"]): one.value for one in samples if one.name == name}

    until(applied, lambda found: all(found[partition] >= offset for partition, offset in heads.items()))
    assert max(heads.values()) < min(SHARES), "an offset could be taken for a count"


def test_a_hidden_count_is_told_at_no_place_of_the_four_services(street: Street, hidden: Secret) -> None:
    street.rule("hidden")
    counted(street)
    said = crawled(street, hidden)
    assert leaks(said, hidden) == set()
    assert {(one.path, one.status) for one in said if one.status >= 500} == set()
    read = {one.path.partition("?")[0] for one in said if one.status == 200}
    assert {
        "/", "/vote", f"/vote/{CONTEST}", f"/results/{CONTEST}", f"/api/v1/contests/{CONTEST}/standings/stream",
        "/ops", "/ops/stream", "/ops/figures", "/office", "/office/contest", "/judge", "/decision", "/unit",
        "/unit/form", "/entries",
        f"/api/v1/review/{CAMPAIGN}/contest", f"/api/v1/review/{CAMPAIGN}/funnel", "/outbox", "/office/notices",
        f"/receipts/{hidden.receipt}", f"/api/v1/vote-receipts/{hidden.receipt}", "/certificates",
    } <= read  # fmt: skip


def test_no_topic_but_the_log_tells_it(street: Street, hidden: Secret) -> None:
    place = KafkaPlace(street.stack.kafka)
    others = [topic for topic in topics_of(place) if topic != THE_LOG]
    assert {"contest-opened", "contest-closed", "entry-shortlisted", "campaign-published"} <= set(others)
    records = [record for topic in others for record in read_topic(place, topic)]
    assert any(CONTEST.encode() in record.value for record in records)
    found = [record for record in records if counts_in(record.value.decode(errors="replace"), hidden.figures)]
    assert [(one.topic, one.offset) for one in found] == []


def test_figures_for_monitoring_are_not_behind_the_port_and_name_no_contest_and_no_entry(
    street: Street, hidden: Secret
) -> None:
    entries = {one["entry_id"] for one in street.json(f"/api/v1/contests/{CONTEST}")["entries"]}
    assert {street.client.get(path).status_code for path in ("/metrics", "/readyz", "/healthz", "/internal/v1/x")} == {
        404
    }
    labels = {
        value
        for process in street.stack.processes
        for family in text_string_to_metric_families(
            httpx2.get(f"http://{street.stack.address(process.name)}/metrics", trust_env=False).text
        )
        for sample in family.samples
        for value in sample.labels.values()
    }
    assert THE_LOG in labels
    assert labels & (entries | {CONTEST, CAMPAIGN}) == set()


def test_the_same_search_finds_every_figure_once_the_office_shows_the_count(street: Street, hidden: Secret) -> None:
    street.rule("live")
    counted(street)
    board = f"/api/v1/contests/{CONTEST}/standings"
    until(lambda: street.json(board)["counted"], lambda total: total == hidden.figures[0])
    said = crawled(street, hidden)
    shown = {(path, who) for path in (board, f"{board}/stream", f"/results/{CONTEST}") for who in street.readers}
    assert shown <= leaks(said, hidden)
    walls = {"/ops", "/ops/stream", "/ops/figures"}
    assert {path for path, _ in leaks(said, hidden)} <= {path for path, _ in shown} | walls
    whole = {str(figure) for figure in hidden.figures}
    assert {frozenset(counts_in(one.said, hidden.figures)) for one in said if one.path == board} == {frozenset(whole)}
