"""The store of pictures and checkpoints: it may be away, forget everything, and do twice what it was told once."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

import orjson
from voting.domain.tally import PartitionTally
from voting.handlers.pictures import Picture, from_bytes, to_bytes

from tests.faults.simulation.world import World

T = TypeVar("T")
SOCKET_SECONDS = 1.0


class StoreAwayError(Exception):
    """The store does not answer, or the connection was cut."""


class Store:
    """What Valkey holds."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.up = True
        self.pictures: dict[int, tuple[int, bytes]] = {}
        self.checkpoints: dict[int, list[bytes]] = {}
        """Every one that was ever saved and not forgotten, the newest last."""
        self.others: dict[str, Any] = {}

    def away(self, away: bool) -> None:
        """Goes or comes back, with everything it had."""
        self.up = not away
        self._world.say("store", "away" if away else "back")

    def flush(self) -> None:
        """FLUSHALL."""
        self.pictures.clear()
        self.checkpoints.clear()
        self.others.clear()
        self._world.say("store", "FLUSHALL")

    async def call(self, command: Callable[[], T]) -> T:
        """A command over a connection. StoreAwayError: it may have been carried out, or be carried out yet."""
        world = self._world
        answer: asyncio.Future[T] = world.loop.create_future()
        slow = world.happens("save-slow", 0.1)
        delay = world.chance.uniform(0.05, 4.0) if slow else world.chance.uniform(0.0002, 0.003)
        world.later(delay, lambda: self._carry_out(command, answer))
        if delay > SOCKET_SECONDS:
            world.loop.call_later(SOCKET_SECONDS, _fail, answer)
        found = await answer
        await world.crash_point()
        return found

    def _carry_out(self, command: Callable[[], T], answer: "asyncio.Future[T]") -> None:
        if not self.up:
            _fail(answer)
            return
        found = command()
        if self._world.happens("save-doubled", 0.1):
            # The connection was cut after the command was carried out, and the client sent it again by itself.
            self._world.say("store", "cut after a command, which is sent again")
            found = command()
        elif self._world.happens("save-unknown", 0.05):
            _fail(answer)
        if not answer.done():
            answer.set_result(found)


def _fail(answer: "asyncio.Future[T]") -> None:
    if not answer.done():
        answer.set_exception(StoreAwayError())


class SimulatedGallery:
    """Pictures, guarded as the script of the real gallery does it (port Gallery)."""

    def __init__(self, store: Store, partitions: int, saved: Callable[[Picture], None] = lambda _picture: None) -> None:
        self._store, self._partitions, self._saved = store, partitions, saved

    async def save(self, picture: Picture) -> bool:
        """Keeps the picture unless one of a higher offset is there."""
        self._saved(picture)
        value = to_bytes(picture)
        return await self._store.call(lambda: self.keep(picture.partition, picture.applied, value))

    def keep(self, partition: int, applied: int, value: bytes) -> bool:
        """What the script does, at one go."""
        known = self._store.pictures.get(partition)
        if known is not None and known[0] > applied:
            return False
        self._store.pictures[partition] = (applied, value)
        return True

    async def all(self) -> list[Picture]:
        """Every picture there is."""
        kept = await self._store.call(lambda: [self._store.pictures.get(one) for one in range(self._partitions)])
        return [from_bytes(one[1]) for one in kept if one is not None]


class Checkpoints:
    """Checkpoints of tallies, kept as JSON: a reader may find none, or an old one."""

    def __init__(self, world: World, store: Store) -> None:
        self._world, self._store = world, store

    async def save(self, tally: PartitionTally) -> None:
        """Keeps the state of this moment."""
        kept = orjson.dumps(tally.checkpoint())
        await self._store.call(lambda: self._store.checkpoints.setdefault(tally.partition, []).append(kept))

    async def newest(self, partition: int) -> PartitionTally | None:
        """A tally to go on from."""
        kept = await self._store.call(lambda: list(self._store.checkpoints.get(partition, ())))
        if not kept or self._world.happens("checkpoint-lost", 0.4):
            return None
        which = self._world.chance.randrange(len(kept)) if self._world.happens("checkpoint-old", 0.5) else -1
        return PartitionTally.restored(orjson.loads(kept[which]))
