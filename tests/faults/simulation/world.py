"""What everything in a run shares: the seed's chance, virtual time, the plan, and the trace."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine
from contextvars import copy_context
from datetime import datetime, timedelta
from random import Random
from typing import Any, TypeVar

from tests.faults.simulation.loop import OWNER, Process, VirtualLoop
from tests.faults.simulation.plan import EPOCH, Plan

T = TypeVar("T")
Say = Callable[[float, str, str], None]
"""Told of everything that happens: the second, who, what."""


def unheard(_at: float, _who: str, _what: str) -> None:
    """Nobody reads the trace."""


class World:
    """One run."""

    def __init__(self, chance: Random, plan: Plan, loop: VirtualLoop, say: Say) -> None:
        self.chance, self.plan, self.loop = chance, plan, loop
        self._say = say
        self.wrong: list[str] = []
        self.happened: Counter[str] = Counter()
        """How often which fault has happened."""
        self.moved: tuple[float, float] | None = None
        """When the end of contest k0 was moved, and to when."""
        self.pending = 0
        """Messages in the network: a run is not quiet while there are any."""
        self._outside = copy_context()
        self._outside.run(OWNER.set, None)

    @property
    def now(self) -> float:
        """The virtual second."""
        return self.loop.time()

    @property
    def healed(self) -> bool:
        """Whether the time of faults is over."""
        return self.now >= self.plan.healed_at

    def happens(self, fault: str, likelihood: float) -> bool:
        """Whether a fault of this kind happens here and now."""
        if fault not in self.plan.faults or self.healed or self.chance.random() >= likelihood * self.plan.intensity:
            return False
        self.happened[fault] += 1
        return True

    async def crash_point(self) -> None:
        """A moment between two effects: the process that comes here may die of it."""
        process = OWNER.get()
        if process is not None and self.happens("killed-midway", 0.02):
            process.die()
            await self.loop.create_future()

    def say(self, who: str, what: str) -> None:
        """A line of the trace."""
        self._say(self.now, who, what)

    def end(self) -> None:
        """Nothing that happens from now on belongs to the run."""
        self._say = unheard

    def blame(self, what: str) -> None:
        """Something is wrong: the run has failed."""
        self.wrong.append(f"at {self.now:.3f} s: {what}")
        self.say("WRONG", what)

    def later(self, delay: float, act: Callable[[], None]) -> None:
        """Does something after a while that no process's death undoes: a message on its way."""
        self.pending += 1

        def arrive() -> None:
            self.pending -= 1
            act()

        self.loop.call_later(delay, arrive, context=self._outside)

    def start(self, work: Coroutine[Any, Any, T], process: Process | None = None) -> "asyncio.Task[T]":
        """A task of a process, or of the world around."""
        return self.loop.spawn(process, work)

    def clock_of(self, process: Process) -> "SkewedClock":
        """What this process believes the time is."""
        return SkewedClock(self.loop, process)


class SkewedClock:
    """The clock of one process."""

    def __init__(self, loop: VirtualLoop, process: Process) -> None:
        self._loop, self._process = loop, process

    def now(self) -> datetime:
        """This moment, as the process has it."""
        return EPOCH + timedelta(seconds=self._loop.time() + self._process.skew)
