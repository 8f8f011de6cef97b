"""One-time codes in Valkey: as hashes, for five minutes. Whatever Valkey loses, somebody asks for once more.

Without Valkey no code is given and none is accepted: the limits are closed then, not open.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from plumbing.callers import Caller
from plumbing.identifiers import keyed_ref
from plumbing.limits import CallerKeys, CallerWindows, Limit, RateLimiter, Window
from plumbing.metrics import CALLER_LIMITS
from plumbing.problems import Problem
from redis.exceptions import RedisError

from intake.handlers.ports import CallerTooSoon, CodesExhausted, TooSoon

LIFE_SECONDS = 300
TRIES = 5
LIMITS = (Window(60, 1), Window(3600, 5), Window(86400, 10))
"""1 a minute, 5 an hour, 10 a day (design, section 6)."""
ATTEMPTS = (Window(900, 10),)
"""Passwords tried in a row for one username within a quarter of an hour."""

IN_ALL = "codes-in-all"

_CHECK = """
local kept = redis.call('HGET', KEYS[1], 'digest')
if not kept then return 0 end
if kept == ARGV[1] then redis.call('DEL', KEYS[1]) return 1 end
if redis.call('HINCRBY', KEYS[1], 'tries', 1) >= tonumber(ARGV[2]) then redis.call('DEL', KEYS[1]) end
return 0
"""


@dataclass(frozen=True, slots=True)
class CallerLimits:
    """What one address and one device may do, and how they are named in Valkey; `in_all` is how many codes everybody
    together may ask for.
    """

    keys: CallerKeys
    codes: CallerWindows
    sign_ins: CallerWindows
    in_all: tuple[Window, ...] = ()


class ValkeyCodes:
    """Keys hold pseudonyms; values hold keyed hashes: a look into Valkey tells neither phone, code nor address."""

    def __init__(self, client: Any, pepper: bytes, callers: CallerLimits, prefix: str = "") -> None:
        self._client, self._pepper, self._callers = client, pepper, callers
        self._limiter = RateLimiter(client)
        self._prefix = f"{prefix}intake:"

    async def issue(self, ref: str, caller: Caller) -> str:
        """A new code of six digits; it replaces the one before. Raises TooSoon, CallerTooSoon, CodesExhausted."""
        theirs = self._callers.keys.limits("codes", self._callers.codes, caller)
        theirs = [*theirs, *self._own(IN_ALL, self._callers.in_all)]
        await self._counted("codes", self._own(f"asked:{ref}", LIMITS), theirs)
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

    async def attempt(self, ref: str | None, caller: Caller) -> None:
        """Counts an attempt to sign in: of a username when there is one, and of the caller. Raises as `issue`."""
        theirs = self._callers.keys.limits("sign-ins", self._callers.sign_ins, caller)
        await self._counted("sign-ins", self._own(f"attempt:{ref}", ATTEMPTS) if ref else [], theirs)

    async def forgive(self, ref: str) -> None:
        """A right password ends the count: ten wrong ones in a row are what it is about."""
        try:
            await self._client.delete(*(f"{self._prefix}attempt:{ref}:{one.seconds}" for one in ATTEMPTS))
        except RedisError as error:
            raise _unavailable() from error

    async def _counted(self, what: str, own: Sequence[Limit], callers: Sequence[Limit]) -> None:
        """All of it in one step: who is refused for his address has not used up the codes of a phone."""
        try:
            refusal = await self._limiter.take([*own, *callers])
        except RedisError as error:
            CALLER_LIMITS.labels(what, "unasked").inc()
            raise _unavailable() from error
        if refusal and refusal.limit in own:
            raise TooSoon(refusal.seconds)
        if refusal and refusal.limit.key == self._prefix + IN_ALL:
            raise CodesExhausted(refusal.seconds)
        CALLER_LIMITS.labels(what, "refused" if refusal else "within").inc()
        if refusal:
            raise CallerTooSoon(refusal.seconds)

    def _own(self, what: str, windows: tuple[Window, ...]) -> list[Limit]:
        return [Limit(self._prefix + what, window) for window in windows]

    def _digest(self, ref: str, code: str) -> str:
        return keyed_ref(self._pepper, "code", ref, code)


def _unavailable() -> Problem:
    return Problem(
        "codes-unavailable", 503, "验证服务暂不可用，请稍后再试。", "Sign-in is not available now; try again shortly.",
        headers={"Retry-After": "5"},
    )  # fmt: skip
