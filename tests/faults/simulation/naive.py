"""The positive controls: two tallies as they are often built, behind the same ports. The simulator must catch both.

They drop duplicates, and no vote behind a close mark counts. But they believe the stream's committed offsets, and a
vote takes them more than one write.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from voting.domain.sheet import Sheet
from voting.handlers.pictures import ContestPicture, Picture
from voting.handlers.sheets import decode

from tests.faults.simulation.loop import Process
from tests.faults.simulation.processes import Surroundings
from tests.faults.simulation.store import SimulatedGallery, StoreAwayError
from tests.faults.simulation.stream import SimulatedStream

T = TypeVar("T")
TRIES = 10
"""So often redis-py 8 sends a command again by itself."""
SHOW_SECONDS = 1.0


@dataclass(slots=True)
class Tables:
    """What is kept of a partition."""

    seen: set[str] = field(default_factory=set)
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    applied: int = -1

    def remember(self, vote_id: str) -> bool:
        """SADD: whether the id is new."""
        new = vote_id not in self.seen
        self.seen.add(vote_id)
        return new

    def increment(self, contest_id: str, entries: tuple[str, ...]) -> None:
        """HINCRBY."""
        counts = self.counts.setdefault(contest_id, {})
        for entry in entries:
            counts[entry] = counts.get(entry, 0) + 1
        self.counted[contest_id] = self.counted.get(contest_id, 0) + 1

    def advance(self, offset: int) -> None:
        """Notes how far the count is, for the board."""
        self.applied = max(self.applied, offset)


class NaiveTally(ABC):
    """Takes what the stream brings, and shows what its tables say once a second."""

    def __init__(self, around: Surroundings, process: Process) -> None:
        self._around, self._name = around, process.name
        self._clock = around.world.clock_of(process)
        self._gallery = SimulatedGallery(around.store, around.world.plan.partitions)

    async def run(self) -> None:
        stream = SimulatedStream(self._around.world, self._around.broker, self._name, self._take)
        await asyncio.gather(stream.run(), self._show())

    async def _take(self, partition: int, offset: int, value: bytes) -> None:
        sheet = decode(value)
        if sheet is not None:
            await self.count(partition, sheet)
        self.tables(partition).advance(offset)

    async def _show(self) -> None:
        while True:
            for partition in range(self._around.world.plan.partitions):
                kept = self.tables(partition)
                contests = {key: ContestPicture(kept.counted[key], {}, one) for key, one in kept.counts.items()}
                now = self._clock.now()
                try:
                    await self._gallery.save(Picture(partition, kept.applied, "", now, now, contests))
                except StoreAwayError:
                    continue
            await asyncio.sleep(SHOW_SECONDS)

    @abstractmethod
    def tables(self, partition: int) -> Tables:
        """What is kept of a partition."""

    @abstractmethod
    async def count(self, partition: int, sheet: Sheet) -> None:
        """Counts the votes of a sheet."""


class CountersInStore(NaiveTally):
    """Two commands a vote, SADD and HINCRBY, sent again when the connection is cut."""

    def tables(self, partition: int) -> Tables:
        found: Tables = self._around.store.others.setdefault(f"tally:{partition}", Tables())
        return found

    async def count(self, partition: int, sheet: Sheet) -> None:
        for vote in sheet.votes:
            if sheet.contest_id in self.tables(partition).closed:
                break
            if await self._insisted(partial(self._remember, partition, vote.vote_id)):
                await self._insisted(partial(self._increment, partition, sheet.contest_id, vote.entries))
        if sheet.close_mark:
            await self._insisted(lambda: self.tables(partition).closed.add(sheet.contest_id))

    def _remember(self, partition: int, vote_id: str) -> bool:
        return self.tables(partition).remember(vote_id)

    def _increment(self, partition: int, contest_id: str, entries: tuple[str, ...]) -> None:
        self.tables(partition).increment(contest_id, entries)

    async def _insisted(self, command: Callable[[], T]) -> T:
        for _ in range(TRIES):
            try:
                return await self._around.store.call(command)
            except StoreAwayError:
                await asyncio.sleep(0.1)
        raise StoreAwayError


class TwoTables(NaiveTally):
    """One table of ids and one of counts, as a stream library offers them: each write is safe, and they are two."""

    def tables(self, partition: int) -> Tables:
        found: Tables = self._around.durable.setdefault(f"{self._name}:{partition}", Tables())
        return found

    async def count(self, partition: int, sheet: Sheet) -> None:
        kept = self.tables(partition)
        votes = () if sheet.contest_id in kept.closed else sheet.votes
        new = {vote.vote_id: vote for vote in reversed(votes) if vote.vote_id not in kept.seen}
        await self._written()
        kept.seen |= new.keys()
        await self._written()
        for vote in new.values():
            kept.increment(sheet.contest_id, vote.entries)
        if sheet.close_mark:
            kept.closed.add(sheet.contest_id)

    async def _written(self) -> None:
        """The changelog's acknowledgement; such writes are gathered up for a while."""
        await asyncio.sleep(self._around.world.chance.uniform(0.005, 0.2))
        await self._around.world.crash_point()
