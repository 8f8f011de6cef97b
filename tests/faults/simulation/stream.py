"""A stream worker as bad as Faust can be: it forgets, repeats, leaves out, stands still, and loses its partitions."""

import asyncio
import math
from collections.abc import Awaitable, Callable

from voting.handlers.sheets import VOTES_TOPIC

from tests.faults.simulation.broker import Broker
from tests.faults.simulation.world import World

Take = Callable[[int, int, bytes], Awaitable[None]]


class StreamBrokenError(Exception):
    """The worker has crashed."""


class SimulatedStream:
    """Carries records to `take`, one after the other, and commits offsets that nobody should believe."""

    def __init__(self, world: World, broker: Broker, group: str, take: Take) -> None:
        self._world, self._broker, self._group, self._take = world, broker, group, take
        self._at = {number: self._from(number) for number in range(world.plan.partitions)}
        self._away_until = dict.fromkeys(self._at, 0.0)

    async def run(self) -> None:
        """Goes on until its process ends. Raises what `take` raised."""
        world = self._world
        while True:
            if world.happens("stream-broken", 0.01):
                raise StreamBrokenError
            if world.happens("stall", 0.02):
                world.say(self._group, "the stream stands still")
                await asyncio.sleep(world.chance.uniform(1.0, 8.0))
            carried = [await self._carry(number) for number in world.chance.sample(list(self._at), len(self._at))]
            if not any(carried):
                # Looks again without news too: a partition may have come back.
                await self._pause()
            await asyncio.sleep(world.chance.uniform(0.0, 0.01))

    def carried(self) -> set[int]:
        """The partitions that the worker says it has: one that it has forgotten is among them."""
        return {number for number, until in self._away_until.items() if until <= self._world.now or until == math.inf}

    async def _pause(self) -> None:
        if any(self._world.now < until < math.inf for until in self._away_until.values()):
            await asyncio.sleep(0.5)
        else:
            await self._broker.news()

    async def _carry(self, partition: int) -> bool:
        """The next records of a partition; whether there were any."""
        if not self._holds(partition):
            return False
        records = self._broker.read(VOTES_TOPIC, partition, self._at[partition], self._world.chance.randint(1, 4))
        for record in records:
            await self._take(partition, record.position.offset, record.value)
            await self._world.crash_point()
            self._at[partition] = record.position.offset + 1
            if self._world.chance.random() < 0.3:
                self._broker.committed[self._group, partition] = self._at[partition]
            self._disturb(partition)
        return bool(records)

    def _holds(self, partition: int) -> bool:
        """Whether the partition is with this worker; it may be taken away, and comes back at the committed offset."""
        world = self._world
        if self._away_until[partition] > world.now:
            return False
        if world.happens("partition-forgotten", 0.003):
            # Seen with Faust: some partitions are fetched no more until the worker is started again.
            world.say(self._group, f"partition {partition} is carried no more")
            self._away_until[partition] = math.inf
            return False
        if world.happens("rebalance", 0.01):
            world.say(self._group, f"partition {partition} is taken away")
            self._away_until[partition] = world.now + world.chance.uniform(0.2, 6.0)
            self._at[partition] = self._from(partition)
            return False
        return True

    def _from(self, partition: int) -> int:
        """Where a worker begins that was just given the partition."""
        return self._moved(partition, self._broker.committed.get((self._group, partition), 0), 0.5)

    def _disturb(self, partition: int) -> None:
        self._at[partition] = self._moved(partition, self._at[partition], 0.06)

    def _moved(self, partition: int, at: int, likelihood: float) -> int:
        """An earlier offset (redelivery) or a later one (committed past what is in flight), or the right one."""
        world = self._world
        if world.happens("redelivery", likelihood):
            return world.chance.randint(0, at)
        end = self._broker.end(VOTES_TOPIC, partition)
        if at < end and world.happens("skip", likelihood):
            world.say(self._group, f"partition {partition} goes on behind offset {at}")
            return world.chance.randint(at + 1, end)
        return at
