"""The live board of the running service: what a reader sees, how soon, and what the embargo holds back."""

import socket
import time
from itertools import pairwise
from typing import Any

import httpx2
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.integration.operations.processes import until
from tests.integration.voting.conftest import DELAY_SECONDS
from tests.integration.voting.frames import Frames
from tests.integration.voting.running import Voting, contest

pytestmark = [pytest.mark.broker, pytest.mark.timeout(240)]
SOON_SECONDS = 8.0
"""A frame is due once a second and a picture takes 0.2 s; the rest is room for a busy machine."""


def stream(voting: Voting, contest_id: str) -> Frames:
    return Frames(voting.url(f"/api/v1/contests/{contest_id}/standings/stream"))


def votes_of(data: dict[str, Any]) -> dict[str, int]:
    return {place["entry_id"]: place["votes"] for place in data["standings"]}


def test_a_vote_is_on_everybody_s_board_within_seconds_with_the_age_of_the_count(voting: Voting) -> None:
    voting.announce(contest("k-live"))
    with stream(voting, "k-live") as frames:
        until(lambda: len(frames.seen), bool)
        assert [voting.vote(voter, "k-live").status_code for voter in range(7)] == [202] * 7
        cast_at = time.monotonic()
        until(lambda: frames.seen[-1].data["counted"], lambda counted: counted == 7)
        shown_at = next(frame.at for frame in frames.seen if frame.data["counted"] == 7)
        until(lambda: len(frames.seen), lambda count: count >= 5)
    assert shown_at - cast_at < SOON_SECONDS
    assert {frame.event for frame in frames.seen} == {"standings"}
    assert votes_of(frames.seen[-1].data) == {"e0": 3, "e1": 2, "e2": 2}
    assert all(0 <= frame.data["age_ms"] < SOON_SECONDS * 1000 for frame in frames.seen)
    counts = [frame.data["counted"] for frame in frames.seen]
    assert counts == sorted(counts)
    assert all(later.at - earlier.at < SOON_SECONDS for earlier, later in pairwise(frames.seen))


def test_the_board_covers_a_vote_soon_after_its_receipt_by_offset(voting: Voting) -> None:
    voting.announce(contest("k-fresh"))
    until(lambda: voting.board("k-fresh"), bool)
    delays = [until_covered(voting, voting.vote(voter, "k-fresh").json()) for voter in range(12)]
    assert sorted(delays)[len(delays) // 4] < 0.75, delays


def until_covered(voting: Voting, receipt: dict[str, Any]) -> float:
    """How long the board takes to cover the place of a receipt."""
    begun = time.monotonic()
    url = voting.url("/api/v1/contests/k-fresh/standings")
    with httpx2.Client(timeout=20, trust_env=False) as reader:
        while reader.get(url).json()["covers"][receipt["partition"]] < receipt["offset"]:
            assert time.monotonic() - begun < 30
    return time.monotonic() - begun


def test_the_stream_of_no_contest_is_a_problem_and_no_stream(voting: Voting) -> None:
    answer = voting.ask("GET", "/contests/nothing/standings/stream")
    assert (answer.status_code, answer.json()["code"]) == (404, "contest-unknown")


def test_a_board_of_ranks_has_the_order_and_no_figure(voting: Voting) -> None:
    voting.announce(contest("k-ranks", "ranks"))
    with stream(voting, "k-ranks") as frames:
        for voter in range(5):
            voting.vote(voter, "k-ranks", "e2" if voter else "e1")
        last = until(lambda: frames.seen[-1].data if frames.seen else {}, lambda seen: first_of(seen) == "e2")
    assert [(place["entry_id"], place["rank"]) for place in last["standings"]] == [("e2", 1), ("e1", 2), ("e0", 3)]
    assert (last["counted"], last["top"], {place["votes"] for place in last["standings"]}) == (None, None, {None})
    page = httpx2.get(voting.url("/results/k-ranks"), timeout=20, trust_env=False).text
    assert ("示例作品2" in page, 'data-bind="votes"' in page, 'data-bind="counted"' in page) == (True, False, False)


def first_of(board: dict[str, Any]) -> str:
    places = board.get("standings") or [{"entry_id": "", "rank": 0}]
    return str(places[0]["entry_id"]) if places[0]["rank"] == 1 else ""


def test_a_delayed_board_is_late_and_never_less(voting: Voting) -> None:
    voting.announce(contest("k-delayed", "delayed"))
    with stream(voting, "k-delayed") as frames:
        for voter in range(6):
            voting.vote(voter, "k-delayed")
        until(lambda: frames.seen[-1].data["counted"] if frames.seen else None, lambda counted: counted == 6)
    shown = [frame.data for frame in frames.seen if frame.data["as_of"] is not None]
    assert min(data["age_ms"] for data in shown) >= DELAY_SECONDS * 1000


def in_flight(voting: Voting) -> float:
    """Requests that the HTTP process is answering, the question itself included."""
    families = text_string_to_metric_families(voting.system.get("voting-http", "/metrics").text)
    return sum(s.value for one in families if one.name == "zhengji_http_requests_in_flight" for s in one.samples)


def deaf_reader(voting: Voting, contest_id: str) -> socket.socket:
    """Asks for the stream with the smallest buffer there is, and never reads a byte."""
    reader = socket.socket()
    reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
    reader.connect(("127.0.0.1", voting.system.ports["voting-http"]))
    reader.sendall(f"GET /api/v1/contests/{contest_id}/standings/stream HTTP/1.1\r\nhost: localhost\r\n\r\n".encode())
    return reader


def test_readers_that_do_not_read_or_leave_hurt_nobody_and_are_let_go(voting: Voting) -> None:
    voting.announce(contest("k-deaf"))
    quiet = in_flight(voting)
    readers: list[socket.socket] = []

    def ask() -> float:
        """Who was turned away in a busy moment asks again."""
        missing = int(quiet + 60 - in_flight(voting))
        readers.extend(deaf_reader(voting, "k-deaf") for _ in range(missing))
        return in_flight(voting)

    until(ask, lambda now: now >= quiet + 60)
    with stream(voting, "k-deaf") as frames:
        started = time.monotonic()
        assert {voting.vote(voter, "k-deaf").status_code for voter in range(5)} == {202}
        until(lambda: frames.seen[-1].data["counted"] if frames.seen else 0, lambda counted: counted == 5)
        assert time.monotonic() - started < 2 * SOON_SECONDS
        for reader in readers:
            reader.close()
        until(lambda: in_flight(voting), lambda now: now <= quiet + 1)
