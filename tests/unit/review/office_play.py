"""The application over the pure fold, without a broker: what is asked for is folded at once."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response
from plumbing.clock import FixedClock
from plumbing.settings import demo_secret
from plumbing.tokens import Session, SessionSigner
from review.bootstrap import HttpParts, http_parts
from review.domain.fold import LogEvent, Verdict, apply
from review.domain.state import State
from review.entrypoints.http import create_app
from review.handlers.desk import Desk
from review.handlers.journal import decode, encode
from review.settings import ReviewSettings

from tests.unit.applications import application
from tests.unit.review.campaign_play import CAMPAIGN, NOON, Play


@dataclass
class FoldedAtOnce:
    """A log in memory. Every event goes through its bytes, as on the real one."""

    state: State
    events: list[LogEvent] = field(default_factory=list)

    async def append(self, event: LogEvent) -> Verdict:
        self.events.append(decode(encode(event)))
        return apply(self.state, self.events[-1])


@dataclass
class Office:
    """The application, whoever asks it, and the log that it writes."""

    client: TestClient
    log: FoldedAtOnce
    parts: HttpParts

    def get(self, path: str, role: str = "organiser", who: str = "zhu", **options: Any) -> Response:
        return self.client.get(path, headers=bearer(role, who), **options)

    def post(self, path: str, role: str = "organiser", who: str = "zhu", **options: Any) -> Response:
        return self.client.post(path, headers=bearer(role, who), **options)


def office(play: Play) -> Office:
    parts = http_parts(ReviewSettings(profile="demo"), FixedClock(NOON))
    log = FoldedAtOnce(play.state)
    served = replace(parts, desk=Desk(log, play.state, FixedClock(NOON)))
    return Office(TestClient(application(create_app, served), follow_redirects=False), log, served)


def bearer(role: str, who: str) -> dict[str, str]:
    session = Session(who, role, CAMPAIGN if role != "citizen" else None, None, NOON + timedelta(hours=1))
    return {"Authorization": f"Bearer {SessionSigner(demo_secret('session_seed')).sign(session, NOON)}"}
