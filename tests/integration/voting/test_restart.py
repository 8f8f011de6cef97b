"""A tally that is started again goes on from its checkpoints; whatever is planted there changes no count."""

from collections import Counter
from collections.abc import Callable

import pytest
import redis
from prometheus_client.parser import text_string_to_metric_families

from tests.integration.operations.processes import WITHIN_SECONDS, until
from tests.integration.voting.running import CONTEST, Voting, contest

pytestmark = [pytest.mark.broker, pytest.mark.timeout(240)]
VOTERS = 24
PLANTED: list[Callable[[bytes], bytes]] = [
    lambda value: value[:0], lambda value: value[:-9], lambda value: value[:40] + bytes([value[40] ^ 1]) + value[41:],
    lambda value: b"\x00" * len(value),
]  # fmt: skip


def outcomes(voting: Voting) -> Counter[str]:
    """What became of the checkpoints since the process was started."""
    families = text_string_to_metric_families(voting.system.get("voting-stream", "/metrics").text)
    samples = [sample for family in families for sample in family.samples]
    return Counter(
        {one.labels["outcome"]: int(one.value) for one in samples if one.name == "zhengji_voting_checkpoints_total"}
    )


def again(voting: Voting) -> None:
    """The tally is asked to go, and started once more."""
    going = voting.system.running["voting-stream"]
    going.terminate()
    assert going.wait(WITHIN_SECONDS) == 0
    voting.system.start(["voting-stream"])


def test_checkpoints_are_used_and_doubtful_ones_thrown_away_and_the_count_is_the_same(voting: Voting) -> None:
    voting.announce(contest())
    partitions = {voting.vote(voter).json()["partition"] for voter in range(VOTERS)}
    owed = {f"e{number}": len(range(number, VOTERS, 3)) for number in range(3)}
    until(voting.counted, lambda seen: seen == owed)
    again(voting)
    assert outcomes(voting)["used"] == len(partitions)

    store = redis.Redis.from_url(voting.settings.valkey)
    keys = sorted(store.scan_iter(f"{voting.settings.topic_prefix}voting:checkpoint:voting-tally:*"))
    assert len(keys) == len(partitions) == len(PLANTED)
    last = voting.system.running["voting-stream"]
    last.kill()
    last.wait()
    for key, plant in zip(keys, PLANTED, strict=True):
        kept = store.get(key)
        assert isinstance(kept, bytes)
        store.set(key, plant(kept))
    for key in store.scan_iter(f"{voting.settings.topic_prefix}voting:picture:*"):
        store.delete(key)
    voting.system.start(["voting-stream"])
    found = outcomes(voting)
    assert (found["refused"], found["used"]) == (len(PLANTED), 0)
    for voter in range(VOTERS, VOTERS + 3):
        voting.vote(voter)
    until(lambda: voting.counted(CONTEST), lambda seen: seen == {entry: votes + 1 for entry, votes in owed.items()})
