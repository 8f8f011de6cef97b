"""One-time codes in Valkey: as hashes, for five minutes. Whatever Valkey loses, somebody asks for once more.

Without Valkey no code is given and none is accepted: the limits are closed then, not open.
"""

import secrets
from typing import Any

from plumbing.identifiers import keyed_ref
from plumbing.problems import Problem
from redis.exceptions import RedisError

from intake.handlers.ports import TooSoon

LIFE_SECONDS = 300
TRIES = 5
LIMITS = ((60, 1), (3600, 5), (86400, 10))
"""1 a minute, 5 an hour, 10 a day (design, section 6)."""
ATTEMPTS = ((900, 10),)
"""Passwords tried in a row for one username within a quarter of an hour."""

_COUNT = """
for i = 1, #ARGV, 2 do
  local key = KEYS[1] .. ':' .. ARGV[i]
  if tonumber(redis.call('GET', key) or '0') >= tonumber(ARGV[i + 1]) then
    return math.max(1, redis.call('TTL', key))
  end
end
for i = 1, #ARGV, 2 do
  local key = KEYS[1] .. ':' .. ARGV[i]
  if redis.call('INCR', key) == 1 then redis.call('EXPIRE', key, ARGV[i]) end
end
return 0
"""
_CHECK = """
local kept = redis.call('HGET', KEYS[1], 'digest')
if not kept then return 0 end
if kept == ARGV[1] then redis.call('DEL', KEYS[1]) return 1 end
if redis.call('HINCRBY', KEYS[1], 'tries', 1) >= tonumber(ARGV[2]) then redis.call('DEL', KEYS[1]) end
return 0
"""


class ValkeyCodes:
    """Keys hold pseudonyms; values hold keyed hashes: a look into Valkey tells neither phone nor code."""

    def __init__(self, client: Any, pepper: bytes, prefix: str = "") -> None:
        self._client, self._pepper = client, pepper
        self._prefix = f"{prefix}intake:"

    async def issue(self, ref: str) -> str:
        """A new code of six digits; it replaces the one before. Raises TooSoon."""
        await self._counted(f"asked:{ref}", LIMITS)
        code = f"{secrets.randbelow(1_000_000):06d}"
        key = f"{self._prefix}code:{ref}"
        try:
            async with self._client.pipeline(transaction=True) as together:
                together.delete(key)
                together.hset(key, mapping={"digest": self._digest(ref, code), "tries": 0})
                together.expire(key, LIFE_SECONDS)
                await together.execute()
        except RedisError as error:
            raise _unavailable() from error
        return code

    async def check(self, ref: str, code: str) -> bool:
        """Whether it is the code; a right one is used up, five wrong ones void it."""
        try:
            answer = await self._client.eval(_CHECK, 1, f"{self._prefix}code:{ref}", self._digest(ref, code), TRIES)
        except RedisError as error:
            raise _unavailable() from error
        return bool(answer == 1)

    async def attempt(self, ref: str) -> None:
        """Counts an attempt to sign in with a password. Raises TooSoon."""
        await self._counted(f"attempt:{ref}", ATTEMPTS)

    async def forgive(self, ref: str) -> None:
        """A right password ends the count: ten wrong ones in a row are what it is about."""
        try:
            await self._client.delete(*(f"{self._prefix}attempt:{ref}:{seconds}" for seconds, _ in ATTEMPTS))
        except RedisError as error:
            raise _unavailable() from error

    async def _counted(self, what: str, limits: tuple[tuple[int, int], ...]) -> None:
        numbers = [number for limit in limits for number in limit]
        try:
            wait = await self._client.eval(_COUNT, 1, self._prefix + what, *numbers)
        except RedisError as error:
            raise _unavailable() from error
        if wait:
            raise TooSoon(int(wait))

    def _digest(self, ref: str, code: str) -> str:
        return keyed_ref(self._pepper, "code", ref, code)


def _unavailable() -> Problem:
    return Problem(
        "codes-unavailable", 503, "验证服务暂不可用，请稍后再试。", "Sign-in is not available now; try again shortly.",
        headers={"Retry-After": "5"},
    )  # fmt: skip
