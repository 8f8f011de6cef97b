"""The control: a tally as it is often built. It increments counters in Valkey as votes come; its client commits later.

It drops repeated votes, by a set in its memory, and without faults it is right. It runs beside ours on the same log and
the same Valkey, and the harness must find it wrong.
"""

import os

import redis
from contracts.topics import ENTRY_VOTED
from kafka import KafkaConsumer
from plumbing.settings import ProcessSettings
from redis.backoff import ConstantBackoff
from redis.retry import Retry
from voting.domain.sheet import Sheet
from voting.handlers.sheets import decode

GROUP = "control"
NAME = "CONTROL_MEMBER"
"""The variable with the name that the group knows this member by."""


def key_of(prefix: str, contest_id: str) -> str:
    """The hash that holds its counters of a contest."""
    return f"{prefix}control:{contest_id}"


def group_of(prefix: str) -> str:
    """The group whose committed offsets say how far it is."""
    return f"{prefix}{GROUP}"


def count(store: redis.Redis, key: str, seen: set[str], sheet: Sheet) -> None:
    """One command a vote, which redis-py sends again when the connection is cut."""
    for vote in sheet.votes:
        if vote.vote_id not in seen:
            seen.add(vote.vote_id)
            for entry in vote.entries:
                store.hincrby(key, entry, 1)


def main() -> None:
    """Counts until it is killed; a store that is away for a moment is asked again."""
    settings = ProcessSettings(profile="demo")
    # Committed every five seconds, the client's default; told to stop it ends as Python ends, without a commit.
    retry = Retry(ConstantBackoff(0.1), 100)
    store = redis.Redis.from_url(settings.valkey, retry=retry)
    consumer = KafkaConsumer(
        settings.topic_prefix + ENTRY_VOTED.name, bootstrap_servers=settings.kafka.split(","),
        group_id=group_of(settings.topic_prefix), group_instance_id=os.environ[NAME], auto_offset_reset="earliest",
        enable_auto_commit=True, session_timeout_ms=6000, heartbeat_interval_ms=2000,
        reconnect_backoff_max_ms=200,
    )  # fmt: skip
    seen: set[str] = set()
    for raw in consumer:
        sheet = decode(raw.value)
        if sheet is not None:
            count(store, key_of(settings.topic_prefix, sheet.contest_id), seen, sheet)


if __name__ == "__main__":
    main()
