"""Where processes run and are replaced: what the supervisor does, and who kills and stops them."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from plumbing.problems import OutcomeUnknown

from tests.faults.simulation.broker import BrokerAwayError
from tests.faults.simulation.loop import Process
from tests.faults.simulation.processes import Surroundings, Work
from tests.faults.simulation.store import StoreAwayError
from tests.faults.simulation.stream import StreamBrokenError

FORESEEN = (BrokerAwayError, StoreAwayError, StreamBrokenError, OutcomeUnknown)
"""Errors with which a process may end, to be replaced."""
Build = Callable[[Surroundings, Process], Work]


class Slot:
    """A place where a process runs, and is replaced whenever it has ended (what the supervisor does)."""

    def __init__(self, around: Surroundings, name: str, build: Build) -> None:
        self._around, self.name, self._build = around, name, build
        self.process = Process(name)
        self.work: Any = None
        self._ended: asyncio.Future[None] | None = None

    async def run(self) -> None:
        """Goes on for the whole run."""
        world = self._around.world
        while True:
            world.happened["clocks-skewed"] += "clocks-skewed" in world.plan.faults
            skew = world.chance.uniform(-2.0, 2.0) if "clocks-skewed" in world.plan.faults else 0.0
            self.process = Process(self.name, skew)
            self.process.die = self.kill
            self.work = self._built()
            self._ended = world.loop.create_future()
            world.say(self.name, "starts")
            world.start(self._live(self.work.run()), self.process)
            await self._ended
            await asyncio.sleep(world.chance.uniform(0.1, 2.0))

    def _built(self) -> Any:
        try:
            return self._build(self._around, self.process)
        except Exception as error:
            self._around.world.blame(f"{self.name} cannot be put together: {error!r}")
            raise

    async def _live(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except FORESEEN as error:
            self._around.world.say(self.name, f"fails: {type(error).__name__}")
            self.kill()
        except Exception as error:  # noqa: BLE001 - what nobody foresaw is a fault of the code
            self._around.world.blame(f"{self.name} fails: {error!r}")
            self.kill()

    def kill(self) -> None:
        """SIGKILL."""
        if self.process.alive:
            self.process.alive = False
            self._around.world.say(self.name, "is dead")
        if self._ended is not None and not self._ended.done():
            self._ended.set_result(None)

    def stop(self, seconds: float) -> None:
        """SIGSTOP, and SIGCONT later."""
        process, world = self.process, self._around.world
        if process.stopped:
            return
        process.stopped = True
        world.say(self.name, "is stopped")
        world.later(seconds, lambda: self._resume(process))

    def _resume(self, process: Process) -> None:
        self._around.world.say(self.name, "goes on")
        self._around.world.loop.resume(process)
