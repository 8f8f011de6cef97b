"""A delayed board over restarts and an emptied Valkey: what readers saw they see again, and never anything younger."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest
import redis
from contracts import CONTENT_TYPE
from contracts.topics import VOTE_PARTITIONS
from plumbing.broker import build_producer, send_record
from plumbing.records import Outgoing
from plumbing.settings import ProcessSettings
from voting.domain.sheet import CastVote, Sheet
from voting.handlers.sheets import VOTES_TOPIC, encode, instant

from deploy.local.servers import running_valkey
from tests.integration.operations.processes import Processes, processes, until
from tests.integration.voting.running import THREE, Voting, contest

pytestmark = [pytest.mark.broker, pytest.mark.timeout(400)]
DELAY = timedelta(minutes=10)
OLD = {"e0": 5, "e1": 3, "e2": 2}
"""Votes of twenty minutes ago, by entry."""
MINUTE = timedelta(minutes=1)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Valkey of its own, since it is emptied here."""
    with running_valkey(tmp_path_factory.mktemp("valkey")) as url:
        yield url


@pytest.fixture
def environment(kafka: str, store: str, topic_prefix: str) -> dict[str, str]:
    """A log for each test, since old votes do not come behind young ones; and the delay that production has."""
    return {
        "ZJ_KAFKA": kafka, "ZJ_VALKEY": store, "ZJ_TOPIC_PREFIX": topic_prefix,
        "ZJ_EMBARGO_DELAY_SECONDS": str(int(DELAY.total_seconds())),
    }  # fmt: skip


@pytest.fixture
def delayed(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Voting]:
    """The three processes."""
    settings = ProcessSettings(
        profile="demo", kafka=environment["ZJ_KAFKA"], valkey=environment["ZJ_VALKEY"],
        topic_prefix=environment["ZJ_TOPIC_PREFIX"],
    )  # fmt: skip
    with processes(environment, tmp_path_factory.mktemp("voting"), THREE) as system:
        yield Voting(system, settings)


def cast_ago(voting: Voting, contest_id: str, ago: timedelta, votes: dict[str, int]) -> None:
    """Sheets as a process of `ago` put them on the log, one vote each, on all partitions."""
    producer, at = build_producer(voting.settings, "test-feed"), instant(datetime.now(UTC) - ago)
    names = [entry for entry, count in votes.items() for _ in range(count)]
    for number, entry in enumerate(names):
        vote = CastVote(f"{contest_id}-{ago}-{number}", f"{number:032x}", (entry,))
        value = encode(Sheet.of(contest_id, f"{contest_id}-{ago}-{number}", at, [vote]))
        outgoing = Outgoing(VOTES_TOPIC, contest_id, value, number % VOTE_PARTITIONS, CONTENT_TYPE)
        send_record(producer, voting.settings.topic_prefix, outgoing).get(timeout=10)
    producer.close(2.0)


def figures(board: dict[str, Any]) -> tuple[Any, ...]:
    """What a board says, without its age."""
    return board.get("counted"), {place["entry_id"]: place["votes"] for place in board.get("standings", [])}


def begun(voting: Voting, contest_id: str) -> None:
    """A delayed contest with old votes, votes of nine minutes ago, and votes of now."""
    voting.announce(contest(contest_id, "delayed", opens_at=datetime.now(UTC) - timedelta(hours=1)))
    cast_ago(voting, contest_id, 2 * DELAY, OLD)
    cast_ago(voting, contest_id, DELAY - 3 * MINUTE, {"e2": 7})
    assert {voting.vote(voter, contest_id, "e2").status_code for voter in range(4)} == {202}
    until(lambda: figures(voting.board(contest_id)), lambda seen: seen == (10, OLD))


def stop(voting: Voting, *names: str) -> None:
    for name in names:
        voting.kill(name)
        del voting.system.running[name]


def seen_again(voting: Voting, contest_id: str) -> dict[str, Any]:
    """The first board there is after a start; it is the one of before, and old enough."""
    board = until(lambda: voting.board(contest_id), lambda seen: seen.get("as_of") is not None)
    assert figures(board) == (10, OLD)
    assert DELAY.total_seconds() * 1000 <= board["age_ms"]
    return board


def test_a_board_that_starts_again_shows_at_once_what_it_showed(delayed: Voting) -> None:
    begun(delayed, "k-again")
    stop(delayed, "voting-http")
    delayed.system.start(["voting-http"])
    seen_again(delayed, "k-again")


def test_an_emptied_valkey_and_a_start_of_everything_bring_the_same_board_back(delayed: Voting) -> None:
    begun(delayed, "k-emptied")
    store = redis.Redis.from_url(delayed.settings.valkey)
    store.flushall()
    seen_again(delayed, "k-emptied")
    stop(delayed, *THREE)
    store.flushall()
    delayed.system.start(THREE)
    seen_again(delayed, "k-emptied")


def test_while_no_tally_runs_a_new_board_says_nothing_rather_than_something_young(delayed: Voting) -> None:
    begun(delayed, "k-alone")
    stop(delayed, "voting-http", "voting-stream")
    redis.Redis.from_url(delayed.settings.valkey).flushall()
    delayed.system.start(["voting-http"])
    answer = delayed.ask("GET", "/contests/k-alone/standings")
    assert (answer.status_code, answer.json()["code"]) == (503, "board-not-ready")
    delayed.system.start(["voting-stream"])
    seen_again(delayed, "k-alone")


def test_two_processes_show_the_same_count_of_the_same_moment(
    delayed: Voting, environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    begun(delayed, "k-both")
    with processes(environment, tmp_path_factory.mktemp("second"), ["voting-http"]) as second:
        boards = until(
            lambda: (delayed.board("k-both"), board_of(second, "k-both")),
            lambda both: both[0].get("as_of") == both[1].get("as_of") is not None,
        )
    kept = [{name: said for name, said in board.items() if not name.startswith("age_")} for board in boards]
    assert kept[0] == kept[1]
    assert figures(kept[0]) == (10, OLD)


def board_of(system: Processes, contest_id: str) -> dict[str, Any]:
    answer = httpx2.get(f"{system.url('voting-http')}/api/v1/contests/{contest_id}/standings", trust_env=False)
    board: dict[str, Any] = answer.json() if answer.status_code == 200 else {}
    return board


def test_a_change_from_hidden_to_delayed_shows_what_is_old_enough_at_once_and_no_more(delayed: Voting) -> None:
    begun(delayed, "k-turned")
    delayed.announce(contest("k-turned", "hidden", revision=2))
    assert figures(delayed.board("k-turned")) == (None, {})
    delayed.announce(contest("k-turned", "delayed", revision=3))
    assert figures(delayed.board("k-turned")) == (10, OLD)
