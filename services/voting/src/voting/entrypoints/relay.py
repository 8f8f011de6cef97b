"""The relay process: `python -m voting.entrypoints.relay`. Ends contests and certifies their results."""

import asyncio
import threading

from contracts.topics import VOTE_PARTITIONS
from plumbing.broker import KafkaError
from plumbing.clock import SystemClock
from plumbing.event_log import Follower
from plumbing.logs import configure_logs, logger_of
from plumbing.relay import run_relay
from plumbing.settings import load_settings

from voting.adapters.log_access import KafkaLogAccess
from voting.adapters.own_topics import ensure_own_topics
from voting.adapters.publisher import KafkaPublisher
from voting.handlers.closing import Closer
from voting.handlers.ledger import TOPICS_FOLDED, Ledger
from voting.handlers.terms import TERMS_TOPIC
from voting.settings import VotingSettings

LOOK_SECONDS = 0.25
_log = logger_of(__name__)


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
        terms_log = KafkaLogAccess(self._settings, "voting-relay", TERMS_TOPIC)
        closer = Closer(ledger, publisher.publish, SystemClock(), lambda: _end_of(terms_log))
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
            await terms_log.close()


async def _end_of(terms_log: KafkaLogAccess) -> int | None:
    """The end of the topic's one partition; None while the broker is away, which ends nobody's contest."""
    try:
        return (await terms_log.ends()).get(0, 0)
    except KafkaError as error:
        _log.warning("terms-end-unknown", error=type(error).__name__)
        return None


def main() -> None:
    """Starts the process."""
    configure_logs("voting-relay")
    settings = load_settings(VotingSettings)
    ensure_own_topics(settings)
    raise SystemExit(run_relay(settings, "voting", [ClosingLoop(settings)]))


if __name__ == "__main__":
    main()
