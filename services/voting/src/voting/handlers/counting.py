"""Counting: whatever carries records to the tallies, each record counts once and none is left out."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import datetime
from typing import Protocol

from voting.domain.tally import GapError, PartitionTally
from voting.handlers.pictures import Picture, picture_of
from voting.handlers.sheets import decode

LogLine = tuple[int, bytes]
"""Offset and value of a record."""
Restored = Callable[[int, int], Awaitable[PartitionTally]]
"""The tally to go on from, by partition and the log's end."""


class LogAccess(Protocol):
    """The log itself, read by place: nobody's committed offset comes in."""

    def lines(self, partition: int, start: int, end: int) -> AsyncIterator[Sequence[LogLine]]:
        """The records from `start` up to, but not including, `end`, in chunks."""
        ...

    async def ends(self) -> dict[int, int]:
        """Each partition's end: the offset that the next record will have."""
        ...


class Counter:
    """The tallies of all partitions, on one event loop."""

    def __init__(self, partitions: int, log: LogAccess) -> None:
        self.tallies = [PartitionTally(number) for number in range(partitions)]
        self._log = log
        self._filling = [asyncio.Lock() for _ in range(partitions)]
        self._complete_at: dict[int, datetime] = {}
        self._ends: dict[int, int] = {}
        self._looked_at: datetime | None = None
        self._changed = asyncio.Event()
        self.gaps = 0

    async def take(self, partition: int, offset: int, value: bytes) -> None:
        """Counts a record that a stream has carried here; what the stream left out is read from the log first."""
        tally = self.tallies[partition]
        try:
            tally.apply(offset, value, decode(value))
        except GapError:
            await self.fill(partition, offset)
            tally.apply(offset, value, decode(value))
        self._note_complete(partition)
        self._changed.set()

    async def fill(self, partition: int, end: int) -> None:
        """Counts from the log whatever is missing before `end`."""
        async with self._filling[partition]:
            tally = self.tallies[partition]
            if tally.applied + 1 >= end:
                return
            self.gaps += 1
            async for chunk in self._log.lines(partition, tally.applied + 1, end):
                for offset, value in chunk:
                    tally.apply(offset, value, decode(value))
                self._changed.set()
            self._note_complete(partition)

    async def next_change(self) -> None:
        """Returns as soon as something was counted since it last returned."""
        await self._changed.wait()
        self._changed.clear()

    async def rebuild(self, restored: Restored | None = None) -> None:
        """Counts everything that is on the log at this moment, from offset 0 or from what `restored` gives."""
        ends = await self._log.ends()
        if restored is not None:
            for partition, end in ends.items():
                self.tallies[partition] = await restored(partition, end)
        await asyncio.gather(*(self.fill(partition, end) for partition, end in ends.items()))

    async def look(self, now: datetime) -> dict[int, int]:
        """How many records of each partition are on the log and not counted. `now` is the moment before the look."""
        self._ends, self._looked_at = await self._log.ends(), now
        for number in self._ends:
            self._note_complete(number)
        return {number: self.lag(number) for number in self._ends}

    def lag(self, partition: int) -> int:
        """Records that were on the log at the last look and are not counted."""
        return max(0, self.end(partition) - self.tallies[partition].applied - 1)

    def end(self, partition: int) -> int:
        """The partition's end at the last look."""
        return self._ends.get(partition, 0)

    def _note_complete(self, partition: int) -> None:
        """All that was there at the last look is counted, whatever has come since: under load more always has."""
        if self._looked_at is not None and self.lag(partition) == 0:
            self._complete_at[partition] = self._looked_at

    def complete_at(self, partition: int) -> datetime | None:
        """When the count of a partition was last known to be complete."""
        return self._complete_at.get(partition)

    def pictures(self, now: datetime) -> list[Picture]:
        """Each partition that was complete at least once, as it stands."""
        complete = self._complete_at.items()
        return [picture_of(self.tallies[number], as_of, now) for number, as_of in sorted(complete)]
