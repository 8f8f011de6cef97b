"""The same votes twice on the broker: on sheets as accept writes them, and as a record each."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any

from contracts import CONTENT_TYPE
from contracts.topics import VOTE_PARTITIONS
from plumbing.broker import TopicSpec, build_producer, ensure_topics, send_record
from plumbing.records import Outgoing
from voting.domain.sheet import CastVote, Sheet
from voting.handlers.sheets import VOTES_TOPIC, encode, instant, partition_for, sheet_id_of

from benchmarks.ballots import CONTEST
from benchmarks.electorate import choices_of, ids_of
from benchmarks.system import BENCH_PYTHON, Ground, said_by

PREFIX = "b-"
SINGLE_TOPIC = "single-votes"
IN_FLIGHT = 500
"""Sheets sent before their acknowledgements are looked at."""


@cache
def sheets(ground: Ground, votes: int, on_a_sheet: int) -> str:
    """The topic with so many votes on sheets; written once a run."""
    settings = ground.settings(f"{PREFIX}{on_a_sheet}-")
    ensure_topics(settings, [TopicSpec(VOTES_TOPIC, VOTE_PARTITIONS, compacted=False)])
    producer = build_producer(settings, "bench-sheets", max_block_ms=60_000, linger_ms=5)
    sent: list[Any] = []
    for outgoing in _sheets(votes, on_a_sheet):
        sent.append(send_record(producer, settings.topic_prefix, outgoing))
        if len(sent) >= IN_FLIGHT:
            _acknowledged(sent)
    _acknowledged(sent)
    producer.close(5.0)
    return settings.topic_prefix + VOTES_TOPIC


@cache
def singles(ground: Ground, votes: int) -> str:
    """The topic with so many votes, a record each; written once a run."""
    ensure_topics(ground.settings(PREFIX), [TopicSpec(SINGLE_TOPIC, VOTE_PARTITIONS, compacted=False)])
    topic = PREFIX + SINGLE_TOPIC
    written = said_by([BENCH_PYTHON, "-m", "benchmarks.rivals.load_votes", ground.kafka, topic, str(votes)], 240)
    if int(written) != votes:
        raise RuntimeError(f"only {written} of {votes} votes could be written")
    return topic


def _sheets(votes: int, on_a_sheet: int) -> Iterator[Outgoing]:
    opened: dict[int, list[CastVote]] = {number: [] for number in range(VOTE_PARTITIONS)}
    for voter in range(votes):
        vote_id, voter_ref = ids_of(voter)
        partition = partition_for(CONTEST, voter_ref, VOTE_PARTITIONS)
        opened[partition].append(CastVote(vote_id, voter_ref, choices_of(voter)))
        if len(opened[partition]) == on_a_sheet:
            yield _sheet(partition, opened[partition])
            opened[partition] = []
    yield from (_sheet(partition, rest) for partition, rest in opened.items() if rest)


def _acknowledged(sent: list[Any]) -> None:
    for one in sent:
        one.get(timeout=60)
    sent.clear()


def _sheet(partition: int, votes: list[CastVote]) -> Outgoing:
    at = instant(datetime.now(UTC))
    sheet = Sheet.of(CONTEST, sheet_id_of(CONTEST, partition, at, votes), at, votes)
    return Outgoing(VOTES_TOPIC, CONTEST, encode(sheet), partition, CONTENT_TYPE)
