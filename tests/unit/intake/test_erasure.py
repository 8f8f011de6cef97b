"""Crypto-shredding: on request, by the office, at the retention date; the figures stay, and nothing opens any more."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from intake.domain.events import CampaignCreated, CitizenKnown, ContactErased, LogEvent
from intake.domain.fold import Verdict, apply
from intake.domain.retention import due_for_erasure
from intake.domain.rules import Retention
from intake.domain.state import State
from intake.handlers.contacts import Unsealing, unseal
from intake.handlers.journal import to_log
from intake.handlers.publish import publishing_from
from intake.handlers.retention import sweep
from plumbing.problems import Problem
from plumbing.records import Position, Record

from tests.unit.intake.attachment_files import pdf
from tests.unit.intake.door import CITIZEN_PHONE, NOON, Door, FoldedLog
from tests.unit.intake.log_play import CLOSES, DURING, OPENS, RULES, C, filed, submitted

ENTRY = {"phrase": "山海相拥，向海图强", "explanation": "示例阐释", "name": "示例甲", "workplace": "示例单位"}
UNTIL = CLOSES + timedelta(days=365)


class Kept(FoldedLog):
    """Remembers what was appended."""

    def __init__(self, state: State, events: list[LogEvent]) -> None:
        super().__init__(state)
        self.events = events

    async def append(self, event: LogEvent) -> Verdict:
        self.events.append(event)
        return await super().append(event)


@pytest.fixture
def door() -> Door:
    found = Door()
    found.opens()
    return found


def handed_in(door: Door) -> str:
    """The receipt of a citizen's entry with a file."""
    browser = door.browser("citizen")
    number = str(browser.post("/api/v1/campaigns/k-2026/entries", json=ENTRY).json()["receipt_no"])
    browser.post(f"/api/v1/submissions/{number}/files", files={"file": ("示例.pdf", pdf())})
    return number


def opens(door: Door, number: str) -> list[int]:
    """What the office is answered when it asks for the text with its author, and for the file."""
    office, path = door.browser("organiser"), f"/api/v1/submissions/{number}"
    [file] = office.get(f"{path}/files").json()
    return [office.get(f"{path}/text").status_code, office.get(f"{path}/files/{file['file_id']}").status_code]


def public(events: list[LogEvent]) -> list[tuple[Any, ...]]:
    step = publishing_from(State())
    told = []
    for offset, event in enumerate(events):
        out = to_log(event)
        told += [
            (one.topic, one.value) for one in step(Record("intake-log", Position(0, offset), out.key, out.value, 0))
        ]
    return told


def test_a_citizen_has_his_contact_destroyed_and_nothing_opens_any_more(door: Door) -> None:
    number, ref = handed_in(door), door.desk.author_ref(CITIZEN_PHONE)
    assert opens(door, number) == [200, 200]
    browser = door.browser("citizen")
    assert browser.delete("/api/v1/sessions/contact").status_code == 204
    assert opens(door, number) == [410, 410]
    with pytest.raises(Problem) as refused:
        asyncio.run(unseal(door.desk, Unsealing(ref, "k-2026", "award", ""), "notify"))
    assert refused.value.code == "contact-erased"
    assert (
        browser.put(f"/api/v1/submissions/{number}/text", json={**ENTRY, "phrase": "改", "replaces": 1}).status_code
        == 410
    )


def test_the_log_after_an_erasure_folds_to_the_same_public_figures(door: Door) -> None:
    """Issue 5: the log after erasure still folds to the same public figures."""
    rules = door.desk.campaign("k-2026").rules
    events: list[LogEvent] = [CampaignCreated("k-2026", rules, "k-2026", "test", NOON)]
    door.log_to(Kept(door.desk.state, events))
    number = handed_in(door)
    before = (public(events), door.browser().get(f"/api/v1/submissions/{number}").json())
    door.browser("citizen").delete("/api/v1/sessions/contact")
    assert isinstance(events[-1], ContactErased)
    assert (public(events), door.browser().get(f"/api/v1/submissions/{number}").json()) == before
    assert len(before[0]) == 2


def test_who_comes_back_is_known_again_and_the_past_stays_closed(door: Door) -> None:
    number = handed_in(door)
    door.browser("citizen").delete("/api/v1/sessions/contact")
    answer = door.browser().post("/api/v1/sessions", json={"phone": "15400000001", "code": "246810"})
    assert answer.status_code == 201
    again = door.browser("citizen")
    assert again.post("/api/v1/campaigns/k-2026/entries", json={**ENTRY, "phrase": "又一件作品"}).status_code == 201
    assert opens(door, number) == [410, 410]


