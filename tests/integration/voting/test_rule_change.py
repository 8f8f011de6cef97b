"""The office publishes another embargo in review, and voting's gate obeys: five processes, one event between."""

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from tests.integration.operations.processes import until
from tests.integration.review.review_processes import RunningReview
from tests.integration.review.test_selection import ok
from tests.integration.voting.crawler import counts_in
from tests.integration.voting.frames import Frame, Frames
from tests.integration.voting.office import OFFICE_CONTEST as CONTEST
from tests.integration.voting.office import change, obeyed, office
from tests.integration.voting.running import Voting

pytestmark = [pytest.mark.broker, pytest.mark.timeout(400)]
FIRST, SECOND = 47, 53
"""Votes for the two leading entries: numbers that nothing else on a page or in a frame has."""
COUNTS = (FIRST + SECOND, FIRST, SECOND)
Board = tuple[int | None, list[tuple[str, int, int | None]]]
"""The total and the two leading rows: entry, rank, votes."""
LIVE: Board = (FIRST + SECOND, [("e01", 1, SECOND), ("e00", 2, FIRST)])
HIDDEN: Board = (None, [])


@pytest.fixture(scope="module")
def review(voting: Voting) -> Iterator[RunningReview]:
    """The vote is open, its count hidden, and everyone has voted."""
    with office(voting) as running:
        obeyed(voting, publish(running, "hidden"))
        vote_all(voting)
        yield running


def shown(board: dict[str, Any]) -> Board:
    """What the board says first."""
    rows = [(one["entry_id"], one["rank"], one["votes"]) for one in board["standings"]]
    return board["counted"], rows[:2]


def publish(review: RunningReview, embargo: str) -> int:
    """The office decides; the revision that says so."""
    return change(review, embargo=embargo)


def page(voting: Voting, language: str = "zh") -> str:
    headers = {"accept": "text/html", "accept-language": language}
    return httpx2.get(voting.url(f"/results/{CONTEST}"), headers=headers, timeout=20, trust_env=False).text


def next_frames(frames: Frames, number: int = 2) -> list[Frame]:
    """The frames that come from now on."""
    known = len(frames.seen)
    until(lambda: len(frames.seen), lambda count: count >= known + number)
    return frames.seen[known:]


def told(voting: Voting) -> list[str]:
    """Every change of the embargo that the public was told of."""
    changes = voting.ask("GET", f"/contests/{CONTEST}").json()["changes"]
    return [one["embargo"] for one in changes]


def vote_all(voting: Voting) -> None:
    answers = {voting.vote(n, CONTEST, "e00" if n < FIRST else "e01").status_code for n in range(FIRST + SECOND)}
    assert answers == {202}


def test_each_published_rule_holds_on_board_stream_and_page_from_its_event_on(
    voting: Voting, review: RunningReview
) -> None:
    obeyed(voting, publish(review, "hidden"))
    with Frames(voting.url(f"/api/v1/contests/{CONTEST}/standings/stream")) as frames:
        assert shown(voting.board(CONTEST)) == HIDDEN
        assert [counts_in(text, COUNTS) for text in (page(voting), *(f.text for f in next_frames(frames)))] == [[]] * 3

        obeyed(voting, publish(review, "live"))
        assert shown(until(lambda: voting.board(CONTEST), lambda seen: seen["counted"] == COUNTS[0])) == LIVE
        until(lambda: frames.seen[-1].data, lambda seen: shown(seen) == LIVE)
        assert set(counts_in(page(voting), COUNTS)) == {str(count) for count in COUNTS}

        ranks = obeyed(voting, publish(review, "ranks"))
        assert shown(ranks) == (None, [("e01", 1, None), ("e00", 2, None)])

        assert shown(obeyed(voting, publish(review, "hidden"))) == HIDDEN
        until(lambda: frames.seen[-1].data, lambda seen: shown(seen) == HIDDEN)
        assert [counts_in(text, COUNTS) for text in (page(voting), *(f.text for f in next_frames(frames)))] == [[]] * 3
    assert told(voting)[-3:] == ["live", "ranks", "hidden"]
    assert "No figures are shown from now on" in page(voting, "en")
    assert "改为投票期间不公布得票情况" in page(voting)


def test_a_rule_that_is_not_published_yet_changes_nothing_and_holds_once_it_is(
    voting: Voting, review: RunningReview
) -> None:
    standing = publish(review, "hidden")
    obeyed(voting, standing)
    review.processes.kill("relay")
    decided = publish(review, "live")
    assert decided == standing + 1
    with Frames(voting.url(f"/api/v1/contests/{CONTEST}/standings/stream")) as frames:
        assert [shown(frame.data) for frame in next_frames(frames)] == [HIDDEN] * 2
    assert voting.ask("GET", f"/contests/{CONTEST}").json()["revision"] == standing
    review.processes.start("relay")
    assert shown(obeyed(voting, decided)) == LIVE


@pytest.mark.parametrize("who", ["citizen", "screener", "judge:chen", "leader:li", "operator", "unit"])
def test_nobody_but_the_organiser_changes_the_rule(voting: Voting, review: RunningReview, who: str) -> None:
    before = ok(review.review("GET", "/contest"))
    status, problem = review.review("PATCH", "/contest", who, {"embargo": "live"})
    assert (status, problem["code"]) == (403, "role-forbidden")
    assert ok(review.review("GET", "/contest")) == before
