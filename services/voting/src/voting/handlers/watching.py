"""Once a second: is the count complete, and does the gallery show it?"""

import asyncio
from collections.abc import Awaitable, Callable

from plumbing.clock import Clock
from plumbing.logs import logger_of

from voting.handlers.counting import Counter
from voting.handlers.pictures import Gallery
from voting.handlers.witness import Witness

TURN_SECONDS = 1.0
PATIENCE_TURNS = 2
"""A stream that brings nothing for so many looks although there is something is helped from the log: a group that
finds itself anew takes some seconds, and the board shall not wait for it."""
_log = logger_of(__name__)


class Rounds:
    """Looks at the log's end, helps where the stream is stuck, saves the pictures, and compares those of others."""

    def __init__(self, counter: Counter, gallery: Gallery, clock: Clock, witness: Witness) -> None:
        self._counter, self._gallery, self._clock, self._witness = counter, gallery, clock, witness
        self._stuck: dict[int, tuple[int, int]] = {}
        self.looked = False
        """Whether the log's end was seen at least once."""

    async def run(self) -> None:
        """Goes on until it is cancelled. A broker or a gallery that is away is waited for."""
        clock = asyncio.get_running_loop().time
        while True:
            started = clock()
            await self._tried("tally-look-failed", self.look)
            await self._tried("pictures-not-compared", self.compare)
            await self._tried("pictures-not-saved", self.save)
            await asyncio.sleep(max(0.0, TURN_SECONDS - (clock() - started)))

    async def look(self) -> None:
        """Where each partition stands; those that are stuck are helped."""
        lag = await self._counter.look(self._clock.now())
        self.looked = True
        for partition, behind in lag.items():
            if self._is_stuck(partition, behind):
                _log.warning("stream-stuck", partition=partition, behind=behind)
                await self._counter.fill(partition, self._counter.end(partition))

    async def compare(self) -> None:
        """Holds the pictures that others have saved against the own count."""
        self._witness.see(await self._gallery.all())

    async def save(self) -> None:
        """Saves a picture of each partition."""
        for picture in self._counter.pictures(self._clock.now()):
            await self._gallery.save(picture)

    def _is_stuck(self, partition: int, behind: int) -> bool:
        applied = self._counter.tallies[partition].applied
        before, turns = self._stuck.get(partition, (-2, 0))
        turns = turns + 1 if behind and before == applied else 0
        self._stuck[partition] = (applied, turns)
        return turns >= PATIENCE_TURNS

    async def _tried(self, trouble: str, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except Exception as error:  # noqa: BLE001 - said, and tried again in a second
            _log.warning(trouble, error=type(error).__name__)
