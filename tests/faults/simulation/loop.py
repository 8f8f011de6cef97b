"""An event loop with virtual time whose tasks belong to simulated processes.

It is what asyncio's tasks, futures, locks and timeouts need, and no more: there is no network and no thread.
Everything that happens is a callback in a heap ordered by time and by age, so a run is a function of the seed. A killed
process is one whose callbacks are never run again: no `finally`, no farewell, as after SIGKILL. A stopped one finds its
callbacks waiting.
"""

import asyncio
import gc
import heapq
from asyncio import events
from collections.abc import Callable, Coroutine
from contextvars import Context, ContextVar, copy_context
from functools import partial
from typing import Any, TypeVar, cast

T = TypeVar("T")
Call = Callable[..., Any]


class Process:
    """A simulated process. `skew` is what its clock says too much, in seconds."""

    def __init__(self, name: str, skew: float = 0.0) -> None:
        self.name, self.skew = name, skew
        self.alive = True
        self.stopped = False
        self.die: Call = lambda: None
        """Kills it, as its supervisor knows how."""


OWNER: ContextVar[Process | None] = ContextVar("owner", default=None)
"""The process that code is running in; None for the world around: broker, store, network, voters."""


class Turn:
    """A callback with its owner; what asyncio calls a handle."""

    __slots__ = ("_cancelled", "_when", "context", "owner", "run")

    def __init__(self, when: float, run: Callable[[], Any], context: Context) -> None:
        self._when, self._cancelled = when, False
        self.owner = context.get(OWNER)
        self.run, self.context = run, context

    def when(self) -> float:
        """The second at which it is due."""
        return self._when

    def cancel(self) -> None:
        """It will not be run."""
        self._cancelled = True

    def cancelled(self) -> bool:
        """Whether it will not be run."""
        return self._cancelled


class VirtualLoop:
    """Time passes when nothing is left to do at this moment."""

    def __init__(self) -> None:
        self._now = 0.0
        self._count = 0
        self._heap: list[tuple[float, int, Turn]] = []
        self._tasks: list[asyncio.Task[Any]] = []
        self._withheld: list[Turn] = []
        self._ending = False
        self.faults: list[BaseException] = []

    @property
    def for_asyncio(self) -> asyncio.AbstractEventLoop:
        """Itself, as asyncio sees it."""
        return cast("asyncio.AbstractEventLoop", self)

    def time(self) -> float:
        return self._now

    def get_debug(self) -> bool:
        return False

    def is_running(self) -> bool:
        return True

    def is_closed(self) -> bool:
        return False

    def call_soon(self, callback: Call, *args: Any, context: Context | None = None) -> Any:
        return self.call_at(self._now, callback, *args, context=context)

    def call_later(self, delay: float, callback: Call, *args: Any, context: Context | None = None) -> Any:
        return self.call_at(self._now + delay, callback, *args, context=context)

    def call_at(self, when: float, callback: Call, *args: Any, context: Context | None = None) -> Any:
        turn = Turn(when, partial(callback, *args), context or copy_context())
        self._push(turn)
        return turn

    def create_future(self) -> "asyncio.Future[Any]":
        return asyncio.Future(loop=self.for_asyncio)

    def create_task(
        self, coro: Coroutine[Any, Any, T], *, name: str | None = None, context: Context | None = None
    ) -> "asyncio.Task[T]":
        task = asyncio.Task(coro, loop=self.for_asyncio, name=name, context=context)
        self._tasks.append(task)  # what a killed process was in the middle of must not be tidied up meanwhile
        return task

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        """Keeps what nobody caught. Tasks of killed processes are pending for ever: that is no fault."""
        if isinstance(error := context.get("exception"), BaseException):
            self.faults.append(error)

    def spawn(self, process: Process | None, work: Coroutine[Any, Any, T]) -> "asyncio.Task[T]":
        """A task of this process."""
        context = copy_context()
        context.run(OWNER.set, process)
        return self.create_task(work, context=context)

    def resume(self, process: Process) -> None:
        """SIGCONT: what has come due meanwhile is run now, in its order."""
        process.stopped = False
        withheld, self._withheld = self._withheld, []
        for turn in withheld:
            if turn.owner is process:
                self._push(turn)
            else:
                self._withheld.append(turn)

    def run_until_complete(self, future: Any) -> Any:
        """Runs until the coroutine has ended; its result. RuntimeError when nothing is left that could end it.

        The garbage collector rests meanwhile: it would close the coroutines of killed processes, at times of its own.
        """
        events._set_running_loop(self.for_asyncio)
        gc.disable()
        try:
            task = self.spawn(None, future)
            while not task.done():
                self._step()
            self._end_everything()
            return task.result()
        finally:
            gc.enable()
            events._set_running_loop(None)

    def _end_everything(self) -> None:
        """Ends what is left, in dead processes too: a pending task in the garbage brings down CPython 3.11."""
        self._ending = True
        for turn in self._withheld:
            self._push(turn)
        for task in self._tasks:
            task.cancel()
        while self._heap and not all(task.done() for task in self._tasks):
            self._step()

    def _push(self, turn: Turn) -> None:
        self._count += 1
        heapq.heappush(self._heap, (max(turn.when(), self._now), self._count, turn))

    def _step(self) -> None:
        if not self._heap:
            raise RuntimeError("nobody will ever do anything again")
        self._now, _, turn = heapq.heappop(self._heap)
        if turn.cancelled():
            return
        if turn.owner is None or self._ending or (turn.owner.alive and not turn.owner.stopped):
            turn.context.run(turn.run)
        else:
            self._withheld.append(turn)
