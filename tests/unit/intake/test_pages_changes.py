"""Editing, withdrawing and following up, as browsers and programs see it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from intake.domain.events import ContactUnsealed, LogEvent
from intake.domain.fold import Verdict

from tests.unit.intake.door import REAL_PHONE, Door, FoldedLog

ENTRY = {"phrase": "山海相拥，向海图强", "explanation": "示例阐释", "name": "示例甲", "workplace": "示例单位"}
LETTER = {**ENTRY, "channel": "letter", "phone": "15400000009", "received_on": "2096-06-01"}
OTHER = {**ENTRY, "phrase": "凤凰山下，花果飘香", "replaces": 1}


class Written(FoldedLog):
    """Keeps what was appended."""

    def __init__(self, door: Door) -> None:
        super().__init__(door.desk.state)
        self.events: list[LogEvent] = []

    async def append(self, event: LogEvent) -> Verdict:
        self.events.append(event)
        return await super().append(event)


@pytest.fixture
def door() -> Door:
    found = Door()
    found.opens()
    return found


def submitted(browser: TestClient, **changes: Any) -> str:
    """The receipt number of a citizen's entry."""
    answer = browser.post("/api/v1/campaigns/k-2026/entries", json={**ENTRY, **changes})
    return str(answer.json()["receipt_no"])


def lettered(door: Door, **changes: Any) -> str:
    answer = door.browser("organiser").post("/api/v1/campaigns/k-2026/registrations", json={**LETTER, **changes})
    return str(answer.json()["receipt_no"])


def text_of(number: str) -> str:
    return f"/api/v1/submissions/{number}/text"


def put(browser: TestClient, number: str, **changes: Any) -> tuple[int, Mapping[str, Any]]:
    answer = browser.put(text_of(number), json={**OTHER, **changes})
    return answer.status_code, answer.json()


def test_an_author_edits_and_the_same_edit_again_changes_nothing(door: Door) -> None:
    browser = door.browser("citizen")
    number = submitted(browser)
    assert [put(browser, number)[1]["version"] for _ in range(2)] == [2, 2]
    shown = browser.get(text_of(number)).json()
    assert (shown["phrase"], shown["name"], shown["version"]) == (OTHER["phrase"], "示例甲", 2)


def test_the_second_of_two_edits_is_told(door: Door) -> None:
    browser = door.browser("citizen")
    number = submitted(browser)
    put(browser, number)
    status, problem = put(browser, number, phrase="第三种说法")
    assert (status, problem["code"]) == (409, "edited-meanwhile")
    page = browser.post(f"/submissions/{number}/edit", data={**OTHER, "phrase": "第三种说法"})
    assert (page.status_code, "第三种说法" in page.text, "刚刚在别处改过" in page.text) == (409, True, True)


def test_after_the_deadline_nobody_edits_and_the_page_says_so(door: Door) -> None:
    browser = door.browser("citizen")
    number = submitted(browser)
    door.waits(timedelta(days=2))
    assert put(browser, number)[1]["code"] == "submissions-closed"
    assert browser.get(f"/submissions/{number}/edit").status_code == 303
    assert "修改或撤回" not in browser.get(f"/submissions/{number}").text
    page = browser.post(f"/submissions/{number}/edit", data=OTHER)
    assert (page.status_code, "征集已经截止" in page.text) == (409, True)


@pytest.mark.parametrize(
    ("role", "bound", "status"),
    [(None, {}, 401), ("judge", {}, 403), ("unit", {"unit": "donghai", "campaign": "k-2026"}, 403),
     ("unit", {"unit": "haizhou", "campaign": "other"}, 403), ("citizen", {}, 403), ("screener", {}, 200),
     ("unit", {"unit": "haizhou", "campaign": "k-2026"}, 200), ("organiser", {"campaign": "other"}, 403)],
)  # fmt: skip
def test_who_may_edit_a_letter_that_a_unit_sent_in(door: Door, role: str, bound: dict[str, str], status: int) -> None:
    number = lettered(door, unit_id="haizhou")
    assert put(door.browser(role, **bound), number)[0] == status


def test_the_office_does_not_put_other_words_into_a_citizen_s_mouth(door: Door) -> None:
    number = submitted(door.browser("citizen"))
    office = door.browser("organiser")
    assert put(office, number)[0] == 403
    assert office.get(f"/submissions/{number}/edit").status_code == 303
    page = office.get(f"/submissions/{number}").text
    assert (f"/submissions/{number}/edit" in page, f"/submissions/{number}/withdraw" in page) == (False, True)


def test_opening_what_somebody_wrote_is_written_down_unless_he_does_so_himself(door: Door) -> None:
    number = lettered(door)
    log = Written(door)
    door.log_to(log)
    door.browser("screener").get(f"/submissions/{number}/edit")
    [opened] = log.events
    assert isinstance(opened, ContactUnsealed)
    assert (opened.purpose, opened.actor) == ("edit", "screener")
    mine = submitted(door.browser("citizen"))
    log.events.clear()
    assert door.browser("citizen").get(text_of(mine)).status_code == 200
    assert log.events == []


