"""Two tally groups count the same partitions: the board goes on when one is killed, and a difference is found."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import pytest
import redis
from prometheus_client.parser import text_string_to_metric_families
from voting.handlers.pictures import Picture, from_bytes, to_bytes

from tests.integration.operations.processes import Processes, processes, until
from tests.integration.voting.running import CONTEST, Voting, contest

pytestmark = [pytest.mark.broker, pytest.mark.timeout(240)]


@pytest.fixture(scope="module")
def twin(voting: Voting, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    """The second tally, under another group name."""
    environment = {**voting.system.environment, "ZJ_TALLY_GROUP": "voting-tally-twin"}
    with processes(environment, tmp_path_factory.mktemp("twin"), ["voting-stream"]) as found:
        yield found


def disagreements(system: Processes, name: str) -> float:
    families = text_string_to_metric_families(system.get(name, "/metrics").text)
    return sum(
        sample.value
        for family in families
        for sample in family.samples
        if sample.name == "zhengji_voting_chain_disagreements_total"
    )


def plant(voting: Voting, partition: int) -> Picture:
    """A picture of the next record that another record stands in; the guard keeps it, since it is ahead."""
    store = redis.Redis.from_url(voting.settings.valkey)
    key = f"{voting.settings.topic_prefix}voting:picture:{partition}"
    true = from_bytes(cast("bytes", store.hget(key, "picture")))
    planted = replace(true, applied=true.applied + 1, head="ff" * 32)
    store.hset(key, mapping={"applied": planted.applied, "picture": to_bytes(planted)})
    return planted


def test_the_board_goes_on_while_one_twin_is_dead_and_nothing_is_counted_twice(voting: Voting, twin: Processes) -> None:
    voting.announce(contest())
    for voter in range(12):
        voting.vote(voter)
    until(voting.counted, lambda seen: seen == {"e0": 4, "e1": 4, "e2": 4})
    voting.kill("voting-stream")
    del voting.system.running["voting-stream"]
    for voter in range(12, 24):
        voting.vote(voter)
    until(voting.counted, lambda seen: seen == {"e0": 8, "e1": 8, "e2": 8})
    voting.system.start(["voting-stream"])
    for voter in range(24, 30):
        voting.vote(voter)
    until(voting.counted, lambda seen: seen == {"e0": 10, "e1": 10, "e2": 10})
    assert [disagreements(voting.system, "voting-stream"), disagreements(twin, "voting-stream")] == [0, 0]


def test_a_planted_difference_is_said_by_every_process_that_counts(voting: Voting, twin: Processes) -> None:
    voting.announce(contest("k-planted"))
    receipt = voting.vote(100, "k-planted").json()
    path = f"/vote-receipts/{receipt['no']}"
    until(lambda: voting.ask("GET", path).json().get("state"), lambda state: state == "counted")
    until(lambda: voting.board("k-planted").get("counted"), lambda counted: counted == 1)
    until(lambda: said_after_a_plant(voting, twin, receipt["partition"]), lambda said: min(said) >= 1)
    until(lambda: voting.counted(CONTEST), lambda seen: seen == {"e0": 10, "e1": 10, "e2": 10})


voters = itertools.count(200)


def said_after_a_plant(voting: Voting, twin: Processes, partition: int) -> tuple[float, ...]:
    """How many differences each process has said, after one more was planted and reached.

    The next vote lets a tally overwrite the picture, perhaps before everybody looked: repeat until all did.
    """
    planted = plant(voting, partition)
    until(lambda: voting.board("k-planted")["covers"][partition], lambda covered: covered >= planted.applied)
    until(lambda: voting.vote(next(voters), "k-planted").json()["partition"], lambda came_to: came_to == partition)
    three = ((voting.system, "voting-http"), (voting.system, "voting-stream"), (twin, "voting-stream"))
    return tuple(disagreements(system, name) for system, name in three)
