"""Topics as a broker keeps them, and the way of a record there: requests and acknowledgements may be lost or late."""

import asyncio
from dataclasses import dataclass

from plumbing.records import Outgoing, Position, Record

from tests.faults.simulation.world import World

PATIENCE = 12.0
"""How long a producer waits for its acknowledgement."""


class BrokerAwayError(Exception):
    """The broker does not answer."""


@dataclass(frozen=True, slots=True)
class Line:
    """A record on the log, and the virtual second since which it is there."""

    key: str
    value: bytes
    at: float


class Broker:
    """Appends in order of arrival; what is appended stays."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._lines: dict[tuple[str, int], list[Line]] = {}
        self._waiting: list[asyncio.Future[None]] = []
        self.up = True
        self.committed: dict[tuple[str, int], int] = {}
        """Offsets committed, by group and partition."""

    def append(self, outgoing: Outgoing) -> int:
        """Keeps the record; its offset."""
        partition = outgoing.partition or 0
        lines = self._lines.setdefault((outgoing.topic, partition), [])
        lines.append(Line(outgoing.key, outgoing.value, self._world.now))
        self._world.say("broker", f"{outgoing.topic}[{partition}]@{len(lines) - 1} appended")
        self._stir()
        return len(lines) - 1

    def away(self, away: bool) -> None:
        """Goes or comes back; the topics are as they were."""
        self.up = not away
        self._world.say("broker", "away" if away else "back")
        self._stir()

    def end(self, topic: str, partition: int) -> int:
        """The offset that the next record will have."""
        return len(self._lines.get((topic, partition), ()))

    def lines(self, topic: str, partition: int) -> list[Line]:
        """Everything in a partition, for who checks."""
        return self._lines.get((topic, partition), [])

    def read(self, topic: str, partition: int, start: int, most: int) -> list[Record]:
        """Some records from `start` on; none while the broker is away."""
        if not self.up:
            return []
        lines = self.lines(topic, partition)[start : start + most]
        return [
            Record(topic, Position(partition, start + number), line.key, line.value, 0)
            for number, line in enumerate(lines)
        ]

    async def news(self) -> None:
        """Returns when something was appended, or the broker went or came."""
        waiter = asyncio.get_running_loop().create_future()
        self._waiting.append(waiter)
        await waiter

    def _stir(self) -> None:
        waiting, self._waiting = self._waiting, []
        for waiter in waiting:
            if not waiter.done():
                waiter.set_result(None)


class Producer:
    """The way to the broker of one process. What the network has taken arrives even if the process dies."""

    def __init__(self, world: World, broker: Broker, name: str) -> None:
        self._world, self._broker, self._name = world, broker, name

    async def send(self, outgoing: Outgoing) -> int:
        """The offset. TimeoutError when no acknowledgement comes: the record may be on the log, or come there yet."""
        world = self._world
        await asyncio.sleep(world.chance.uniform(0.0, 0.004))  # in the process's own buffer: dies with it
        await world.crash_point()
        answer: asyncio.Future[int] = world.loop.create_future()
        for delay in self._arrivals():
            world.later(delay, lambda: self._arrive(outgoing, answer, world.now + PATIENCE))
        async with asyncio.timeout(PATIENCE):
            offset = await answer
        await world.crash_point()
        return offset

    def _arrivals(self) -> list[float]:
        """After which delays copies of the record reach the broker."""
        world, soon = self._world, self._world.chance.uniform(0.0005, 0.006)
        if world.happens("request-lost", 0.06):
            return []
        if world.happens("append-late", 0.06):
            return [world.chance.uniform(0.1, PATIENCE + 6.0)]
        if world.happens("append-doubled", 0.08):
            return [soon, soon + world.chance.uniform(0.0, 0.5)]
        return [soon]

    def _arrive(self, outgoing: Outgoing, answer: "asyncio.Future[int]", until: float) -> None:
        world = self._world
        if not self._broker.up:
            # The client tries again until its own time is up.
            if world.now < until and not answer.done():
                world.later(world.chance.uniform(0.05, 0.3), lambda: self._arrive(outgoing, answer, until))
            return
        offset = self._broker.append(outgoing)
        if world.happens("acknowledgement-lost", 0.08):
            world.say(self._name, f"the acknowledgement of offset {offset} is lost")
            return
        slow = world.happens("acknowledgement-slow", 0.15)
        back = world.chance.uniform(0.2, PATIENCE) if slow else world.chance.uniform(0.0005, 0.004)
        world.later(back, lambda: _settle(answer, offset))


def _settle(answer: "asyncio.Future[int]", offset: int) -> None:
    if not answer.done():
        answer.set_result(offset)
