"""How many voter tokens an address and a device may ask for. Open without Valkey: no vote is held up by a limit."""

import asyncio

from plumbing.callers import Caller
from plumbing.limits import CallerKeys, CallerWindows, RateLimiter, too_many
from plumbing.metrics import CALLER_LIMITS
from redis.exceptions import RedisError

PATIENCE_SECONDS = 0.3
"""A Valkey that hangs costs a voter no more than this."""
WHAT = "voter-tokens"


class MintLimits:
    """Counts each token that is asked for."""

    def __init__(self, limiter: RateLimiter, keys: CallerKeys, windows: CallerWindows) -> None:
        self._limiter, self._keys, self._windows = limiter, keys, windows
        for outcome in ("within", "refused", "unasked"):
            CALLER_LIMITS.labels(WHAT, outcome)

    async def take(self, caller: Caller) -> None:
        """Counts one. Problem 429 `caller-limit`; whom Valkey cannot be asked about passes, and is counted as such."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                refusal = await self._limiter.take(self._keys.limits(WHAT, self._windows, caller))
        except (RedisError, TimeoutError, OSError):
            CALLER_LIMITS.labels(WHAT, "unasked").inc()
            return
        CALLER_LIMITS.labels(WHAT, "refused" if refusal else "within").inc()
        if refusal:
            raise too_many(refusal.seconds)
