"""The application over a log that is a list: for what happens after the vote, and what people are told of it."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from fastapi.testclient import TestClient
from plumbing.clock import FixedClock
from plumbing.records import Outgoing, Position, Record
from plumbing.settings import demo_secret
from plumbing.tokens import Session, SessionSigner
from review.bootstrap import http_parts
from review.domain.events import (
    CampaignLearned,
    EntriesPublished,
    EntriesScreened,
    EntryReceived,
    FinalistsChosen,
    ScreeningLine,
)
from review.domain.fold import LogEvent, Verdict, apply
from review.domain.panel_events import NomineesCut, PanelSeated, ScoresGiven
from review.domain.rules import Rules
from review.domain.selection import Selection
from review.domain.selection_events import (
    ContestCalled,
    ContestCertified,
    ExcellentCut,
    Tally,
)
from review.domain.selection_rules import SelectionRules
from review.domain.state import Campaign, State
from review.entrypoints.http import create_app
from review.handlers import announcements
from review.handlers.desk import Desk
from review.handlers.journal import decode, encode
from review.handlers.publish import publishing_from
from review.settings import ReviewSettings

from tests.unit.applications import application
from tests.unit.review.selection_play import NOON, OFFICE, sheet

CAMPAIGN = "c1"
FINALISTS, NOMINEES, EXCELLENT = 8, 5, 3
SMALL = SelectionRules(nominees=NOMINEES, excellent=EXCELLENT)
VOTED = NOON + timedelta(days=1)
"""When the vote has ended; what follows happens after it."""


class ListedLog:
    """A log in this process. Of appends that meet, the first to come is the first on it."""

    def __init__(self, state: State) -> None:
        self._state = state
        self.events: list[LogEvent] = []

    async def append(self, event: LogEvent) -> Verdict:
        await asyncio.sleep(0)
        event = decode(encode(event))
        self.events.append(event)
        verdict = apply(self._state, event)
        await asyncio.sleep(0)
        return verdict


@dataclass
class Late:
    """A small campaign whose excellent works are cut: e00, e01, e02 of five nominees of eight finalists."""

    rules: SelectionRules = SMALL
    authors: tuple[str, ...] = ()
    """Pseudonyms of the authors, where they are to be others than author-0, author-1 and so on."""
    shares: tuple[int, ...] = ()
    """Of the authors of e01."""
    pending: bool = False
    """Whether the list of excellent works is still to be released."""
    clock: FixedClock = field(default_factory=lambda: FixedClock(VOTED))

    def __post_init__(self) -> None:
        self.state = State()
        self.log = ListedLog(self.state)
        for event in opening(self.rules, self.authors, self.shares):
            self.fold(event)
        self.fold(ExcellentCut(CAMPAIGN, OFFICE, VOTED, pending=self.pending))
        parts = http_parts(ReviewSettings(profile="demo"), self.clock)
        self.desk = Desk(self.log, self.state, self.clock)
        self.app = application(create_app, replace(parts, desk=self.desk))
        self.client = TestClient(self.app, follow_redirects=False)

    @property
    def campaign(self) -> Campaign:
        return self.state.campaigns[CAMPAIGN]

    @property
    def selection(self) -> Selection:
        return self.campaign.selection

    def fold(self, event: LogEvent) -> Verdict:
        self.log.events.append(event)
        return apply(self.state, event)

    def ask(self, method: str, path: str, who: str = "", body: Any = None) -> Any:
        """The answer of the application to role:name; nobody when that is empty."""
        headers = {"Accept-Language": "zh-CN", **(self.bearer(who) if who else {})}
        return self.client.request(method, path, json=body, headers=headers)

    def bearer(self, who: str) -> dict[str, str]:
        """The header of somebody who is signed in as role:name."""
        role, _, name = who.partition(":")
        session = Session(name or role, role, None, None, self.clock.now() + timedelta(hours=1))
        return {"Authorization": f"Bearer {SessionSigner(demo_secret('session_seed')).sign(session, self.clock.now())}"}

    def code(self, method: str, path: str, who: str = "", body: Any = None) -> tuple[int, str]:
        """Status and code of a refusal."""
        answer = self.ask(method, path, who, body)
        return answer.status_code, answer.json().get("code", "")

    def told(self) -> list[Outgoing]:
        """Everything that the relay makes of the log so far."""
        assert announcements.MODULES
        step = publishing_from(State())
        records = (
            Record("review-log", Position(0, offset), CAMPAIGN, encode(event), 0)
            for offset, event in enumerate(self.log.events)
        )
        return [one for record in records for one in step(record)]


def opening(rules: SelectionRules, authors: tuple[str, ...] = (), shares: tuple[int, ...] = ()) -> list[LogEvent]:
    """The log of such a campaign up to the certified vote; the earlier an entry, the better its marks."""
    ids = [f"e{number:02}" for number in range(FINALISTS)]
    entries = [
        EntryReceived(
            campaign_id=CAMPAIGN, entry_id=entry, phrase=f"示例作品{place}", explanation="示例阐释", channel="web",
            author_ref=authors[place] if place < len(authors) else f"author-{place}", unit_id=None,
            submitted_at=NOON + timedelta(seconds=place), han_count=6, duplicate_of=None, at=NOON,
            shares=shares if place == 1 else (),
        )
        for place, entry in enumerate(ids)
    ]  # fmt: skip
    marks = tuple(sheet(entry, 99 - place) for place, entry in enumerate(ids))
    tallies = tuple(Tally(entry, 50 - place) for place, entry in enumerate(ids[: rules.nominees]))
    return [
        CampaignLearned(CAMPAIGN, Rules(revision=1, title="示例活动", finalists=FINALISTS, selection=rules), NOON),
        *entries,
        EntriesScreened(CAMPAIGN, tuple(ScreeningLine(entry, "pass") for entry in ids), OFFICE, NOON),
        EntriesPublished(CAMPAIGN, tuple(ids), OFFICE, NOON),
        FinalistsChosen(CAMPAIGN, tuple(ids), OFFICE, NOON),
        PanelSeated(CAMPAIGN, ("chen",), (), OFFICE, NOON),
        ScoresGiven(CAMPAIGN, "chen", marks, NOON),
        NomineesCut(CAMPAIGN, OFFICE, NOON),
        ContestCalled(CAMPAIGN, "群众投票", NOON, VOTED, OFFICE, NOON),
        ContestCertified(CAMPAIGN, f"{CAMPAIGN}-vote", 230, 0, tallies, VOTED),
    ]
