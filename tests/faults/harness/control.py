"""What the control beside ours has counted."""

import asyncio
from typing import Any

import redis
from contracts.topics import ENTRY_VOTED
from kafka import TopicPartition
from plumbing.broker import build_consumer
from plumbing.settings import ProcessSettings

from tests.faults.harness.ground import until
from tests.faults.harness.naive import group_of, key_of


async def control_count(settings: ProcessSettings, contest_id: str, ends: list[int]) -> dict[str, int]:
    """Its counters by entry, once it has committed the whole log."""
    topic = settings.topic_prefix + ENTRY_VOTED.name
    consumer = await asyncio.to_thread(build_consumer, settings, "faults-control", group_of(settings.topic_prefix))
    places = {TopicPartition(topic, number): end for number, end in enumerate(ends) if end}
    try:
        await until(lambda: all((consumer.committed(one) or 0) >= end for one, end in places.items()), "the control")
    finally:
        await asyncio.to_thread(consumer.close)
    return await asyncio.to_thread(_counters, settings, key_of(settings.topic_prefix, contest_id))


def has_counted(settings: ProcessSettings, contest_id: str) -> bool:
    """Whether it has counted any vote of the contest so far. Blocks."""
    return bool(_counters(settings, key_of(settings.topic_prefix, contest_id)))


def _counters(settings: ProcessSettings, key: str) -> dict[str, int]:
    with redis.Redis.from_url(settings.valkey) as store:
        kept: Any = store.hgetall(key)
    return {entry.decode(): int(votes) for entry, votes in kept.items()}
