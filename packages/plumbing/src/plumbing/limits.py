"""Limits, counted in Valkey: so many of something within so many seconds, and when there is room again.

Nothing here decides what happens when Valkey is away: `RateLimiter.take` raises what the connection raises.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from ipaddress import ip_network
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_settings import NoDecode

from plumbing.callers import Caller, Network
from plumbing.identifiers import keyed_ref
from plumbing.openapi import problem_429
from plumbing.problems import Problem
from plumbing.settings import ProcessSettings

_COUNT = """
local wait, which = 0, 0
for i, key in ipairs(KEYS) do
  if tonumber(redis.call('GET', key) or '0') >= tonumber(ARGV[2 * i]) then
    local left = math.max(1, redis.call('TTL', key))
    if left > wait then wait, which = left, i end
  end
end
if wait > 0 then return {wait, which} end
for i, key in ipairs(KEYS) do
  if redis.call('INCR', key) == 1 then redis.call('EXPIRE', key, ARGV[2 * i - 1]) end
end
return {0, 0}
"""
"""All of them are counted or none: who is refused on one limit has not used up another."""


@dataclass(frozen=True, slots=True)
class Window:
    """At most so many within so many seconds, from the first one on."""

    seconds: int
    most: int


@dataclass(frozen=True, slots=True)
class Limit:
    """A window for one key. The key must tell nothing about a person: a pseudonym or a keyed hash."""

    key: str
    window: Window


@dataclass(frozen=True, slots=True)
class Refusal:
    """No room: the limit that is full for longest, and the seconds until it has room."""

    seconds: int
    limit: Limit


class RateLimiter:
    """Counts in Valkey; every key goes with the end of its window."""

    def __init__(self, client: Any) -> None:
        self._client = client

    async def take(self, limits: Sequence[Limit]) -> Refusal | None:
        """Counts one of each, or nothing when one of them is full. Raises redis.exceptions.RedisError."""
        if not limits:
            return None
        numbers = [number for one in limits for number in (one.window.seconds, one.window.most)]
        keys = [f"{one.key}:{one.window.seconds}" for one in limits]
        wait, which = await self._client.eval(_COUNT, len(keys), *keys, *numbers)
        return Refusal(int(wait), limits[int(which) - 1]) if wait else None


def windows_of(text: str) -> tuple[Window, ...]:
    """The windows of a setting: `600/600,3000/86400` is 600 in 600 seconds and 3000 in a day; empty is no limit."""
    found = []
    for part in filter(None, (one.strip() for one in text.split(","))):
        most, _, seconds = part.partition("/")
        if not (most.isdecimal() and seconds.isdecimal() and int(most) and int(seconds)):
            raise ValueError("write each limit as NUMBER/SECONDS, several with commas between them")
        found.append(Window(int(seconds), int(most)))
    return tuple(found)


def networks_of(text: str) -> tuple[Network, ...]:
    """The networks of a setting: `10.0.0.0/8,::1`; a single address is a network of one."""
    return tuple(ip_network(one.strip()) for one in text.split(",") if one.strip())


def _read(kind: Any) -> BeforeValidator:
    return BeforeValidator(lambda value: kind(value) if isinstance(value, str) else value)


Windows = Annotated[tuple[Window, ...], NoDecode, _read(windows_of)]
Networks = Annotated[tuple[Network, ...] | None, NoDecode, _read(networks_of)]
_NEAR = networks_of("127.0.0.0/8,::1,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7")


class LimitedSettings(ProcessSettings):
    """Settings of a service that limits by address and device."""

    limits_exempt: Networks = None
    """Who is not counted by address and device. Not given: in the demo this machine and private networks."""

    @property
    def exempt(self) -> tuple[Network, ...]:
        """The networks that are not counted."""
        if self.limits_exempt is not None:
            return self.limits_exempt
        return _NEAR if self.profile == "demo" else ()


@dataclass(frozen=True, slots=True)
class CallerWindows:
    """What one network may do, and what one device."""

    by_address: tuple[Window, ...] = ()
    by_device: tuple[Window, ...] = ()


class CallerKeys:
    """The limits of a caller, under keys that nobody without the pepper can lead back to an address or a device."""

    def __init__(self, pepper: bytes, prefix: str, exempt: tuple[Network, ...] = ()) -> None:
        self._pepper, self._prefix, self._exempt = pepper, prefix, exempt

    def limits(self, what: str, windows: CallerWindows, caller: Caller) -> list[Limit]:
        """What is to be taken for this caller; nothing for one who is exempt."""
        return [] if caller.within(self._exempt) else list(self._of(what, windows, caller))

    def _of(self, what: str, windows: CallerWindows, caller: Caller) -> Iterator[Limit]:
        for window in windows.by_address:
            yield Limit(self._key(what, "address", caller.network), window)
        for window in windows.by_device if caller.device else ():
            yield Limit(self._key(what, "device", caller.device or ""), window)

    def _key(self, what: str, kind: str, value: str) -> str:
        return f"{self._prefix}{what}:{kind}:{keyed_ref(self._pepper, kind, what, value)}"


def too_many(seconds: int) -> Problem:
    """The answer to a caller over his limit: when to try again."""
    zh, en = _spoken(seconds)
    return Problem(
        "caller-limit", 429, f"来自您的网络或设备的请求过多，请在{zh}后再试。",
        f"Too many requests from your network or device; try again in {en}.", headers={"Retry-After": str(seconds)},
    )  # fmt: skip


LIMITED = problem_429("Too many from this phone, account, address or device; Retry-After says when there is room again")
"""The `responses` of a route with a limit."""


def _spoken(seconds: int) -> tuple[str, str]:
    if seconds < 120:
        return f" {seconds} 秒", f"{seconds} s"
    if seconds < 7200:
        return f" {-(-seconds // 60)} 分钟", f"{-(-seconds // 60)} minutes"
    return f" {-(-seconds // 3600)} 小时", f"{-(-seconds // 3600)} hours"
