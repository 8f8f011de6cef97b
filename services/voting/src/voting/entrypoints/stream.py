"""The counting process: `python -m voting.entrypoints.stream`."""

import asyncio
import hmac
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

from voting.adapters.checkpoint_shelf import ValkeyCheckpoints
from voting.adapters.faust_stream import FaustStream
from voting.adapters.gallery import ValkeyGallery
from voting.adapters.log_access import KafkaLogAccess
from voting.adapters.own_topics import ensure_own_topics
from voting.bootstrap import secret
from voting.handlers.checkpoints import Checkpoints
from voting.handlers.counting import Counter
from voting.handlers.watching import Rounds
from voting.handlers.witness import Witness
from voting.metrics import checkpoint, disagreed, watch_tallies
from voting.settings import VotingSettings

LAST_SECONDS = 5.0
"""How long the last checkpoints may take when the process is told to stop."""
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
        self._shelf = ValkeyCheckpoints(settings)
        key = hmac.digest(secret(settings.receipt_seed).encode(), b"tally-checkpoint", "sha256")
        self._checkpoints = Checkpoints(self._shelf, self._log, key, checkpoint)
        self._tasks: list[asyncio.Task[None]] = []
        watch_tallies(self.counter, self._clock)

    async def start(self) -> None:
        """Counts the log, from the checkpoints where they hold, then follows the stream."""
        await self.counter.rebuild(self._checkpoints.restored)
        work = (self._rounds.run(), self._follow(), self._checkpoints.run(self.counter.tallies))
        self._tasks = [asyncio.create_task(one) for one in work]

    async def stop(self) -> None:
        """Leaves the group and lets go of the connections."""
        for task in self._tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        with suppress(Exception):  # a checkpoint that is not there costs the next start a longer replay, no more
            await asyncio.wait_for(self._checkpoints.keep(self.counter.tallies), LAST_SECONDS)
        await self._stream.stop()
        await self._log.close()
        await self._shelf.close()
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
    ensure_own_topics(settings)
    serve(create_app(settings), settings)


if __name__ == "__main__":
    main()
