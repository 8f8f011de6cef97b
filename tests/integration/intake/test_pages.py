"""The pages on the real Kafka and Valkey, as a browser without script uses them: forms, redirects, plain words."""

from datetime import datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pages.wording import LOCAL_ZONE
from plumbing.tokens import SESSION_COOKIE

from tests.integration.intake.callers import PHONE, open_campaign
from tests.integration.intake.test_sheets import planted

pytestmark = pytest.mark.broker
ENTRY = {"phrase": "崇德向善，坚韧奋斗，务实创新，勇立潮头", "explanation": "说明", "name": "示例甲"}
SUBMIT = "/submit?campaign=k-2026"
UNIT = {"username": "hz-01", "password": "示例密码一二三四", "role": "unit", "unit_id": "haizhou"}


class Browser:
    """One browser at the door; follows no redirect by itself, reads Chinese."""

    def __init__(self, door: TestClient) -> None:
        self._door = door
        door.headers.update({"Accept": "text/html", "Accept-Language": "zh-CN"})
        door.cookies.clear()

    def read(self, path: str, status: int = 200) -> str:
        answer = self._door.get(path, follow_redirects=False)
        assert answer.status_code == status, answer.text
        return answer.text

    def send(self, path: str, **what: Any) -> Any:
        return self._door.post(path, follow_redirects=False, **what)

    def go(self, path: str, **form: str) -> str:
        """Where a form leads to."""
        answer = self.send(path, data=form)
        assert answer.status_code == 303, answer.text
        return str(answer.headers["location"])

    def as_office(self) -> "Browser":
        self.go("/sign-in?way=staff", form="staff", username="office", password="demo-office")
        return self


@pytest.fixture
def browser(door: TestClient) -> Browser:
    open_campaign(door)
    return Browser(door)


def test_from_the_code_to_the_receipt_and_the_same_again(browser: Browser) -> None:
    assert "手机号登录" in browser.read(SUBMIT)
    code = browser.go(f"/sign-in?back={SUBMIT}", form="phone", phone=PHONE)
    assert browser.go(code, form="code", code="246810") == SUBMIT
    assert 'name="phrase"' in browser.read(SUBMIT)
    first, again = browser.go(SUBMIT, **ENTRY), browser.go(SUBMIT, **ENTRY)
    number = first.removeprefix("/submissions/").partition("?")[0]
    assert (first, again) == (f"/submissions/{number}?said=accepted", f"/submissions/{number}?said=unchanged")
    shown = browser.read(first)
    assert (number in shown, "16 个字" in shown, ENTRY["phrase"] in shown, ENTRY["name"] in shown) == (
        True, True, True, False,
    )  # fmt: skip
    assert "编号有误" in browser.read(f"/submissions?no={number[:-1]}", 404)


def test_a_wrong_password_and_a_foreign_address_lead_nowhere(door: TestClient, browser: Browser) -> None:
    wrong = browser.send("/sign-in?way=staff", data={"form": "staff", "username": "office", "password": "not-it"})
    assert (wrong.status_code, "用户名或密码有误" in wrong.text, SESSION_COOKIE in door.cookies) == (401, True, False)
    away = "/sign-in?way=staff&back=https://evil.example/"
    assert browser.go(away, form="staff", username="office", password="demo-office") == "/office"
    assert browser.go("/sign-out") == "/sign-in?out=true"
    assert "请先登录" in browser.read("/office/units", 401)


def test_a_letter_is_on_the_log_and_counts_for_its_unit(browser: Browser) -> None:
    browser.as_office()
    today = datetime.now(LOCAL_ZONE).date().isoformat()
    entered = browser.go(
        "/office/registration", channel="letter", received_on=today, phone=PHONE, unit_id="haizhou", **ENTRY
    )
    assert "已登记" in browser.read(entered)
    assert "6 个单位，1 件" in browser.read("/office/units")


def test_a_unit_gets_its_account_its_quota_and_its_sheet_back(browser: Browser) -> None:
    browser.as_office()
    assert "账号 hz-01" in browser.read(browser.go("/office/accounts", **UNIT))
    browser.go("/sign-out")
    assert browser.go("/sign-in", form="staff", username="hz-01", password=UNIT["password"]) == "/unit"
    assert "还差 8 件" in browser.read("/unit")
    sent = browser.send("/unit", files={"file": ("汇总表.xlsx", planted().content())})
    shown = browser.read(sent.headers["location"])
    assert [word for word in ("有 2 行没有收下", "缺少手机号码", "单元格中是公式") if word not in shown] == []
    assert "只能报送本单位的汇总表" in browser.read("/unit?unit_id=lianyun", 403)


def test_the_office_opens_a_campaign_and_moves_its_end(browser: Browser) -> None:
    browser.as_office()
    form = {
        "pack": "lianyungang-2020",
        "campaign_id": "city-2027",
        "title": "示例市征集",
        "closes_at": "2090-01-01T00:00",
    }
    assert "活动已开启" in browser.read(browser.go("/office/campaign/new", **form))
    moved = browser.go("/office/campaign?campaign=city-2027", closes_at="2091-01-01T00:00")
    assert "2090年12月31日 24:00" in browser.read(moved)
    assert "示例市征集" in browser.read("/")
