"""The office at work: review's two processes on voting's topics, with a vote that is open."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.integration.operations.processes import until
from tests.integration.review.review_processes import CAMPAIGN, ReviewProcesses, RunningReview
from tests.integration.review.test_selection import choose_finalists, ok, open_contest, release, score
from tests.integration.voting.running import Voting

OFFICE_CONTEST = f"{CAMPAIGN}-vote"


@contextmanager
def office(voting: Voting) -> Iterator[RunningReview]:
    """Review, its twenty nominees chosen and their vote open."""
    processes = ReviewProcesses(voting.settings.kafka, voting.settings.topic_prefix)
    try:
        for entrypoint in ("http", "relay"):
            processes.start(entrypoint)
        running = RunningReview(voting.settings, processes)
        choose_finalists(running)
        score(running)
        ok(running.review("POST", "/nominees"))
        release(running, "nominee")
        assert open_contest(running)["contest_id"] == OFFICE_CONTEST
        yield running
        running.close()
    finally:
        processes.stop_all()


def change(review: RunningReview, **terms: str) -> int:
    """The office changes terms; the revision that says so."""
    return int(ok(review.review("PATCH", "/contest", body=terms))["revision"])


def obeyed(voting: Voting, revision: int) -> dict[str, Any]:
    """The board of the first moment at which voting knows the revision."""
    path = f"/contests/{OFFICE_CONTEST}"
    until(lambda: voting.ask("GET", path).json(), lambda seen: seen.get("revision") == revision)
    return voting.board(OFFICE_CONTEST)
