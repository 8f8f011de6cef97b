"""The relay process: `python -m voting.entrypoints.relay`. Ends contests and certifies their results."""

import asyncio
import threading

from contracts.topics import VOTE_PARTITIONS
from plumbing.clock import SystemClock
from plumbing.event_log import Follower
from plumbing.logs import configure_logs
from plumbing.relay import run_relay
from plumbing.settings import load_settings

from voting.adapters.publisher import KafkaPublisher
from voting.bootstrap import ensure_voting_topics
from voting.handlers.closing import Closer
from voting.handlers.ledger import TOPICS_FOLDED, Ledger
from voting.settings import VotingSettings

LOOK_SECONDS = 0.25


class ClosingLoop:
    """Counts the whole log by itself, from offset 0: a certified result rests on no other process."""

    def __init__(self, settings: VotingSettings) -> None:
        self._settings = settings
        self.ready = False

    def run(self, stop: threading.Event) -> None:
        """Looks four times a second until `stop` is set."""
        asyncio.run(self._run(stop))

    async def _run(self, stop: threading.Event) -> None:
        ledger = Ledger(VOTE_PARTITIONS)
        follower: Follower[None] = Follower(self._settings, TOPICS_FOLDED, ledger.fold, "voting-relay")
        publisher = KafkaPublisher(self._settings, "voting-relay")
        closer = Closer(ledger, publisher.publish, SystemClock())
        try:
            await follower.start()
            while not stop.is_set():
                self.ready = follower.ready
                if not self.ready:
                    raise RuntimeError("the fold of the votes has halted")
                await closer.look()
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            self.ready = False
            await follower.close()
            await publisher.close()


def main() -> None:
    """Starts the process."""
    configure_logs("voting-relay")
    settings = load_settings(VotingSettings)
    ensure_voting_topics(settings)
    raise SystemExit(run_relay(settings, "voting", [ClosingLoop(settings)]))


if __name__ == "__main__":
    main()
