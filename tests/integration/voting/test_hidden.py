"""A hidden contest: whoever asks whatever there is to ask finds no count. The same search finds those of a live one."""

import re
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from plumbing.settings import demo_secret
from plumbing.tokens import Session, SessionSigner
from prometheus_client.parser import text_string_to_metric_families
from voting.bootstrap import HttpParts
from voting.entrypoints.http import create_app
from voting.entrypoints.pages_order import COOKIE
from voting.handlers.voter_tokens import VoterTokens
from voting.settings import VotingSettings

from deploy.local.rehearsal.topic_reader import KafkaPlace, read_topic, topics_of
from tests.integration.operations.processes import until
from tests.integration.voting.crawler import Asked, counts_in, crawl, places_of
from tests.integration.voting.frames import Frames
from tests.integration.voting.running import THREE, Voting, citizen, contest

pytestmark = [pytest.mark.broker, pytest.mark.timeout(240)]
VOTERS = 389
COUNTS = {"e0": 311, "e1": 337, "e2": 353}
"""Above every offset that so few votes can reach, and no status of HTTP."""
LOOKED_FOR = (VOTERS, *COUNTS.values())
STAFF = ("organiser", "screener", "unit", "judge", "leader", "operator")
THE_LOG = "entry-voted"
"""Holds every choice beside a pseudonym. It is read inside the house, and published when the result is certified
(docs/decisions/0012)."""


def vote_of(voter: int) -> list[str]:
    """What this voter chooses, so that each entry comes to its count."""
    return [entry for entry, count in COUNTS.items() if (voter + int(entry[1]) * 100) % VOTERS < count]


def cast_all(voting: Voting, contest_id: str) -> str:
    """Everyone votes; the number of one receipt."""
    tokens, now = VoterTokens(demo_secret("voter_pepper")), datetime.now(UTC)
    url = voting.url(f"/api/v1/contests/{contest_id}/votes")
    with httpx2.Client(timeout=30, trust_env=False) as client, ThreadPoolExecutor(16) as crowd:

        def cast(voter: int) -> httpx2.Response:
            token, _ = tokens.mint(contest_id, f"{voter:032x}", now)
            return client.post(url, json={"entries": vote_of(voter)}, headers={"Authorization": f"Bearer {token}"})

        answers = list(crowd.map(cast, range(VOTERS)))
    assert {answer.status_code for answer in answers} == {202}
    return str(answers[0].json()["no"])


def staff(role: str) -> str:
    """The session token of a member of staff."""
    now = datetime.now(UTC)
    session = Session(f"示例{role}", role, "k", None, now + timedelta(hours=1))
    return SessionSigner(demo_secret("session_seed")).sign(session, now)


def crawled(voting: Voting, contest_id: str, number: str) -> list[Asked]:
    """Every route as nobody, as one who has voted, as one who has not, and as every kind of staff."""
    settings = VotingSettings(profile="demo", kafka=voting.settings.kafka, valkey=voting.settings.valkey)
    names = {"contest_id": contest_id, "number": number, "path": "site.css"}
    places = list(places_of(create_app(HttpParts(settings)), names))
    readers = {"nobody": "", "voter": citizen(0), "other": citizen(VOTERS), **{role: staff(role) for role in STAFF}}
    return crawl(voting.url(""), places, readers, {"POST": {"entries": ["e0"]}})


def leaks(asked: Collection[Asked]) -> set[tuple[str, str]]:
    """Where a count stands."""
    return {(one.path, one.reader) for one in asked if counts_in(one.said, LOOKED_FOR)}


def everything_said(voting: Voting, contest_id: str) -> list[Asked]:
    """The crawl of a contest on which everyone has voted, once the tally has counted him."""
    before = tallied(voting)
    number = cast_all(voting, contest_id)
    until(lambda: tallied(voting), lambda total: total >= before + VOTERS)
    return crawled(voting, contest_id, number)


def test_a_crawl_of_every_route_stream_and_topic_finds_no_count_of_a_hidden_contest(voting: Voting) -> None:
    voting.announce(contest("k-secret", "hidden"))
    said = everything_said(voting, "k-secret")
    assert leaks(said) == set()
    assert {"/api/v1/contests/k-secret/standings/stream", "/ops/stream", "/results/k-secret"} <= {a.path for a in said}
    assert {(one.path, one.status) for one in said if one.status >= 500} == set()
    place = KafkaPlace(voting.settings.kafka, voting.settings.topic_prefix)
    public = [topic for topic in topics_of(place) if topic != THE_LOG]
    assert {"contest-opened", "contest-closed"} <= set(public)
    records = [record for topic in public for record in read_topic(place, topic)]
    assert any(b"k-secret" in record.value for record in records)
    assert [one for one in records if counts_in(one.value.decode(), LOOKED_FOR)] == []


