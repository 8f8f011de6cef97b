"""A fold fed from a reader's thread and carried out on the event loop: handlers read its state without locks."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import wait
from typing import Any, Generic, TypeVar

from plumbing.log_reader import LogReader
from plumbing.logs import logger_of
from plumbing.metrics import CONSUMED, HALTED
from plumbing.records import Record
from plumbing.settings import ProcessSettings

V = TypeVar("V")
_log = logger_of(__name__)


class LogHaltedError(RuntimeError):
    """The fold met a record that it cannot take. Nothing after that record is folded."""


class Follower(Generic[V]):
    """Folds topics from offset 0 for as long as it lives. `fold` runs on the event loop that called `start`.

    A fold that raises halts the follower: `ready` turns false, the gauge `zhengji_log_halted` says 1, and the log
    names the place. The chunk's turn ends before the next is polled, so a slow fold slows the reading and nothing else.
    """

    def __init__(
        self, settings: ProcessSettings, topics: Sequence[str], fold: Callable[[Record], V], client_id: str
    ) -> None:
        self._topics = topics
        self._fold = fold
        self._client_id = client_id
        self._reader = LogReader(settings, topics, client_id)
        self._stop = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Future[None] | None = None
        self._caught_up = asyncio.Event()
        self._halted: BaseException | None = None
        self._lag = 0

    @property
    def ready(self) -> bool:
        """Whether everything that was on the log at the start is folded, and the fold goes on."""
        return self._caught_up.is_set() and self._halted is None and not self._stop.is_set()

    @property
    def lag(self) -> int:
        """Records on the log that are not folded yet, as of the last poll."""
        return self._lag

    async def start(self) -> None:
        """Returns once everything of this moment is folded. Raises what opening or folding raised."""
        self._loop = asyncio.get_running_loop()
        for topic in self._topics:
            HALTED.labels(topic).set(0)
        self._task = asyncio.ensure_future(asyncio.to_thread(self._read))
        caught_up = asyncio.ensure_future(self._caught_up.wait())
        await asyncio.wait({self._task, caught_up}, return_when=asyncio.FIRST_COMPLETED)
        caught_up.cancel()
        if self._task.done():
            self._task.result()

    async def close(self) -> None:
        """Stops reading; returns when the thread has ended. What halted it has been said when it happened."""
        self._stop.set()
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)

    def _read(self) -> None:
        try:
            self._reader.open(self._stop)
            while not self._stop.is_set():
                self._take(self._reader.chunk())
        except Exception as error:
            self._halt(error)
            raise
        finally:
            self._reader.close()

    def _take(self, chunk: list[Record]) -> None:
        if chunk:
            self._run_on_loop(self._fold_chunk(chunk))
        self._lag = self._reader.measure()
        if not self._caught_up.is_set() and self._reader.caught_up():
            self._on_loop().call_soon_threadsafe(self._caught_up.set)

    async def _fold_chunk(self, chunk: list[Record]) -> None:
        for record in chunk:
            self._fold_record(record)
            CONSUMED.labels(record.topic, self._client_id, "folded").inc()

    def _fold_record(self, record: Record) -> V:
        try:
            return self._fold(record)
        except Exception as error:
            place = f"{record.topic}[{record.position.partition}]@{record.position.offset}"
            raise LogHaltedError(place) from error

    def _run_on_loop(self, chunk: Coroutine[Any, Any, None]) -> None:
        done = asyncio.run_coroutine_threadsafe(chunk, self._on_loop())
        while not self._stop.is_set() and not done.done():
            wait([done], timeout=1.0)
        if done.done():
            done.result()

    def _on_loop(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            raise RuntimeError("not started")
        return self._loop

    def _halt(self, error: BaseException) -> None:
        self._halted = error
        for topic in self._topics:
            HALTED.labels(topic).set(1)
        cause = error.__cause__ or error
        _log.error("log-halted", reader=self._client_id, place=str(error), error=type(cause).__name__)
