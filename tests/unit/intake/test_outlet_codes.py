"""Entries over the API carry the code of the outlet that led to them, all the way to the public event."""

from typing import Any

import pytest
from contracts import EntrySubmitted, Event
from intake.domain.events import CampaignCreated, LogEvent
from intake.domain.fold import Verdict
from intake.domain.state import State
from intake.handlers.publish import publishing_from
from plumbing.records import Outgoing

from tests.unit.intake.door import NOON, Door, FoldedLog
from tests.unit.intake.test_publish import record

ENTRIES, REGISTRATIONS = "/api/v1/campaigns/k-2026/entries", "/api/v1/campaigns/k-2026/registrations"
ENTRY = {"phrase": "山海同歌", "name": "测试作者一"}
LETTER = {**ENTRY, "phone": "15400000002", "channel": "letter", "received_on": "2096-06-01"}


class ToldLog(FoldedLog):
    """Publishes what is appended, as the relay does."""

    def __init__(self, door: Door) -> None:
        super().__init__(door.desk.state)
        self._publish = publishing_from(State())
        self._publish(record(CampaignCreated("k-2026", door.desk.campaign("k-2026").rules, "r", "test", NOON)))
        self.told: list[Outgoing] = []

    async def append(self, event: LogEvent) -> Verdict:
        self.told += self._publish(record(event, len(self.told) + 1))
        return await super().append(event)

    @property
    def outlets(self) -> list[str | None]:
        return [Event[EntrySubmitted].from_bytes(one.value).data.outlet for one in self.told]


@pytest.fixture
def door() -> Door:
    found = Door()
    found.opens()
    return found


@pytest.mark.parametrize(
    ("role", "path", "body"), [("citizen", ENTRIES, ENTRY), ("screener", REGISTRATIONS, LETTER)]
)  # fmt: skip
def test_the_outlet_s_code_reaches_the_event(door: Door, role: str, path: str, body: dict[str, Any]) -> None:
    """Issue 5: entries are attributed to outlet and unit without following a person."""
    log = ToldLog(door)
    door.log_to(log)
    browser = door.browser(role)
    assert browser.post(path, json={**body, "outlet": "7KQM4X"}).status_code == 201
    assert browser.post(path, json={**body, "phrase": "港城新韵"}).status_code == 201
    assert log.outlets == ["7KQM4X", None]


@pytest.mark.parametrize("outlet", ["<b>", "7kqm4x", "7KQ", "7KQM4X\n", ""])
def test_what_cannot_be_a_code_is_refused_and_named(door: Door, outlet: str) -> None:
    answer = door.browser("citizen").post(ENTRIES, json={**ENTRY, "outlet": outlet})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
    assert "outlet" in answer.text
    assert door.desk.state.entries_of("k-2026") == ()
