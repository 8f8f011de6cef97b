"""The counting process: `python -m voting.entrypoints.stream`."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from contracts.topics import VOTE_PARTITIONS
from fastapi import FastAPI
from plumbing.clock import SystemClock
from plumbing.http import build_app, kafka_check, serve
from plumbing.logs import configure_logs, logger_of
from plumbing.probes import Check
from plumbing.settings import load_settings

from voting.adapters.faust_stream import FaustStream
from voting.adapters.gallery import ValkeyGallery
from voting.adapters.log_access import KafkaLogAccess
from voting.bootstrap import ensure_voting_topics
from voting.handlers.counting import Counter
from voting.handlers.watching import Rounds
from voting.handlers.witness import Witness
from voting.metrics import disagreed, watch_tallies
from voting.settings import VotingSettings

_log = logger_of(__name__)


class Tallying:
    """The count with everything around it: stream, log, gallery."""

    def __init__(self, settings: VotingSettings) -> None:
        self._clock = SystemClock()
        self._log = KafkaLogAccess(settings, "voting-stream")
        self.counter = Counter(VOTE_PARTITIONS, self._log)
        self.gallery = ValkeyGallery(settings, VOTE_PARTITIONS)
        self._stream = FaustStream(settings, self.counter.take)
        witness = Witness(self.counter.tallies, disagreed)
        self._rounds = Rounds(self.counter, self.gallery, self._clock, witness, self._stream.carried)
        self._tasks: list[asyncio.Task[None]] = []
        watch_tallies(self.counter, self._clock)

    async def start(self) -> None:
        """Counts the whole log, then follows the stream."""
        await self.counter.rebuild()
        self._tasks = [asyncio.create_task(self._rounds.run()), asyncio.create_task(self._follow())]

    async def stop(self) -> None:
        """Leaves the group and lets go of the connections."""
        for task in self._tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await self._stream.stop()
        await self._log.close()
        await self.gallery.close()

    async def _follow(self) -> None:
        """A worker that ends by itself ends the process: it is replaced, and counts from the log."""
        try:
            await self._stream.start()
            await self._stream.ended()
        except Exception as error:  # noqa: BLE001 - said, and turned into the end of the process
            _log.error("stream-failed", error=type(error).__name__, exc_info=error)
        os.kill(os.getpid(), signal.SIGTERM)

    def ready(self) -> bool:
        """Whether the count was complete once and the stream goes on."""
        return self._rounds.looked and self._stream.alive


def create_app(settings: VotingSettings) -> FastAPI:
    """Probes and figures, and the count beside them."""
    running: list[Tallying] = []

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        running.append(Tallying(settings))
        await running[0].start()
        try:
            yield
        finally:
            await running[0].stop()

    def counting() -> bool:
        return bool(running) and running[0].ready()

    async def showing() -> bool:
        return bool(running) and await running[0].gallery.answers()

    checks: dict[str, Check] = {"kafka": kafka_check(settings), "valkey": showing, "tally": counting}
    return build_app(title="voting-stream", settings=settings, lifespan=lifespan, checks=checks)


def main() -> None:
    """Starts the process."""
    configure_logs("voting-stream")
    settings = load_settings(VotingSettings)
    ensure_voting_topics(settings)
    serve(create_app(settings), settings)


if __name__ == "__main__":
    main()