def test_a_withdrawal_is_asked_for_once_more_and_can_be_taken_back(door: Door) -> None:
    browser = door.browser("citizen")
    number = submitted(browser)
    path = f"/submissions/{number}"
    assert "撤回这件作品？" in browser.get(f"{path}/withdraw").text
    assert browser.post(f"{path}/withdraw", data={"replaces": 1}).headers["location"] == f"{path}?said=withdrawn"
    assert ("由作者撤回" in browser.get(path).text, "恢复这件作品" in browser.get(path).text) == (True, True)
    assert browser.get(f"/api/v1/submissions/{number}").json()["withdrawn_at"] is not None
    browser.post(f"{path}/restore", data={"replaces": 2})
    assert browser.get(f"/api/v1/submissions/{number}").json()["withdrawn_at"] is None


def test_the_office_withdraws_with_a_reason_that_the_author_reads(door: Door) -> None:
    citizen = door.browser("citizen")
    path = f"/submissions/{submitted(citizen)}"
    office = door.browser("organiser")
    refused = office.post(f"{path}/withdraw", data={"replaces": 1})
    assert (refused.status_code, "请写明撤回的理由" in refused.text) == (422, True)
    office.post(f"{path}/withdraw", data={"replaces": 1, "reason": "作者来函要求"})
    assert ("作者来函要求" in citizen.get(path).text, "作者来函要求" in door.browser().get(path).text) == (True, False)
    assert citizen.post(f"{path}/restore", data={"replaces": 2}).status_code == 409


def test_a_program_withdraws_and_takes_that_back(door: Door) -> None:
    browser = door.browser("citizen")
    path = f"/api/v1/submissions/{submitted(browser)}/withdrawal"
    answers = [browser.put(path, json={"replaces": 1}), browser.put(path, json={"replaces": 1}),
               browser.delete(path, params={"replaces": 2}), browser.delete(path, params={"replaces": 2})]  # fmt: skip
    assert [(one.status_code, one.json()["version"]) for one in answers] == [(200, 2), (200, 2), (200, 3), (200, 3)]


def test_a_citizen_finds_what_he_handed_in_and_nobody_else_does(door: Door) -> None:
    browser = door.browser("citizen")
    number = submitted(browser)
    assert number in browser.get("/submissions").text
    assert number not in door.browser("organiser").get("/submissions").text


def test_without_an_account_a_receipt_and_a_code_to_the_phone_make_the_author() -> None:
    door = Door("production")
    door.opens()
    number = lettered(door, phone=REAL_PHONE)
    browser, path = door.browser(), f"/submissions/{number}"
    assert ("尾号 00" in browser.get(f"{path}/code").text, REAL_PHONE in browser.get(f"{path}/code").text) == (
        True, False,
    )  # fmt: skip
    assert browser.post(f"{path}/code", data={"form": "ask"}).headers["location"] == f"{path}/code?sent=true"
    assert door.pocket.carried[0][:2] == (f"+86{REAL_PHONE}", "135790")
    wrong = browser.post(f"{path}/code", data={"form": "code", "code": "000000"})
    assert (wrong.status_code, "验证码有误" in wrong.text) == (401, True)
    right = browser.post(f"{path}/code", data={"form": "code", "code": "１３５ 790"})
    assert right.headers["location"] == f"{path}?said=in"
    assert "修改或撤回" in browser.get(path).text


def test_a_program_follows_up_with_a_receipt_and_a_code() -> None:
    door = Door("production")
    door.opens()
    number = lettered(door, phone=REAL_PHONE)
    browser = door.browser()
    assert browser.post(f"/api/v1/submissions/{number}/codes").status_code == 202
    answer = browser.post("/api/v1/sessions", json={"receipt_no": number, "code": "135790"})
    assert (answer.status_code, answer.json()["role"]) == (201, "citizen")
    assert put(browser, number)[0] == 200


def test_the_limits_of_codes_hold_for_receipts_too() -> None:
    door = Door("production")
    door.opens()
    number = lettered(door, phone=REAL_PHONE)
    door.codes.wait = 40
    browser = door.browser()
    answer = browser.post(f"/api/v1/submissions/{number}/codes")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "40")
    page = browser.post(f"/submissions/{number}/code", data={"form": "ask"})
    assert (page.status_code, "请 40 秒后再试" in page.text, page.headers["retry-after"]) == (429, True, "40")


@pytest.mark.parametrize("page", ["", "/edit", "/withdraw", "/code", "/code?sent=true"])
def test_every_page_speaks_english(door: Door, page: str) -> None:
    browser = door.browser("citizen")
    answer = browser.get(f"/submissions/{submitted(browser)}{page}", headers={"Accept-Language": "en"})
    assert answer.headers["content-language"] == "en"
    assert ("Zhengji" in answer.text, "请" in answer.text) == (True, False)


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        ("edit", {**OTHER, "explanation": "写了很久", "name": "示例甲"}),
        ("withdraw", {"replaces": 1, "reason": "另有安排"}),
    ],
)
def test_a_session_that_ended_over_the_form_costs_nobody_what_he_typed(
    door: Door, form: str, typed: dict[str, Any]
) -> None:
    path = f"/submissions/{submitted(door.browser('citizen'))}/{form}"
    ended = door.browser().post(path, data=typed)
    assert (ended.status_code, "在新窗口登录" in ended.text) == (401, True)
    assert [text for text in map(str, typed.values()) if text not in ended.text] == []
    assert ENTRY["explanation"] not in ended.text
    program = door.browser().post(path, data=typed, headers={"Accept": "application/json"})
    assert (program.status_code, program.json()["code"]) == (401, "sign-in-required")
    assert door.browser("citizen").post(path, data=typed).status_code == 303