def test_the_same_crawl_finds_the_counts_of_a_live_contest_in_every_place_that_shows_them(voting: Voting) -> None:
    voting.announce(contest("k-shown", "live"))
    until(lambda: voting.board("k-shown"), bool)
    said = everything_said(voting, "k-shown")
    api, page = "/api/v1/contests/k-shown/standings", "/results/k-shown"
    shown = {(place, reader) for place in (api, f"{api}/stream", page) for reader in ("nobody", "voter", "organiser")}
    assert shown <= leaks(said)
    of_the_board = [one.said for one in said if one.path == api]
    assert all(set(counts_in(text, LOOKED_FOR)) == {str(count) for count in LOOKED_FOR} for text in of_the_board)


def public_answers(voting: Voting, contest_id: str) -> dict[str, str]:
    """Whatever anybody can read of a contest, by address; without what only says how late it is."""
    paths = [
        f"/api/v1/contests/{contest_id}", f"/api/v1/contests/{contest_id}/standings", f"/results/{contest_id}",
        f"/vote/{contest_id}", "/results", "/vote", "/api/v1/contests",
    ]  # fmt: skip
    held = {COOKIE: "00ff"}  # a reader who comes again: else each draws an order of his own
    found = {path: httpx2.get(voting.url(path), cookies=held, timeout=20, trust_env=False) for path in paths}
    tag = found[paths[1]].headers["etag"]
    return {"etag": tag, **{path: answer.text for path, answer in found.items()}}


def test_nothing_public_changes_while_a_hidden_contest_is_voted_on(voting: Voting) -> None:
    voting.announce(contest("k-hidden", "hidden"))
    until(lambda: voting.board("k-hidden"), bool)
    with Frames(voting.url("/api/v1/contests/k-hidden/standings/stream")) as frames:
        until(lambda: len(frames.seen), bool)
        before, counted_before = public_answers(voting, "k-hidden"), tallied(voting)
        assert {voting.vote(voter, "k-hidden", "e1").status_code for voter in range(9)} == {202}
        until(lambda: tallied(voting), lambda total: total >= counted_before + 9)
        after = len(frames.seen)
        until(lambda: len(frames.seen), lambda count: count >= after + 3)
    assert public_answers(voting, "k-hidden") == before
    assert {frame.text for frame in frames.seen} == {frames.seen[0].text}
    board = frames.seen[0].data
    assert (board["counted"], board["top"], board["standings"], board["as_of"]) == (None, None, [], None)
    result = voting.ask("GET", "/contests/k-hidden/result")
    assert (result.status_code, result.json()["code"]) == (404, "result-not-certified")


def test_the_embargo_changes_with_a_revision_of_the_terms_and_back(voting: Voting) -> None:
    voting.announce(contest("k-switched", "hidden"))
    assert {voting.vote(voter, "k-switched", "e1").status_code for voter in range(3)} == {202}
    until(lambda: voting.board("k-switched"), bool)
    assert voting.board("k-switched")["standings"] == []
    voting.announce(contest("k-switched", "live", revision=2))
    until(lambda: voting.board("k-switched")["counted"], lambda counted: counted == 3)
    voting.announce(contest("k-switched", "ranks", revision=3))
    board = voting.board("k-switched")
    assert (board["counted"], [place["votes"] for place in board["standings"]]) == (None, [None] * 3)
    voting.announce(contest("k-switched", "hidden", revision=4))
    assert voting.board("k-switched")["standings"] == []


def test_the_chain_heads_say_where_the_log_stands_and_nothing_of_entries(voting: Voting) -> None:
    voting.announce(contest("k-heads", "hidden"))
    receipt = voting.vote(1, "k-heads", "e1").json()
    heads = voting.ask("GET", "/contests/k-heads/heads")
    looked_up = voting.ask("GET", f"/vote-receipts/{receipt['no']}")
    assert {name for head in heads.json() for name in head} == {"partition", "applied", "head", "close_offset"}
    assert set(looked_up.json()) == {
        "no", "state", "reason", "counted_as", "contest_id", "partition", "offset", "index", "applied", "head",
    }  # fmt: skip


def test_no_figure_of_any_process_is_of_a_contest_or_an_entry(voting: Voting) -> None:
    voting.announce(contest("k-figures", "hidden"))
    voting.vote(1, "k-figures", "e1")
    labels = {
        value
        for name in THREE
        for family in text_string_to_metric_families(voting.system.get(name, "/metrics").text)
        for sample in family.samples
        for value in sample.labels.values()
    }
    assert "entry-voted" in labels
    assert [value for value in labels if re.search(r"\be[0-2]\b|\bk-|示例", value)] == []


def tallied(voting: Voting) -> float:
    """Votes that the tally has counted, all contests."""
    families = text_string_to_metric_families(voting.system.get("voting-stream", "/metrics").text)
    return sum(s.value for one in families if one.name == "zhengji_voting_counted_votes" for s in one.samples)
