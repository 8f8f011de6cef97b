"""The processes of voting over simulated adapters: the handlers and the domain are the real ones."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Protocol

from plumbing.problems import OutcomeUnknown
from plumbing.records import Outgoing
from plumbing.settings import demo_secret
from voting.domain.tally import PartitionTally
from voting.handlers.accept import Acceptor
from voting.handlers.board import Board
from voting.handlers.closing import Closer
from voting.handlers.counting import Counter
from voting.handlers.ledger import Ledger
from voting.handlers.pictures import Picture
from voting.handlers.sheet_desk import SheetDesk
from voting.handlers.signing import ReceiptSigner
from voting.handlers.watching import Rounds
from voting.handlers.witness import Witness

from tests.faults.simulation.broker import Broker, Producer
from tests.faults.simulation.loop import Process
from tests.faults.simulation.ports import Reader, SimulatedLogAccess, SimulatedSheetLog
from tests.faults.simulation.store import Checkpoints, SimulatedGallery, Store, StoreAwayError
from tests.faults.simulation.stream import SimulatedStream
from tests.faults.simulation.world import World

SIGNER = ReceiptSigner(demo_secret("receipt_seed"))
DELAY = timedelta(seconds=5)
CLOSER_LOOK_SECONDS = 0.25


class Surroundings:
    """What a process is born into."""

    def __init__(self, world: World, alarmed: bool) -> None:
        self.world, self._alarmed = world, alarmed
        self.broker = Broker(world)
        self.store = Store(world)
        self.durable: dict[str, Any] = {}
        """What processes keep elsewhere, by name."""
        self.saved: Callable[[Picture, float], None] = _unseen
        """Told of every picture that a tally saves, and of what its process's clock says too much."""

    def witness(self, tallies: list[PartitionTally]) -> Witness:
        """The service's own alarm, which must never ring: all counts are of one log."""
        return Witness(tallies, self._disagreed)

    def _disagreed(self, partition: int) -> None:
        if self._alarmed:
            self.world.blame(f"an alarm: two counts of partition {partition} differ")


def _unseen(_picture: Picture, _skew: float) -> None:
    """Nobody looks."""


class Work(Protocol):
    """What runs in a process."""

    async def run(self) -> None:
        """Goes on until the process is killed; what it raises ends the process."""
        ...


def _unread(_votes: int) -> None:
    """A figure that nobody reads."""


class HttpProcess:
    """Accept and board, as bootstrap.HttpParts puts them together."""

    def __init__(self, around: Surroundings, process: Process) -> None:
        world = around.world
        self.process = process
        clock = world.clock_of(process)
        self.ledger = Ledger(world.plan.partitions)
        self.reader = Reader(world, around.broker, self.ledger.fold)
        log = SimulatedSheetLog(Producer(world, around.broker, process.name))
        self.desk = SheetDesk(log, self.ledger, SIGNER, clock, _unread)
        self.acceptor = Acceptor(self.ledger, self.desk, clock)
        gallery, witness = SimulatedGallery(around.store, world.plan.partitions), around.witness(self.ledger.tallies)
        self.board = Board(gallery, self.ledger, clock, DELAY, witness)
        self.draining = False

    @property
    def serving(self) -> bool:
        """Whether a request gets in: everything that was on the log at the start is folded."""
        return self.process.alive and self.reader.caught_up.is_set() and not self.draining

    async def run(self) -> None:
        await asyncio.gather(self.reader.run(), self.board.run())

    async def drain(self) -> None:
        """SIGTERM: no new requests, what is open is sent."""
        self.draining = True
        await self.desk.drain()


class TallyProcess:
    """Stream, count and pictures, as entrypoints.stream.Tallying puts them together, with checkpoints beside."""

    def __init__(self, around: Surroundings, process: Process) -> None:
        world = around.world
        self._world = world
        log = SimulatedLogAccess(world, around.broker)
        self.counter = Counter(world.plan.partitions, log)
        gallery = SimulatedGallery(around.store, world.plan.partitions, lambda one: around.saved(one, process.skew))
        witness = around.witness(self.counter.tallies)
        self._stream = SimulatedStream(world, around.broker, process.name, self.counter.take)
        self._rounds = Rounds(self.counter, gallery, world.clock_of(process), witness, self._stream.carried)
        self._checkpoints = Checkpoints(world, around.store)

    @property
    def tallies(self) -> list[PartitionTally]:
        """The counts."""
        return self.counter.tallies

    async def run(self) -> None:
        await self._restore()
        await self.counter.rebuild()
        await asyncio.gather(self._rounds.run(), self._stream.run(), self._keep())

    async def _restore(self) -> None:
        for number in range(len(self.tallies)):
            try:
                self.tallies[number] = await self._checkpoints.newest(number) or self.tallies[number]
            except StoreAwayError:
                continue

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(self._world.chance.uniform(0.5, 3.0))
            for tally in self.tallies:
                try:
                    await self._checkpoints.save(tally)
                except StoreAwayError:
                    continue


class RelayProcess:
    """Ends contests, as entrypoints.relay.ClosingLoop does."""

    def __init__(self, around: Surroundings, process: Process) -> None:
        world = around.world
        self.ledger = Ledger(world.plan.partitions)
        self.reader = Reader(world, around.broker, self.ledger.fold)
        self._producer = Producer(world, around.broker, process.name)
        terms_end = SimulatedLogAccess(world, around.broker).terms_end
        self._closer = Closer(self.ledger, self._publish, world.clock_of(process), terms_end)

    async def run(self) -> None:
        await asyncio.gather(self.reader.run(), self._look())

    async def _look(self) -> None:
        await self.reader.caught_up.wait()
        while True:
            await self._closer.look()
            await asyncio.sleep(CLOSER_LOOK_SECONDS)

    async def _publish(self, outgoing: Outgoing) -> None:
        try:
            await self._producer.send(outgoing)
        except TimeoutError as error:
            raise OutcomeUnknown from error
