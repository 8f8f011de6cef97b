"""Looks at the public board all through a run, as a reader does, and says afterwards how late each vote was on it."""

import asyncio
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import aiohttp

LOOK_SECONDS = 0.03


@dataclass(frozen=True, slots=True)
class Look:
    """What the board said when."""

    at: float
    covers: tuple[int, ...]
    """By partition, the offset of the last record that its figures count."""
    votes: dict[str, int]


@dataclass(slots=True)
class BoardWatch:
    """Asks the doors in turn; a door that does not answer is one where no board was seen."""

    urls: Sequence[str]
    client: aiohttp.ClientSession
    looks: list[Look] = field(default_factory=list)

    async def run(self) -> None:
        """Goes on until it is cancelled."""
        number = 0
        while True:
            await self.look(self.urls[number % len(self.urls)])
            number += 1
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self, url: str) -> Look | None:
        """One look; None when there is no board to be seen."""
        try:
            async with self.client.get(url, timeout=aiohttp.ClientTimeout(1.0)) as answer:
                said: dict[str, Any] = await answer.json(content_type=None) if answer.status == 200 else {}
        except (aiohttp.ClientError, TimeoutError, OSError):
            return None
        if not said:
            return None
        votes = {place["entry_id"]: int(place["votes"]) for place in said["standings"]}
        seen = Look(asyncio.get_running_loop().time(), tuple(said["covers"]), votes)
        self.looks.append(seen)
        return seen


Acknowledged = tuple[float, int, int]
"""When a vote was acknowledged, and where it lies: partition and offset."""


def delays(looks: Sequence[Look], acknowledged: Iterable[Acknowledged]) -> list[float]:
    """For each vote, how long after its acknowledgement the first board was seen that counts it; 0 when before.

    Infinite for a vote that no board counted. Where several processes show boards, the last to come up to it counts:
    a board that falls back behind what another one showed is late for what it lacks.
    """
    partitions = max((len(look.covers) for look in looks), default=0)
    reached: list[tuple[list[int], list[float]]] = [_reached(looks, number) for number in range(partitions)]
    found = []
    for at, partition, offset in acknowledged:
        covered, when = reached[partition] if partition < partitions else ([], [])
        place = bisect_left(covered, offset)
        found.append(max(0.0, when[place] - at) if place < len(when) else float("inf"))
    return found


def _reached(looks: Sequence[Look], partition: int) -> tuple[list[int], list[float]]:
    """Offsets, rising, and since when every later board covers them."""
    covered: list[int] = []
    when: list[float] = []
    least: int | None = None
    for look in reversed(looks):
        here = look.covers[partition] if partition < len(look.covers) else -1
        if least is None or here < least:
            least = here
            covered.append(here)
            when.append(look.at)
        else:
            when[-1] = look.at
    return covered[::-1], when[::-1]
