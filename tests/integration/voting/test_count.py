"""Accept, stream and relay as processes on the real Kafka and Valkey: every acknowledged vote counts once."""

import json
from collections import Counter
from datetime import UTC, datetime
from typing import cast

import pytest
import redis
from voting.handlers.pictures import from_bytes

from deploy.local.rehearsal.topic_reader import KafkaPlace
from tests.integration.operations.cloudevents_on import cloudevents_on
from tests.integration.operations.processes import until
from tests.integration.voting.running import CONTEST, Voting, contest, recounted

pytestmark = [pytest.mark.broker, pytest.mark.timeout(240)]
VOTERS = 40


def pictured(store: redis.Redis, prefix: str) -> dict[str, int]:
    """The votes of the contest as the pictures in Valkey hold them, summed over the partitions."""
    total: Counter[str] = Counter()
    for key in store.scan_iter(f"{prefix}voting:picture:*"):
        picture = from_bytes(cast("bytes", store.hget(key, "picture")))
        total.update(picture.contests[CONTEST].counts if CONTEST in picture.contests else {})
    return dict(total)


def test_every_acknowledged_vote_counts_once_whatever_is_killed(voting: Voting) -> None:
    voting.announce(contest())
    receipts = [voting.vote(voter) for voter in range(VOTERS // 2)]
    voting.kill("voting-stream")
    receipts += [voting.vote(voter) for voter in range(VOTERS // 2, VOTERS)]
    assert {answer.status_code for answer in receipts} == {202}
    again = voting.vote(0)
    assert (again.status_code, again.json()["code"]) == (409, "already-voted")
    voting.system.start(["voting-stream"])
    owed = {f"e{number}": len(range(number, VOTERS, 3)) for number in range(3)}
    until(voting.counted, lambda seen: seen == owed)
    store = redis.Redis.from_url(voting.settings.valkey)
    for key in store.scan_iter(f"{voting.settings.topic_prefix}*"):
        store.delete(key)
    # Valkey itself is asked: the board would go on showing what it had looked at before.
    until(lambda: pictured(store, voting.settings.topic_prefix), lambda seen: seen == owed)
    looked_up = voting.ask("GET", f"/vote-receipts/{receipts[0].json()['no']}").json()
    assert '"e0"' not in json.dumps(looked_up)

    voting.kill("voting-relay")
    voting.announce(contest(revision=2, closes_at=datetime.now(UTC)))
    voting.system.start(["voting-relay"])
    answer = until(lambda: voting.ask("GET", f"/contests/{CONTEST}/result"), lambda seen: seen.status_code == 200)
    result = answer.json()
    assert result["counted"] == VOTERS
    assert {line["entry_id"]: line["votes"] for line in result["results"]} == owed
    assert sorted(part["partition"] for part in result["partitions"]) == [0, 1, 2, 3]
    status, again = recounted(voting.settings, "count", CONTEST)
    assert (status, again["counted"], again["votes"]) == (0, VOTERS, owed)
    place = KafkaPlace(voting.settings.kafka, voting.settings.topic_prefix)
    assert cloudevents_on(place, "entry-voted") == {("cn.zhengji.entry.voted.v1", "/services/voting")}
    assert cloudevents_on(place, "contest-closed") == {("cn.zhengji.contest.closed.v1", "/services/voting")}
    late = voting.vote(VOTERS + 1)
    assert (late.status_code, late.json()["code"]) == (409, "contest-closed")
