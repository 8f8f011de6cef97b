"""The application of intake over a state that is folded in memory, for the tests of its pages."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from intake.adapters.packs import read_file
from intake.bootstrap import HttpParts
from intake.domain.accounts import Account
from intake.domain.events import AccountCreated, CampaignCreated, CitizenKnown, LogEvent
from intake.domain.fold import Verdict, apply
from intake.domain.rules import Rules
from intake.domain.state import State
from intake.entrypoints.http import create_app
from intake.handlers.ports import CallerTooSoon, CodesExhausted, DraftsUnavailable, FilesUnavailable, TooSoon
from intake.handlers.uploads import Uploads
from intake.settings import IntakeSettings
from plumbing.callers import Caller
from plumbing.clock import FixedClock
from plumbing.settings import demo_secret
from plumbing.tokens import SESSION_COOKIE, Session, SessionSigner

from tests.unit.applications import application

NOON = datetime(2096, 6, 1, 4, tzinfo=UTC)
"""Ahead of every machine's clock: a browser drops a cookie that has expired."""
CITIZEN_PHONE = "+8615400000001"
REAL_PHONE = "13800138000"


class FoldedLog:
    """Folds what is appended at once."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def append(self, event: LogEvent) -> Verdict:
        return apply(self._state, event)


class OpenVault:
    """Writes whose a text is in front of it, and seals nothing; a key that was destroyed opens nothing."""

    def __init__(self) -> None:
        self._keys: dict[str, int] = {}
        self._destroyed = 0

    async def seal(self, author_ref: str, text: str) -> str:
        return f"{self._lock(author_ref)}|{text}"

    def open(self, author_ref: str, sealed: str) -> str | None:
        lock, _, text = sealed.partition("|")
        return text if self.holds(author_ref) and lock == self._lock(author_ref) else None

    async def seal_file(self, author_ref: str, content: bytes) -> bytes:
        return f"{self._lock(author_ref)}|".encode() + content

    def open_file(self, author_ref: str, sealed: bytes) -> bytes | None:
        lock, _, content = sealed.partition(b"|")
        return content if self.holds(author_ref) and lock == self._lock(author_ref).encode() else None

    def holds(self, author_ref: str) -> bool:
        return author_ref in self._keys

    async def erase(self, author_ref: str) -> None:
        self._keys.pop(author_ref, None)
        self._destroyed += 1

    def _lock(self, author_ref: str) -> str:
        return f"{author_ref}.{self._keys.setdefault(author_ref, self._destroyed)}"


class Drawer:
    """Keeps files; `shut` is when it does not answer."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.shut = False

    async def put(self, name: str, content: bytes) -> None:
        if self.shut:
            raise FilesUnavailable
        self.kept[name] = content

    async def get(self, name: str) -> bytes | None:
        if self.shut:
            raise FilesUnavailable
        return self.kept.get(name)


