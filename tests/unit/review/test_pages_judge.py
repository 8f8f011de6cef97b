"""A judge at work: one entry a page, what is typed, where he goes on, and how far he is."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from plumbing.clock import FixedClock
from plumbing.settings import demo_secret
from plumbing.tokens import Session, SessionSigner
from review.bootstrap import http_parts
from review.domain.fold import apply
from review.domain.panel import Conflict
from review.domain.panel_events import PanelSeated
from review.domain.state import State
from review.entrypoints.http import create_app
from review.handlers.desk import Desk
from review.settings import ReviewSettings

from tests.unit.applications import application
from tests.unit.review.late_play import CAMPAIGN, FINALISTS, SMALL, ListedLog, opening
from tests.unit.review.selection_play import NOON

IDS = [f"e{number:02}" for number in range(FINALISTS)]
AT = f"/judge?campaign={CAMPAIGN}"


class Chair:
    """The judge chen before his pages; e03 is his own unit's."""

    def __init__(self) -> None:
        state, clock = State(), FixedClock(NOON)
        for event in opening(SMALL):
            if isinstance(event, PanelSeated):
                apply(state, replace(event, conflicts=(Conflict("chen", "e03"),)))
                break
            apply(state, event)
        desk = Desk(ListedLog(state), state, clock)
        parts = http_parts(ReviewSettings(profile="demo"), clock)
        self.client = TestClient(application(create_app, replace(parts, desk=desk)), follow_redirects=False)
        session = Session("chen", "judge", CAMPAIGN, None, NOON + timedelta(hours=1))
        token = SessionSigner(demo_secret("session_seed")).sign(session, NOON)
        self.headers = {"Authorization": f"Bearer {token}", "Accept-Language": "zh-CN"}

    def read(self, more: str = "") -> str:
        answer = self.client.get(AT + more, headers=self.headers)
        assert answer.status_code == 200
        return answer.text

    def send(self, entry: str, political: str = "", guidance: str = "", form: str = "", **more: str) -> Response:
        marks = {"political": political, "guidance": guidance, "form": form}
        fields = {f"{name}-{entry}": value for name, value in {**marks, **more}.items()}
        return self.client.post(f"{AT}&entry={entry}", data=fields, headers=self.headers)


@pytest.fixture
def chair() -> Chair:
    return Chair()


def test_the_list_says_how_far_he_is_and_where_to_begin(chair: Chair) -> None:
    page = chair.read()
    assert "已完成 <strong>1</strong> / 8" in page
    assert "利害关系，已回避" in page
    assert re.findall(r'class="button" href="([^"]+)"', page) == [f"{AT}&amp;entry=e00"]
    assert 'name="political-' not in page


def test_an_entry_has_a_page_of_its_own_with_its_neighbours(chair: Chair) -> None:
    page = chair.read("&entry=e01")
    assert re.findall(r'name="(\w+)-(e\d\d)"', page) == [
        (name, "e01") for name in ("political", "guidance", "form", "abstain", "reason")
    ]
    assert "第 2 件，共 8 件" in page
    assert re.findall(r'rel="(\w+)" href="[^"]+entry=(e\d\d)"', page) == [("prev", "e00"), ("next", "e02")]


def test_what_is_saved_leads_to_the_next_open_entry_and_from_the_last_to_the_first_open_one(chair: Chair) -> None:
    assert chair.send("e02", "90", "88.5", "91").headers["location"] == f"{AT}&entry=e04&saved=yes"
    assert chair.send("e07", "90", "88.5", "91").headers["location"] == f"{AT}&entry=e00&saved=yes"
    assert "90 · 88.5 · 91" in chair.read()


def test_when_all_is_done_he_is_led_to_the_list(chair: Chair) -> None:
    answers = [chair.send(entry, "90", "90", "90") for entry in IDS if entry != "e03"]
    assert answers[-1].headers["location"] == f"{AT}&saved=yes"
    page = chair.read("&saved=yes")
    assert ("评分已保存。" in page, "继续评分" in page) == (True, False)


def test_a_wrong_mark_comes_back_as_it_was_typed_beside_its_field(chair: Chair) -> None:
    answer = chair.send("e01", "101", "90", "")
    assert answer.status_code == 422
    assert 'value="101"' in answer.text
    assert re.findall(r'id="(\w+)-e01-error"', answer.text) == ["political", "form"]
    assert "第 1 件：" not in answer.text


def test_nothing_typed_is_told_too(chair: Chair) -> None:
    answer = chair.send("e01")
    assert (answer.status_code, "三项分数都要填写，或选择回避" in answer.text) == (422, True)


def test_an_abstention_needs_its_reason_and_is_kept(chair: Chair) -> None:
    assert chair.send("e01", abstain="yes").status_code == 422
    assert chair.send("e01", abstain="yes", reason="与作者有利害关系").status_code == 303
    assert "已回避" in chair.read()


def test_all_entries_stand_on_one_page_for_who_wants_that(chair: Chair) -> None:
    page = chair.read("&all=yes")
    assert len(re.findall(r'name="political-e\d\d"', page)) == FINALISTS - 1
    fields = {f"{name}-e01": "90" for name in ("political", "guidance", "form")}
    answer = chair.client.post(AT, data=fields, headers=chair.headers)
    assert answer.headers["location"] == f"{AT}&all=yes&saved=yes"


def test_an_entry_that_is_not_his_to_score_shows_the_list(chair: Chair) -> None:
    assert "您的作品清单" in chair.read("&entry=e99")
