"""Puts notify together: which adapter stands behind which port."""

from dataclasses import dataclass

import httpx2
from plumbing.clock import Clock, SystemClock
from plumbing.event_log import EventLog
from plumbing.tokens import SessionVerifier

from notify.adapters.catcher import Catcher
from notify.adapters.connections import Connections, secret
from notify.adapters.intake import IntakeContacts, internal_client
from notify.adapters.journal import LogJournal
from notify.adapters.office_papers import OfficePapers
from notify.adapters.press import Press
from notify.adapters.typesetter import Typesetter
from notify.domain.ledger import Ledger
from notify.handlers.bulletins import Editorial
from notify.handlers.certificates import Registry
from notify.handlers.journal import LOG_TOPIC, fold_into
from notify.handlers.office import Outgoing
from notify.handlers.papers import Papers
from notify.handlers.ports import Channel
from notify.handlers.sms_reports import SmsReports
from notify.settings import NotifySettings


@dataclass(frozen=True, slots=True)
class HttpParts:
    """What the routes work with; lives on `app.state.parts`."""

    settings: NotifySettings
    clock: Clock
    ledger: Ledger
    log: EventLog[str | None]
    outgoing: Outgoing
    sms_reports: SmsReports
    registry: Registry
    papers: Papers
    editorial: Editorial
    catcher: Catcher | None
    codes: Channel
    intake: httpx2.AsyncClient
    verifier: SessionVerifier
    connections: Connections

    async def start(self) -> None:
        """Opens the log; returns when everything of this moment is folded."""
        await self.log.start()

    async def close(self) -> None:
        """Lets go of every connection."""
        await self.log.close()
        await self.intake.aclose()
        await self.connections.close()


def http_parts(settings: NotifySettings, clock: Clock | None = None) -> HttpParts:
    """The HTTP process: the log, what the office decides, certificates, one-time codes, in the demo the catcher."""
    clock = clock or SystemClock()
    ledger = Ledger()
    intake = internal_client(settings.intake_url, secret(settings.service_token))
    catcher = Catcher(clock) if settings.profile == "demo" else None
    connections = Connections(settings, clock)
    log: EventLog[str | None] = EventLog(settings, LOG_TOPIC, fold_into(ledger), "notify-http")
    contacts = IntakeContacts(intake)
    typesetter = Typesetter(settings.public_url, secret(settings.service_token), settings.fonts_dir)
    return HttpParts(
        settings=settings,
        clock=clock,
        ledger=ledger,
        log=log,
        outgoing=Outgoing(ledger, LogJournal(log), clock),
        sms_reports=SmsReports(ledger, LogJournal(log), clock),
        registry=Registry(ledger, contacts, clock),
        papers=Papers(ledger, contacts, typesetter, LogJournal(log), clock),
        editorial=Editorial(ledger, OfficePapers(Press(settings.fonts_dir)), LogJournal(log), clock),
        catcher=catcher,
        codes=connections.of_codes(catcher),
        intake=intake,
        verifier=SessionVerifier(secret(settings.session_public_key)),
        connections=connections,
    )
