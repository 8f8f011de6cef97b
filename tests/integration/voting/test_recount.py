"""The recount of a real log: during the vote, once it is certified, from an export; and of a log that was rewritten."""

import gzip
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from contracts import TOPICS
from contracts.topics import CONTEST_CLOSED, CONTEST_OPENED, ENTRY_VOTED
from plumbing.broker import TopicSpec, build_producer, ensure_topics, send_record
from plumbing.records import Outgoing
from plumbing.settings import ProcessSettings

from deploy.local.rehearsal.topic_reader import Found, KafkaPlace, read_topic
from tests.integration.operations.processes import until
from tests.integration.voting.running import CONTEST, Voting, contest, recounted

pytestmark = [pytest.mark.broker, pytest.mark.timeout(240)]
VOTERS = 30
PUBLIC = (CONTEST_OPENED.name, CONTEST_CLOSED.name, ENTRY_VOTED.name)


def certify(voting: Voting, contest_id: str) -> None:
    """Ends a contest now; returns when its result is out."""
    voting.announce(contest(contest_id, revision=2, closes_at=datetime.now(UTC)))
    until(lambda: voting.ask("GET", f"/contests/{contest_id}/result").status_code, lambda seen: seen == 200)


def sources(report: Any) -> dict[str, set[str]]:
    """What a count was compared with, by the end of its address."""
    return {kind: {one.rpartition("/")[2] for one in found} for kind, found in report["compared_with"].items()}


def with_another_choice(record: Found) -> Found:
    """The first vote of a sheet names another entry."""
    event: dict[str, Any] = orjson.loads(record.value)
    vote = event["data"]["votes"][0]
    vote["entries"] = ["e2" if vote["entries"] == ["e1"] else "e1"]
    return replace(record, value=orjson.dumps(event))


def written_anew(settings: ProcessSettings, records: dict[str, list[Found]]) -> ProcessSettings:
    """Another log on the same broker that holds these records, each in its partition."""
    other = settings.model_copy(update={"topic_prefix": f"{settings.topic_prefix}rewritten-"})
    ensure_topics(other, [TopicSpec(topic.name, topic.partitions, compacted=False) for topic in TOPICS])
    producer = build_producer(other, "test-forger")
    for topic, found in records.items():
        for one in found:
            send_record(producer, other.topic_prefix, Outgoing(topic, "k", one.value, one.partition)).get(timeout=10)
    producer.close(2.0)
    return other


def test_the_count_can_be_repeated_by_a_stranger(voting: Voting, tmp_path: Path) -> None:
    voting.announce(contest())
    receipts = [voting.vote(voter).json() for voter in range(VOTERS)]
    api = ["--api", voting.url("")]
    status, report = recounted(voting.settings, "count", CONTEST, *api)
    assert (status, report["counted"]) == (0, VOTERS)
    assert sources(report) == {"results": set(), "heads": {"heads"}}

    certify(voting, CONTEST)
    export = tmp_path / "votes.jsonl.gz"
    status, report = recounted(voting.settings, "count", CONTEST, *api, "--export", str(export))
    assert (status, report["votes"]) == (0, {"e0": 10, "e1": 10, "e2": 10})
    certified = {"contest-closed", "result"}
    assert sources(report) == {"results": certified, "heads": certified | {"heads"}}
    status, from_file = recounted(None, "count", "--from", str(export), *api)
    assert (status, from_file["votes"]) == (0, report["votes"])
    lines = gzip.decompress(export.read_bytes()).count(b"\n")
    assert lines == 1 + sum(one["records"] for one in from_file["partitions"])

    (tmp_path / "key.json").write_text(voting.ask("GET", "/vote-receipts/key").text)
    (tmp_path / "receipt.json").write_bytes(orjson.dumps(receipts[7]))
    receipt = ["receipt", str(tmp_path / "receipt.json"), "--key", str(tmp_path / "key.json")]
    for where in (["--from", str(export)], ["--kafka", voting.settings.kafka]):
        status, answer = recounted(voting.settings, *receipt, *where)
        assert (status, answer["genuine"], answer["state"]) == (0, True, "counted")
        assert answer["covered_by"]["offset"] >= receipts[7]["offset"]


def test_a_log_that_was_rewritten_on_the_broker_is_found(voting: Voting) -> None:
    voting.announce(contest("another"))
    assert {voting.vote(voter, "another").status_code for voter in range(5)} == {202}
    certify(voting, "another")
    place = KafkaPlace(voting.settings.kafka, voting.settings.topic_prefix)
    records = {topic: list(read_topic(place, topic)) for topic in PUBLIC}
    assert recounted(written_anew(voting.settings, records), "count", "another")[0] == 0

    sheets = records[ENTRY_VOTED.name]
    at = next(n for n, one in enumerate(sheets) if one.key == b"another" and orjson.loads(one.value)["data"]["votes"])
    sheets[at] = with_another_choice(sheets[at])
    forged = voting.settings.model_copy(update={"topic_prefix": f"{voting.settings.topic_prefix}forged-"})
    status, report = recounted(written_anew(forged, records), "count", "another")
    assert status == 1
    found = [(one["code"], one["partition"]) for one in report["differences"]]
    assert found[0] == ("head-differs", sheets[at].partition)
    assert {code for code, _ in found[1:]} == {"votes-differ"}