def test_the_page_asks_once_more_and_signs_out(door: Door) -> None:
    handed_in(door)
    browser, path = door.browser("citizen"), "/sign-in/erasure"
    assert ("删除我的个人信息" in browser.get(path).text, ENTRY["phrase"] in browser.get(path).text) == (True, True)
    assert browser.post(path).status_code == 422
    answer = browser.post(path, data={"confirm": "yes"})
    assert answer.headers["location"] == "/submissions?said=erased"
    assert "zj_session=" in answer.headers["set-cookie"]
    assert "已永久删除" in door.browser().get("/submissions?said=erased").text


def test_the_office_erases_an_author_who_asks_for_it_by_letter(door: Door) -> None:
    number = handed_in(door)
    office, path = door.browser("organiser"), f"/submissions/{number}/erasure"
    assert office.post(path).status_code == 422
    assert office.post(path, data={"confirm": "yes"}).headers["location"].endswith("?said=erased")
    assert ("个人信息已删除" in office.get(f"/submissions/{number}").text, opens(door, number)) == (True, [410, 410])


@pytest.mark.parametrize(
    ("role", "bound", "status"),
    [(None, {}, 401), ("citizen", {}, 403), ("screener", {}, 403), ("organiser", {"campaign": "other"}, 403),
     ("organiser", {"campaign": "k-2026"}, 204)],
)  # fmt: skip
def test_who_may_erase_an_author(door: Door, role: str, bound: dict[str, str], status: int) -> None:
    number = handed_in(door)
    assert door.browser(role, **bound).delete(f"/api/v1/submissions/{number}/contact").status_code == status


def world(until: datetime | None, *events: LogEvent) -> State:
    """A campaign with this retention date and the entries of two authors; others besides."""
    state = State()
    rules = replace(RULES, retention=Retention(until))
    for event in (CampaignCreated(C, rules, "r", "office", OPENS), submitted(filed(1), filed(2)), *events):
        apply(state, event)
    return state


@pytest.mark.parametrize(
    ("until", "now", "due"),
    [(UNTIL, UNTIL, ["author-1", "author-2"]), (UNTIL, UNTIL - timedelta(seconds=1), []), (None, UNTIL, []),
     (OPENS, UNTIL, [])],
)  # fmt: skip
def test_the_retention_date_is_when_contacts_go_and_a_date_within_the_campaign_is_none(
    until: datetime | None, now: datetime, due: list[str]
) -> None:
    assert due_for_erasure(world(until), now) == due


def test_whoever_takes_part_in_another_campaign_is_kept_for_it() -> None:
    other = CampaignCreated("other", RULES, "r2", "office", OPENS)
    state = world(UNTIL, other, submitted(filed(9, author_ref="author-1"), campaign_id="other"))
    assert due_for_erasure(state, UNTIL) == ["author-2"]


def test_who_only_signed_in_goes_with_the_last_campaign_and_not_in_the_week_after() -> None:
    old, fresh = CitizenKnown("c-1", "sealed", DURING), CitizenKnown("c-2", "sealed", UNTIL - timedelta(days=6))
    assert due_for_erasure(world(UNTIL, old, fresh), UNTIL) == ["author-1", "author-2", "c-1"]
    assert due_for_erasure(world(UNTIL, old, CampaignCreated("other", RULES, "r", "o", OPENS)), UNTIL) == [
        "author-1", "author-2",
    ]  # fmt: skip


def test_the_sweep_erases_who_is_due_once_and_finishes_what_was_cut_off() -> None:
    door = Door()
    door.opens(submissions_close_at=NOON + timedelta(days=1), retention=Retention(NOON + timedelta(days=20)))
    number = handed_in(door)
    assert asyncio.run(sweep(door.desk)) == 0
    door.waits(timedelta(days=19))
    assert (asyncio.run(sweep(door.desk)), opens(door, number)) == (0, [200, 200])
    door.waits(timedelta(days=1))
    assert [asyncio.run(sweep(door.desk)) for _ in range(2)] == [1, 0]
    assert opens(door, number) == [410, 410]
    cut_off = door.desk.author_ref("+8615400000002")
    asyncio.run(door.desk.vault.seal(cut_off, "x"))
    apply(door.desk.state, ContactErased(cut_off, "office", NOON))
    asyncio.run(sweep(door.desk))
    assert door.desk.vault.holds(cut_off) is False


@pytest.mark.parametrize("path", ["/sign-in/erasure", "/submissions"])
def test_every_page_speaks_english(door: Door, path: str) -> None:
    answer = door.browser("citizen").get(path, headers={"Accept-Language": "en"})
    assert ("Zhengji" in answer.text, "请" in answer.text) == (True, False)
