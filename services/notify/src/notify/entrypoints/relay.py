"""The relay process: `python -m notify.entrypoints.relay`. Learns from the public topics, and delivers."""

import asyncio
import os
import threading

from contracts import topics_read_by
from plumbing.clock import Clock, SystemClock
from plumbing.event_log import EventLog
from plumbing.identifiers import derived_id
from plumbing.logs import configure_logs
from plumbing.relay import Inbox, run_relay
from plumbing.settings import load_settings

from notify.adapters.connections import Connections, secret
from notify.adapters.intake import IntakeContacts, internal_client
from notify.adapters.journal import LogJournal
from notify.adapters.own_topics import ensure_own_topics
from notify.domain.ledger import Ledger
from notify.handlers.deliver import Courier, Ways
from notify.handlers.journal import LOG_TOPIC, fold_into
from notify.handlers.learn import translate
from notify.handlers.outlets import OutletCourier, name_outlets
from notify.handlers.ports import Journal
from notify.settings import NotifySettings

INBOX_GROUP = "notify-inbox"


class CourierLoop:
    """The courier as a loop of the relay process, on an event loop of its own thread.

    It begins to send only after the log of that moment is folded: what was recorded as sent is known before.
    """

    def __init__(self, settings: NotifySettings) -> None:
        self._settings = settings
        self.ready = False

    def run(self, stop: threading.Event) -> None:
        """Delivers until `stop` is set."""
        asyncio.run(self._run(stop))

    async def _run(self, stop: threading.Event) -> None:
        settings, ledger, clock = self._settings, Ledger(), SystemClock()
        me = derived_id("courier", clock.now().isoformat(), str(os.getpid()))
        log: EventLog[str | None] = EventLog(settings, LOG_TOPIC, fold_into(ledger), "notify-courier")
        connections = Connections(settings, clock)
        intake = internal_client(settings.intake_url, secret(settings.service_token))
        try:
            await log.start()
            self.ready = True
            ways = Ways(IntakeContacts(intake), connections.of_courier(), LogJournal(log))
            people = Courier(ledger, ways, clock, settings.public_url, me=me)
            outlets = await self._outlets(ledger, ways.journal, connections, clock)
            await asyncio.gather(people.run(stop), *(outlet.run(stop) for outlet in outlets))
        finally:
            await log.close()
            await intake.aclose()
            await connections.close()

    async def _outlets(
        self, ledger: Ledger, journal: Journal, connections: Connections, clock: Clock
    ) -> list[OutletCourier]:
        """A courier for each robot and webhook of the settings, once the log knows that there are these."""
        outlets = connections.outlets()
        await name_outlets(ledger, journal, [one.name for one in outlets], clock)
        return [OutletCourier(ledger, one, journal, clock, self._settings.public_url) for one in outlets]


def main() -> None:
    """Starts the process."""
    configure_logs("notify")
    settings = load_settings(NotifySettings)
    ensure_own_topics(settings)
    topics = [topic.name for topic in topics_read_by("notify")]
    inbox = Inbox(settings, INBOX_GROUP, topics, translate)
    raise SystemExit(run_relay(settings, "notify", [inbox, CourierLoop(settings)]))


if __name__ == "__main__":
    main()
