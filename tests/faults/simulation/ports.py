"""The simulated adapters: what stands behind the ports of voting's handlers in a run."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

from plumbing.problems import OutcomeUnknown
from plumbing.records import Outgoing, Record
from voting.domain.sheet import Sheet
from voting.handlers.sheets import VOTES_TOPIC, encode
from voting.handlers.terms import RESULT_TOPIC, TERMS_TOPIC

from tests.faults.simulation.broker import Broker, BrokerAwayError, Producer
from tests.faults.simulation.world import World


class SimulatedSheetLog:
    """Sheets onto entry-voted (port SheetLog)."""

    def __init__(self, producer: Producer) -> None:
        self._producer = producer

    def append(self, partition: int, sheet: Sheet) -> Awaitable[int]:
        """The offset, once the broker has acknowledged the sheet. Raises OutcomeUnknown."""
        return self._append(Outgoing(VOTES_TOPIC, sheet.contest_id, encode(sheet), partition))

    async def _append(self, outgoing: Outgoing) -> int:
        try:
            return await self._producer.send(outgoing)
        except TimeoutError as error:
            raise OutcomeUnknown from error


class SimulatedLogAccess:
    """The log by place (port LogAccess)."""

    def __init__(self, world: World, broker: Broker) -> None:
        self._world, self._broker = world, broker

    async def lines(self, partition: int, start: int, end: int) -> AsyncIterator[Sequence[tuple[int, bytes]]]:
        """The records from `start` up to, but not including, `end`, in chunks."""
        while start < end:
            await self._ask()
            most = min(end - start, self._world.chance.randint(1, 12))
            found = self._broker.read(VOTES_TOPIC, partition, start, most)
            if not found:
                raise BrokerAwayError
            start = found[-1].position.offset + 1
            yield [(record.position.offset, record.value) for record in found]

    async def ends(self) -> dict[int, int]:
        """Each partition's end."""
        await self._ask()
        return {number: self._broker.end(VOTES_TOPIC, number) for number in range(self._world.plan.partitions)}

    async def terms_end(self) -> int | None:
        """The end of contest-opened; None while the broker cannot be asked."""
        try:
            await self._ask()
        except BrokerAwayError:
            return None
        return self._broker.end(TERMS_TOPIC, 0)

    async def _ask(self) -> None:
        chance = self._world.chance
        await asyncio.sleep(chance.uniform(0.001, 0.03))
        await self._world.crash_point()
        if not self._broker.up or self._world.happens("log-unreadable", 0.04):
            raise BrokerAwayError


class Reader:
    """Feeds a fold with the three topics, each partition in its order (what plumbing's Follower does)."""

    def __init__(self, world: World, broker: Broker, fold: Callable[[Record], None]) -> None:
        self._world, self._broker, self._fold = world, broker, fold
        votes = [(VOTES_TOPIC, number) for number in range(world.plan.partitions)]
        self._at = dict.fromkeys([(TERMS_TOPIC, 0), (RESULT_TOPIC, 0), *votes], 0)
        self._ends = {place: broker.end(*place) for place in self._at}
        self.caught_up = asyncio.Event()

    async def run(self) -> None:
        """Goes on until its process ends."""
        while True:
            if all(self._at[place] >= end for place, end in self._ends.items()):
                self.caught_up.set()
            if not self._turn():
                await self._broker.news()
            slow = self._world.happens("reader-slow", 0.03)
            await asyncio.sleep(self._world.chance.uniform(0.5, 3.0) if slow else self._world.chance.uniform(0, 0.02))

    def complete(self) -> bool:
        """Whether everything that is on the topics is folded."""
        return all(at >= self._broker.end(*place) for place, at in self._at.items())

    def _turn(self) -> bool:
        """A few records of a few places; whether there were any."""
        chance, found = self._world.chance, False
        for place in chance.sample(list(self._at), len(self._at)):
            records = self._broker.read(*place, self._at[place], chance.randint(1, 8))
            for record in records:
                self._fold(record)
            self._at[place] += len(records)
            found = found or bool(records)
        return found
