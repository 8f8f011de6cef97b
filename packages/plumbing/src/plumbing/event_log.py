"""A service's own log: append, wait for the own offset to be folded, answer with the verdict of the fold."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from plumbing.broker import KafkaError
from plumbing.following import Follower, LogHaltedError
from plumbing.lasting_producer import LastingProducer
from plumbing.metrics import APPEND_DURATION, APPEND_UNKNOWN, PUBLISHED
from plumbing.problems import OutcomeUnknown
from plumbing.records import Outgoing, Position, Record
from plumbing.settings import ProcessSettings

__all__ = ["Appended", "EventLog", "Follower", "LogHaltedError"]

V = TypeVar("V")
APPEND_SECONDS = 12.0
"""How long an append waits for acknowledgement and fold: the producer itself gives up after ten."""


@dataclass(frozen=True, slots=True)
class Appended(Generic[V]):
    """Where a record is, and what the fold returned for exactly this record."""

    position: Position
    verdict: V


class EventLog(Follower[V]):
    """The private log of a service as its HTTP process uses it."""

    def __init__(self, settings: ProcessSettings, topic: str, fold: Callable[[Record], V], client_id: str) -> None:
        super().__init__(settings, [topic], fold, client_id)
        self._topic = topic
        self._producer = LastingProducer(settings, client_id, topic)
        self._in_flight = 0
        self._verdicts: dict[Position, V] = {}
        self._waiting: dict[Position, list[asyncio.Future[V]]] = {}
        self._folded: dict[int, int] = {}

    async def start(self) -> None:
        """Connects in a thread with the metadata warmed, then replays. Raises what went wrong."""
        await asyncio.to_thread(self._producer.connect)
        await super().start()

    async def append(self, key: str, value: bytes) -> Appended[V]:
        """Writes a record and returns once it is folded here.

        Raises OutcomeUnknown (503, `outcome-unknown`, Retry-After) when acknowledgement or fold do not come in time:
        the record may be on the log, so the command must be one that is safe to repeat.
        """
        started = time.perf_counter()
        self._in_flight += 1
        try:
            async with asyncio.timeout(APPEND_SECONDS):
                position = await self._acknowledged(Outgoing(self._topic, key, value))
                PUBLISHED.labels(self._topic).inc()
                verdict = await self._verdict(position)
        except (KafkaError, TimeoutError, LogHaltedError) as error:
            APPEND_UNKNOWN.inc()
            raise OutcomeUnknown from error
        finally:
            self._in_flight -= 1
            if self._in_flight == 0:
                self._verdicts.clear()
        APPEND_DURATION.observe(time.perf_counter() - started)
        return Appended(position, verdict)

    async def wait_for(self, position: Position) -> None:
        """Returns once the record at `position` is folded here."""
        if self._folded.get(position.partition, -1) < position.offset:
            await self._wait(position)

    async def close(self) -> None:
        """Stops reading and writing."""
        await super().close()
        await asyncio.to_thread(self._producer.close, 2.0)

    def _acknowledged(self, outgoing: Outgoing) -> asyncio.Future[Position]:
        """A future of this loop; the producer's callbacks run in its own thread."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Position] = loop.create_future()

        def settle(result: Position | None, error: BaseException | None) -> None:
            if answer.done():
                return
            if error is not None:
                answer.set_exception(error)
            elif result is not None:
                answer.set_result(result)

        def succeed(metadata: Any) -> None:
            loop.call_soon_threadsafe(settle, Position(metadata.partition, metadata.offset), None)

        def fail(error: BaseException) -> None:
            loop.call_soon_threadsafe(settle, None, error)

        self._producer.send(outgoing).add_callback(succeed).add_errback(fail)
        return answer

    async def _verdict(self, position: Position) -> V:
        if position not in self._verdicts:  # else the fold came before the acknowledgement
            await self._wait(position)
        # Taken out, since under load there may be no moment without an append in flight.
        return self._verdicts.pop(position)

    async def _wait(self, position: Position) -> V:
        if self._halted is not None:
            raise LogHaltedError(str(self._halted))
        waiter: asyncio.Future[V] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(position, []).append(waiter)
        try:
            return await waiter
        finally:
            waiters = self._waiting.get(position, [])
            if waiter in waiters:
                waiters.remove(waiter)

    def _halt(self, error: BaseException) -> None:
        """Whoever waits for a fold that will not come is told so at once, not after twelve seconds."""
        super()._halt(error)
        self._on_loop().call_soon_threadsafe(self._give_up, LogHaltedError(str(error)))

    def _give_up(self, error: LogHaltedError) -> None:
        for waiter in [one for waiters in self._waiting.values() for one in waiters if not one.done()]:
            waiter.set_exception(error)

    def _fold_record(self, record: Record) -> V:
        verdict = super()._fold_record(record)
        position = record.position
        self._folded[position.partition] = position.offset
        if self._in_flight:
            self._verdicts[position] = verdict
        for waiter in self._waiting.pop(position, []):
            if not waiter.done():
                waiter.set_result(verdict)
        return verdict
