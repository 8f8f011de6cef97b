"""Counting limits in the real Valkey: exact under many at once, all or none, and gone with the window."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

import pytest
from plumbing.limits import Limit, RateLimiter, Refusal, Window
from plumbing.settings import ProcessSettings
from plumbing.valkey import build_valkey
from redis.asyncio import Redis

pytestmark = pytest.mark.broker


@pytest.fixture
async def client(valkey: str) -> AsyncIterator[Redis]:
    found = build_valkey(ProcessSettings(profile="demo", valkey=valkey))
    yield found
    await found.aclose()


async def test_a_window_holds_exactly_so_many_however_many_ask_at_once(client: Redis, topic_prefix: str) -> None:
    tally, limit = RateLimiter(client), Limit(f"{topic_prefix}a", Window(600, 40))
    answers = await asyncio.gather(*(tally.take([limit]) for _ in range(90)))
    assert Counter(answer is None for answer in answers) == {True: 40, False: 50}
    assert all(answer.limit == limit and 590 <= answer.seconds <= 600 for answer in answers if answer)


async def test_who_is_refused_on_one_limit_uses_up_no_other(client: Redis, topic_prefix: str) -> None:
    tally, wide = RateLimiter(client), Limit(f"{topic_prefix}wide", Window(600, 2))
    full = Limit(f"{topic_prefix}full", Window(600, 1))
    assert await tally.take([full]) is None
    assert {(await tally.take([wide, full]) or Refusal(0, wide)).limit for _ in range(5)} == {full}
    assert [await tally.take([wide]) is None for _ in range(3)] == [True, True, False]


async def test_the_wait_is_that_of_the_limit_that_is_full_for_longest(client: Redis, topic_prefix: str) -> None:
    short, long = (Limit(f"{topic_prefix}b", Window(seconds, 1)) for seconds in (60, 3600))
    tally = RateLimiter(client)
    await tally.take([short, long])
    refusal = await tally.take([short, long])
    assert refusal is not None
    assert (refusal.limit, 3590 <= refusal.seconds <= 3600) == (long, True)


async def test_what_is_counted_goes_with_its_window_and_there_is_room_again(client: Redis, topic_prefix: str) -> None:
    tally, limit = RateLimiter(client), Limit(f"{topic_prefix}c", Window(1, 1))
    assert await tally.take([limit]) is None
    assert await tally.take([limit]) is not None
    [key] = [one async for one in client.scan_iter(f"{topic_prefix}*")]
    assert 0 < await client.pttl(key) <= 1000
    await client.blpop([f"{topic_prefix}never"], timeout=1.2)  # Valkey's own clock, by which the key goes
    assert await tally.take([limit]) is None