class Desktop:
    """Keeps drafts; `shut` is when it does not answer."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.shut = False

    async def keep(self, campaign_id: str, author_ref: str, sealed: str) -> None:
        self._look()
        self.kept[(campaign_id, author_ref)] = sealed

    async def find(self, campaign_id: str, author_ref: str) -> str | None:
        self._look()
        return self.kept.get((campaign_id, author_ref))

    async def drop(self, campaign_id: str, author_ref: str) -> None:
        self._look()
        self.kept.pop((campaign_id, author_ref), None)

    def _look(self) -> None:
        if self.shut:
            raise DraftsUnavailable


class PlainPasswords:
    """Hashes nothing."""

    async def hash(self, password: str) -> str:
        return f"hash of {password}"

    async def verify(self, kept: str, password: str) -> bool:
        return kept == f"hash of {password}"


class GivenCodes:
    """The same code for everybody who asks; `wait` is what the limits say, of a phone or username or of a caller."""

    def __init__(self) -> None:
        self.wait = self.caller_wait = self.exhausted = 0
        self.callers: list[Caller] = []
        self._given: dict[str, str] = {}

    async def issue(self, ref: str, caller: Caller) -> str:
        if self.exhausted:
            raise CodesExhausted(self.exhausted)
        await self.attempt(ref, caller)
        return self._given.setdefault(ref, "135790")

    async def check(self, ref: str, code: str) -> bool:
        return self._given.get(ref) == code

    async def attempt(self, ref: str | None, caller: Caller) -> None:
        self.callers.append(caller)
        if self.caller_wait:
            raise CallerTooSoon(self.caller_wait)
        if self.wait and ref:
            raise TooSoon(self.wait)

    async def forgive(self, ref: str) -> None:
        """Nothing is counted here."""


class Pocket:
    """Keeps what was carried: phone, code, language."""

    def __init__(self) -> None:
        self.carried: list[tuple[str, str, str]] = []

    async def carry(self, phone: str, code: str, language: str) -> None:
        self.carried.append((phone, code, language))


@cache
def shipped_rules() -> Rules:
    """The rules of the shipped pack, read once a process: they are values, and nobody changes them."""
    return read_file(Path("campaigns/lianyungang-2020.yaml"))


class Door:
    """Intake's parts in memory, and browsers of people at its pages."""

    def __init__(self, profile: str = "demo") -> None:
        keys = ("session_seed", "service_token", "phone_pepper", "master_key", "bootstrap_password")
        secrets = {name: demo_secret(name) for name in keys}
        self.clock = FixedClock(NOON)
        self.parts = HttpParts(IntakeSettings.model_validate({"profile": profile, **secrets}), self.clock)
        self.parts.uploads = Uploads(self.parts.reports, patience=60.0)
        self.codes, self.pocket, self.drawer, self.desktop = GivenCodes(), Pocket(), Drawer(), Desktop()
        self.desk = self.parts.desk = replace(
            self.parts.desk, log=FoldedLog(self.parts.desk.state), vault=OpenVault(), passwords=PlainPasswords(),
            codes=self.codes, carrier=self.pocket, files=self.drawer,
            drafts=self.desktop,
        )  # fmt: skip

        self.app = application(create_app, self.parts, profile)

    def waits(self, time: timedelta) -> None:
        """It is so much later now."""
        self.clock.advance(time)

    def log_to(self, log: FoldedLog) -> None:
        """What happens from here on is appended there."""
        self.desk = self.parts.desk = replace(self.desk, log=log)

    def has_account(self, username: str, password: str, role: Any = "organiser") -> None:
        account = Account(username, role, f"hash of {password}")
        apply(self.desk.state, AccountCreated(account, "test", NOON))

    def opens(self, campaign_id: str = "k-2026", **changes: Any) -> Rules:
        """A campaign with the shipped rules, open from an hour ago for a day unless `changes` say otherwise."""
        dates = {"submissions_open_at": NOON - timedelta(hours=1), "submissions_close_at": NOON + timedelta(days=1)}
        rules = replace(shipped_rules(), **{**dates, **changes})
        apply(self.desk.state, CampaignCreated(campaign_id, rules, campaign_id, "test", NOON))
        return rules

    def browser(self, role: str | None = None, **bound: str | None) -> TestClient:
        """Somebody's browser; it follows no redirect by itself."""
        cookies = {SESSION_COOKIE: self._token(role, bound)} if role else {}
        headers = {"Accept": "text/html", "Accept-Language": "zh-CN"}
        return TestClient(self.app, cookies=cookies, headers=headers, follow_redirects=False)

    def _token(self, role: str, bound: Mapping[str, str | None]) -> str:
        subject = self._citizen() if role == "citizen" else role
        session = Session(subject, role, bound.get("campaign"), bound.get("unit"), NOON + timedelta(days=30))
        return SessionSigner(demo_secret("session_seed")).sign(session, NOON)

    def _citizen(self) -> str:
        ref = self.desk.author_ref(CITIZEN_PHONE)
        apply(self.desk.state, CitizenKnown(ref, asyncio.run(self.desk.vault.seal(ref, CITIZEN_PHONE)), NOON))
        return ref
