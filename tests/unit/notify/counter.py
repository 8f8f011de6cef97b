"""The application over a ledger in memory: what the office decides is folded at once."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response
from notify.adapters.office_papers import OfficePapers
from notify.adapters.press import Press
from notify.adapters.typesetter import Typesetter
from notify.bootstrap import HttpParts, http_parts
from notify.domain.ledger import Ledger, LogEvent
from notify.entrypoints.http import create_app
from notify.handlers.bulletins import Editorial
from notify.handlers.certificates import Registry
from notify.handlers.journal import decode, encode
from notify.handlers.office import Outgoing
from notify.handlers.papers import Papers
from notify.handlers.sms_reports import SmsReports
from notify.settings import NotifySettings
from plumbing.clock import FixedClock
from plumbing.settings import demo_secret
from plumbing.tokens import Session, SessionSigner

from tests.unit.notify.ways import Phonebook

PRESS = Press()
NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


@dataclass
class FoldedAtOnce:
    """A log in memory. Every event goes through its bytes, as on the real one. `troubles` are raised first."""

    ledger: Ledger
    events: list[LogEvent] = field(default_factory=list)
    troubles: list[Exception] = field(default_factory=list)

    async def record(self, event: LogEvent) -> str | None:
        if self.troubles:
            raise self.troubles.pop(0)
        self.events.append(decode(encode(event)))
        return self.ledger.apply(self.events[-1])


class Counter:
    """Notify's HTTP process without a broker, and somebody in front of it."""

    def __init__(self, *events: LogEvent) -> None:
        parts = http_parts(NotifySettings(profile="demo"), FixedClock(NOW))
        self.ledger = parts.ledger
        self.log = FoldedAtOnce(self.ledger)
        for event in events:
            self.ledger.apply(event)
        self.phonebook = Phonebook()
        typesetter = Typesetter(parts.settings.public_url, "key")
        self.parts: HttpParts = replace(
            parts,
            outgoing=Outgoing(self.ledger, self.log, FixedClock(NOW)),
            sms_reports=SmsReports(self.ledger, self.log, FixedClock(NOW)),
            registry=Registry(self.ledger, self.phonebook, FixedClock(NOW)),
            editorial=Editorial(self.ledger, OfficePapers(PRESS), self.log, FixedClock(NOW)),
            papers=Papers(self.ledger, self.phonebook, typesetter, self.log, FixedClock(NOW)),
        )
        self.app = create_app(self.parts)
        self.client = TestClient(self.app, follow_redirects=False)

    def get(self, path: str, role: str = "organiser", **options: Any) -> Response:
        who = bearer(role, options.pop("campaign", None), options.pop("unit", None))
        return self.client.get(path, headers={**who, **options.pop("headers", {})}, **options)

    def post(self, path: str, role: str = "organiser", campaign: str | None = None, **options: Any) -> Response:
        return self.client.post(path, headers=bearer(role, campaign), **options)


def bearer(role: str, campaign: str | None = None, unit: str | None = None) -> dict[str, str]:
    session = Session("zhu", role, campaign, unit, NOW + timedelta(hours=1))
    return {"Authorization": f"Bearer {SessionSigner(demo_secret('session_seed')).sign(session, NOW)}"} if role else {}
