"""Puts notify together: which adapter stands behind which port."""

from dataclasses import dataclass

import httpx2
from plumbing.clock import Clock, SystemClock
from plumbing.event_log import EventLog
from plumbing.tokens import SessionVerifier
from pydantic import SecretStr

from notify.adapters.catcher import Catcher, RemoteCatcher
from notify.adapters.intake import IntakeContacts, internal_client
from notify.adapters.journal import LogJournal
from notify.adapters.mail import MailChannel, MailServer
from notify.adapters.typesetter import Typesetter
from notify.domain.ledger import Ledger
from notify.handlers.certificates import Registry
from notify.handlers.journal import LOG_TOPIC, fold_into
from notify.handlers.office import Outgoing
from notify.handlers.ports import Channel
from notify.settings import NotifySettings


@dataclass(frozen=True, slots=True)
class HttpParts:
    """What the routes work with; lives on `app.state.parts`."""

    settings: NotifySettings
    clock: Clock
    ledger: Ledger
    log: EventLog[str | None]
    outgoing: Outgoing
    registry: Registry
    catcher: Catcher | None
    codes: Channel
    intake: httpx2.AsyncClient
    verifier: SessionVerifier

    async def start(self) -> None:
        """Opens the log; returns when everything of this moment is folded."""
        await self.log.start()

    async def close(self) -> None:
        """Lets go of every connection."""
        await self.log.close()
        await self.intake.aclose()
        if isinstance(self.codes, MailChannel):
            await self.codes.close()


def http_parts(settings: NotifySettings, clock: Clock | None = None) -> HttpParts:
    """The HTTP process: the log, what the office decides, certificates, one-time codes, in the demo the catcher."""
    clock = clock or SystemClock()
    ledger = Ledger()
    intake = internal_client(settings.intake_url, secret(settings.service_token))
    catcher = Catcher(clock) if settings.profile == "demo" else None
    server = mail_server(settings)
    codes: Channel | None = MailChannel(server) if server else catcher
    if codes is None:
        raise RuntimeError("no channel: the settings should have asked for a mail server")
    log: EventLog[str | None] = EventLog(settings, LOG_TOPIC, fold_into(ledger), "notify-http")
    return HttpParts(
        settings=settings,
        clock=clock,
        ledger=ledger,
        log=log,
        outgoing=Outgoing(ledger, LogJournal(log), clock),
        registry=Registry(ledger, IntakeContacts(intake), Typesetter(settings.public_url), clock),
        catcher=catcher,
        codes=codes,
        intake=intake,
        verifier=SessionVerifier(secret(settings.session_public_key)),
    )


def relay_channel(settings: NotifySettings) -> tuple[Channel, httpx2.AsyncClient | None]:
    """How the courier reaches people: mail where a server is named, otherwise the demo's catcher."""
    server = mail_server(settings)
    if server:
        return MailChannel(server), None
    client = internal_client(settings.notify_url, secret(settings.service_token))
    return RemoteCatcher(client), client


def mail_server(settings: NotifySettings) -> MailServer | None:
    """Where mail goes; None in a demo that names no server."""
    if not (settings.smtp_host and settings.smtp_recipient):
        return None
    return MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        sender=settings.smtp_sender,
        recipient=settings.smtp_recipient,
        username=settings.smtp_username,
        password=settings.smtp_password.get_secret_value() if settings.smtp_password else None,
        start_tls=settings.smtp_start_tls,
    )


def secret(value: SecretStr | None) -> str:
    """The text of a secret that the settings have made sure of."""
    if value is None:
        raise RuntimeError("a secret is missing that the settings should have asked for")
    return value.get_secret_value()
