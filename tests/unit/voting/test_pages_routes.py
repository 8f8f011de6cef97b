"""The pages over a source that a test fills: what a voter, a stranger, a clerk and an operator see."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import voting
from fastapi.testclient import TestClient
from pages import Pages, install_pages
from plumbing.clock import FixedClock
from plumbing.http import build_app
from plumbing.keys import public_key_of
from plumbing.problems import Problem
from plumbing.settings import ProcessSettings, demo_secret
from plumbing.tokens import SESSION_COOKIE, Session, SessionSigner, SessionVerifier
from voting.entrypoints import pages as routes
from voting.entrypoints.pages_views import (
    BoardRow,
    BoardView,
    ContestView,
    EntryLine,
    Phase,
    ReceiptView,
    ResultView,
)  # fmt: skip
from voting.entrypoints.pages_wall import PartitionSeen
from voting.entrypoints.pages_watch import RateWatch
from voting.handlers.signing import Receipt

NOW = datetime(2026, 6, 10, 4, tzinfo=UTC)
ENTRIES = [EntryLine(f"e{number}", f"示例作品{number}", "说明" if number % 2 else "") for number in range(6)]
SEED = demo_secret("session_seed")


class Filled:
    """One contest of six entries, in the phase and under the embargo that the test says."""

    def __init__(self, phase: Phase = "open", embargo: str = "live") -> None:
        self.watch = RateWatch()
        self.view = ContestView("k", "示例投票", phase, NOW, NOW + timedelta(hours=1), 1, 3, embargo, len(ENTRIES))
        self.refusal: Problem | None = None
        self.refuses_late = False
        self.earlier: str | None = None
        self.cast_for: list[tuple[str, ...]] = []
        self.state: Any = "counted"
        self.counted_as = ""
        self.shows_votes = self.has_board = True

    def now(self) -> datetime:
        return NOW

    def contests(self) -> list[ContestView]:
        return [self.view]

    def contest(self, contest_id: str) -> ContestView:
        if contest_id != "k":
            raise Problem("contest-unknown", 404, "没有这个投票", "There is no such contest")
        return self.view

    def entries(self, contest_id: str) -> list[EntryLine]:
        return ENTRIES if self.contest(contest_id) else []

    def voted(self, contest_id: str, citizen: Session) -> str | None:
        return self.earlier if (contest_id, citizen.role) == ("k", "citizen") else None

    def check(self, contest_id: str, citizen: Session, entries: Sequence[str]) -> None:
        assert (contest_id, citizen.role, set(entries) <= {one.entry_id for one in ENTRIES}) == ("k", "citizen", True)
        if self.refusal and not self.refuses_late:
            raise self.refusal

    async def cast(self, contest_id: str, citizen: Session, entries: Sequence[str]) -> Receipt:
        assert (contest_id, citizen.role) == ("k", "citizen")
        if self.refusal:
            raise self.refusal
        self.cast_for.append(tuple(entries))
        return Receipt("k.0.17.3", "k", 0, 17, 3, "ab" * 16, "2026-06-10T04:00:00Z", "c2lnbmVk", ["L" + "ab" * 32] * 9)

    async def board(self, contest_id: str) -> BoardView | None:
        self.contest(contest_id)
        if not self.has_board:
            return None
        votes = [60 - number if self.shows_votes else None for number in range(6)]
        rows = [BoardRow(one.entry_id, one.phrase, n + 1, votes[n]) for n, one in enumerate(ENTRIES)]
        return BoardView(300 if self.shows_votes else None, votes[0], NOW, 1.0, rows)

    def result(self, contest_id: str) -> ResultView | None:
        certified = self.contest(contest_id).phase == "certified"
        return ResultView(NOW, 300, 2, [["0", "300", "2", "17", "ab" * 32]]) if certified else None

    def receipt(self, number: str) -> ReceiptView | None:
        found = ReceiptView(number, "示例投票", "k", self.state, 0, 17, 3, 20, "ab" * 32, "", self.counted_as)
        return found if number == "k.0.17.3" else None

    async def partitions(self) -> list[PartitionSeen]:
        return [PartitionSeen(0, 300, 300, 2, 17, 18, "ab" * 32, 0.4, 0.4)]

    def queue(self) -> int:
        return 12


def browser(source: Filled, role: str | None = None) -> TestClient:
    app = build_app(title="voting", settings=ProcessSettings(profile="demo"), lifespan=None, checks={})
    app.state.verifier, app.state.clock = SessionVerifier(public_key_of(SEED)), FixedClock(NOW)
    app.state.pages_source = source
    app.state.pages = Pages(Path(voting.__path__[0]) / "templates", service="voting")
    install_pages(app, app.state.pages)
    app.include_router(routes.router)
    cookies = {}
    if role:
        session = Session("15" * 16, role, None, None, NOW + timedelta(hours=1))
        cookies = {SESSION_COOKIE: SessionSigner(SEED).sign(session, NOW)}
    headers = {"Accept": "text/html", "Accept-Language": "zh-CN"}
    return TestClient(app, cookies=cookies, headers=headers, follow_redirects=False)


def test_a_vote_leads_to_its_receipt() -> None:
    source = Filled()
    answer = browser(source, "citizen").post("/vote/k", data={"entries": ["e1", "e3"], "confirmed": "yes"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/receipts/k.0.17.3")
    assert source.cast_for == [("e1", "e3")]


def test_the_signed_receipt_can_be_saved_by_whoever_cast_the_vote_and_nobody_else() -> None:
    voter, stranger = browser(Filled(), "citizen"), browser(Filled(), "citizen")
    answer = voter.post("/vote/k", data={"entries": ["e1"], "confirmed": "yes"})
    cookie = answer.headers["set-cookie"]
    assert [part in cookie for part in ("HttpOnly", "Path=/receipts", "SameSite=strict", "Max-Age=3600")] == [True] * 4
    assert len(cookie) < 4096
    saved = voter.get("/receipts/k.0.17.3/signed")
    assert (saved.json()["no"], saved.json()["signature"], len(saved.json()["proof"])) == ("k.0.17.3", "c2lnbmVk", 9)
    assert saved.headers["content-disposition"] == 'attachment; filename="receipt.json"'
    link = 'href="/receipts/k.0.17.3/signed"'
    assert [link in one.get("/receipts/k.0.17.3").text for one in (voter, stranger)] == [True, False]
    assert stranger.get("/receipts/k.0.17.3/signed").status_code == 404
    assert voter.get("/receipts/k.0.17.4/signed").status_code == 404


@pytest.mark.parametrize("cookie", ["", "!", "bnVsbA==", "W10=", "eyJubyI6ImsuMC4xNy4zIn0="])
def test_a_strange_cookie_is_no_receipt(cookie: str) -> None:
    asked = browser(Filled())
    asked.cookies.set("zj_receipt", cookie)
    assert asked.get("/receipts/k.0.17.3/signed").status_code == 404


def test_the_board_is_complete_without_script_and_says_how_old_it_is() -> None:
    shown = browser(Filled()).get("/results/k").text
    assert all(entry.phrase in shown for entry in ENTRIES)
    assert ('http-equiv="refresh"' in shown, "计票截至" in shown, "12:00:00" in shown) == (True, True, True)
    assert 'data-poll="/api/v1/contests/k/standings" data-final="certified"' in shown


def test_a_figure_that_the_gate_holds_back_is_nowhere_on_the_page() -> None:
    source = Filled(embargo="ranks")
    source.shows_votes = False
    shown = browser(source).get("/results/k").text
    assert ('data-bind="votes"' in shown, "<meter" in shown, 'data-bind="counted"' in shown) == (False, False, False)


def test_a_certified_result_shows_what_it_rests_on() -> None:
    shown = browser(Filled("certified")).get("/results/k").text
    assert ("结果已核定" in shown, "ab" * 32 in shown, "data-stream" in shown) == (True, True, False)


@pytest.mark.parametrize(
    ("embargo", "said"),
    [
        ("live", "榜单正在准备"),
        ("ranks", "榜单正在准备"),
        ("delayed", "还没有到公布第一份榜单的时间"),
        ("hidden", "不公布得票情况"),
    ],
)
def test_a_board_that_is_not_there_yet_says_so_and_comes_by_itself(embargo: str, said: str) -> None:
    source = Filled(embargo=embargo)
    source.has_board = False
    shown = browser(source).get("/results/k").text
    alone = re.sub(r"<noscript>.*?</noscript>", "", shown)
    assert (said in shown, "data-stream" in shown, 'http-equiv="refresh"' in alone) == (
        True,
        False,
        embargo != "hidden",
    )


def test_before_the_vote_opens_there_is_no_board() -> None:
    assert "data-rows" not in browser(Filled("soon")).get("/results/k").text


@pytest.mark.parametrize(
    ("state", "said"), [("counted", "已计入"), ("pending", "等待计票"), ("refused", "投票截止之后才到达")]
)
def test_a_receipt_says_what_became_of_the_vote_and_not_for_whom(state: str, said: str) -> None:
    source = Filled()
    source.state = state
    shown = browser(source).get("/receipts/k.0.17.3").text
    assert said in shown
    assert not any(entry.phrase in shown for entry in ENTRIES)


def test_a_repeated_vote_leads_to_the_one_that_counts() -> None:
    source = Filled()
    source.state, source.counted_as = "refused", "0-00000009-001-K"
    shown = browser(source).get("/receipts/k.0.17.3").text
    assert ("您的一票已计入" in shown, 'href="/receipts/0-00000009-001-K"' in shown) == (True, True)


def test_an_unknown_receipt_brings_the_form_again() -> None:
    answer = browser(Filled()).get("/receipts/nonsense")
    assert (answer.status_code, "没有这个回执编号" in answer.text) == (404, True)
    assert browser(Filled()).get("/receipts?no=%20k.0.17.3").headers["location"] == "/receipts/k.0.17.3"


@pytest.mark.parametrize(("role", "status"), [(None, 401), ("citizen", 403), ("operator", 200), ("organiser", 200)])
def test_the_wall_is_for_the_operator(role: str | None, status: int) -> None:
    wall = browser(Filled(), role)
    assert [wall.get(path).status_code for path in ("/ops", "/ops/figures")] == [status] * 2


def test_the_wall_that_is_asked_for_speaks_the_readers_language() -> None:
    wall = browser(Filled(), "operator")
    said = [wall.get("/ops/figures", headers={"Accept-Language": tongue}).json() for tongue in ("zh", "en")]
    assert [(one["counted"], one["verdict"][:2]) for one in said] == [(300, "正常"), (300, "Al")]


@pytest.mark.parametrize("path", ["/vote", "/vote/k", "/results", "/results/k", "/receipts", "/receipts/k.0.17.3"])
def test_every_page_speaks_english(path: str) -> None:
    answer = browser(Filled()).get(path, headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.headers["content-language"]) == (200, "en")


@pytest.mark.parametrize("path", ["/vote/other", "/results/other"])
def test_an_unknown_contest_is_a_page_of_its_own(path: str) -> None:
    answer = browser(Filled()).get(path)
    assert (answer.status_code, "没有这个投票" in answer.text) == (404, True)
