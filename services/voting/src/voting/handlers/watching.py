"""Is the count complete, do others count alike, and does the gallery show it?"""

import asyncio
from collections.abc import Callable, Set

from plumbing.clock import Clock
from plumbing.logs import logger_of
from plumbing.trouble import Trouble

from voting.handlers.counting import Counter
from voting.handlers.pictures import Gallery
from voting.handlers.witness import Witness

TURN_SECONDS = 0.25
PAUSE_SECONDS = 0.05
"""What changes is shown at once, and then at most so often: a picture costs the same for one new vote or a thousand."""
_log = logger_of(__name__)


class Rounds:
    """Looks at the log's end, helps where the stream brings nothing, saves pictures, and compares those of others.

    `carried` says which partitions the stream brings here; the others are read from the log, look by look.
    """

    def __init__(
        self, counter: Counter, gallery: Gallery, clock: Clock, witness: Witness, carried: Callable[[], Set[int]]
    ) -> None:
        self._counter, self._gallery, self._clock, self._witness = counter, gallery, clock, witness
        self._carried = carried
        self._seen: dict[int, int] = {}
        self._saved: dict[int, int] = {}
        self._not_looked = Trouble(_log, "tally-look-failed")
        self._not_compared = Trouble(_log, "pictures-not-compared")
        self._not_saved = Trouble(_log, "pictures-not-saved")
        self.looked = False
        """Whether the log's end was seen at least once."""

    async def run(self) -> None:
        """Goes on until it is cancelled. A broker or a gallery that is away is waited for."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._turning())
            tasks.create_task(self._showing())

    async def look(self) -> None:
        """Where each partition stands; those that nothing is brought of are counted from the log."""
        lag = await self._counter.look(self._clock.now())
        self.looked = True
        carried = self._carried()
        for partition, behind in lag.items():
            if self._is_stuck(partition, behind):
                _log.warning("stream-stuck", partition=partition, behind=behind)
            elif partition in carried:
                continue
            await self._counter.fill(partition, self._counter.end(partition))

    async def compare(self) -> None:
        """Holds the pictures that others have saved against the own count."""
        self._witness.see(await self._gallery.all())

    async def save(self) -> None:
        """Saves a picture of each partition."""
        for picture in self._counter.pictures(self._clock.now()):
            await self._gallery.save(picture)
            self._saved[picture.partition] = picture.applied

    async def save_changed(self) -> None:
        """Saves the pictures that say more than the last time."""
        for picture in self._counter.pictures(self._clock.now()):
            if self._saved.get(picture.partition) != picture.applied:
                await self._gallery.save(picture)
                self._saved[picture.partition] = picture.applied

    async def _turning(self) -> None:
        clock = asyncio.get_running_loop().time
        while True:
            started = clock()
            with self._not_looked:
                await self.look()
            with self._not_compared:
                await self.compare()
            with self._not_saved:
                await self.save()
            await asyncio.sleep(max(0.0, TURN_SECONDS - (clock() - started)))

    async def _showing(self) -> None:
        while True:
            await self._counter.next_change()
            with self._not_saved:
                await self.save_changed()
            await asyncio.sleep(PAUSE_SECONDS)

    def _is_stuck(self, partition: int, behind: int) -> bool:
        """Whether nothing was brought since the look before, although there is something: a group that finds itself
        anew takes some seconds, and the board shall not wait for it."""
        applied = self._counter.tallies[partition].applied
        before, self._seen[partition] = self._seen.get(partition), applied
        return behind > 0 and before == applied
