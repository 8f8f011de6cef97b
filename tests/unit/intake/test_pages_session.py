"""Signing in by the pages: two steps for citizens, one for staff, and nobody is led to another site."""

import pytest
from plumbing.tokens import SESSION_COOKIE

from tests.unit.intake.door import REAL_PHONE, Door

PHONE = {"form": "phone", "phone": REAL_PHONE}
STAFF = {"form": "staff", "username": "chen", "password": "示例密码八位以上"}


@pytest.fixture
def door() -> Door:
    return Door()


def test_a_citizen_is_led_from_phone_to_code_and_back_to_where_he_was(door: Door) -> None:
    browser = door.browser()
    asked = browser.post("/sign-in?back=/vote/k", data=PHONE)
    assert (asked.status_code, door.pocket.carried) == (303, [("+8613800138000", "135790", "zh")])
    assert REAL_PHONE not in asked.headers["location"]
    step = browser.get(asked.headers["location"])
    assert ("+8613800138000" in step.text, 'name="code"' in step.text) == (True, True)
    done = browser.post(asked.headers["location"], data={"form": "code", "code": " １３５ ７９０ "})
    assert (done.status_code, done.headers["location"]) == (303, "/vote/k")
    assert (SESSION_COOKIE in browser.cookies, "zj_phone" in browser.cookies) == (True, False)


def test_a_wrong_code_is_said_beside_its_field(door: Door) -> None:
    browser = door.browser()
    step = browser.post("/sign-in", data=PHONE).headers["location"]
    wrong = browser.post(step, data={"form": "code", "code": "000000"})
    assert (wrong.status_code, 'id="code-error"' in wrong.text) == (401, True)
    assert "验证码有误或已过期" in wrong.text
    assert SESSION_COOKIE not in browser.cookies


def test_a_phone_that_cannot_be_one_is_kept_as_it_was_typed(door: Door) -> None:
    wrong = door.browser().post("/sign-in", data={"form": "phone", "phone": "1380013"})
    assert (wrong.status_code, 'value="1380013"' in wrong.text, 'id="phone-error"' in wrong.text) == (422, True, True)


def test_the_second_step_without_the_first_asks_for_the_phone(door: Door) -> None:
    lost = door.browser().post("/sign-in?step=code", data={"form": "code", "code": "135790"})
    assert (lost.status_code, 'name="phone"' in lost.text, 'name="code"' in lost.text) == (422, True, False)


@pytest.mark.parametrize(("wait", "status", "goes_on"), [(41, 303, True), (1800, 429, False)])
def test_who_has_just_got_a_code_goes_on_to_typing_it(door: Door, wait: int, status: int, goes_on: bool) -> None:
    door.codes.wait = wait
    browser = door.browser()
    answer = browser.post("/sign-in", data=PHONE)
    assert answer.status_code == status
    page = browser.get(answer.headers["location"]).text if goes_on else answer.text
    assert (f"{wait} 秒后" in page, 'name="code"' in page) == (True, goes_on)


@pytest.mark.parametrize(
    ("form", "field"), [(PHONE, "phone"), ({"form": "code", "code": "135790"}, "code"), (STAFF, "password")]
)
def test_an_address_or_device_over_its_limit_is_told_beside_a_field_when_to_try_again(
    door: Door, form: dict[str, str], field: str
) -> None:
    browser = door.browser()
    step = browser.post("/sign-in", data=PHONE).headers["location"]
    door.codes.caller_wait = 45
    refused = browser.post({"code": step, "staff": "/sign-in?way=staff"}.get(form["form"], "/sign-in"), data=form)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "45")
    assert (f'id="{field}-error"' in refused.text, "45 秒后再试" in refused.text) == (True, True)
    typed = {field: text for field, text in form.items() if field not in ("form", "password")}
    assert [text for text in typed.values() if f'value="{text}"' not in refused.text] == []
    assert len(door.pocket.carried) == 1


def test_the_page_of_signing_in_gives_a_browser_its_number_and_the_forms_are_counted_by_it(door: Door) -> None:
    browser = door.browser()
    browser.get("/sign-in")
    browser.post(browser.post("/sign-in", data=PHONE).headers["location"], data={"form": "code", "code": "1"})
    browser.post("/sign-in", data=STAFF)
    assert [caller.device for caller in door.codes.callers] == [browser.cookies["zj_device"]] * 3


def test_a_member_of_staff_goes_to_his_work(door: Door) -> None:
    door.has_account("chen", STAFF["password"], "judge")
    browser = door.browser()
    done = browser.post("/sign-in?way=staff", data=STAFF)
    assert (done.status_code, done.headers["location"]) == (303, "/judge")
    assert "HttpOnly" in done.headers["set-cookie"]
    assert "评审专家" in browser.get("/sign-in").text


def test_a_wrong_password_keeps_the_username_and_never_shows_the_password(door: Door) -> None:
    door.has_account("chen", "another one", "judge")
    wrong = door.browser().post("/sign-in?way=staff", data=STAFF)
    assert (wrong.status_code, 'value="chen"' in wrong.text, STAFF["password"] in wrong.text) == (401, True, False)
    assert "用户名或密码有误" in wrong.text


def test_too_many_attempts_are_told_when_to_come_back(door: Door) -> None:
    door.codes.wait = 700
    answer = door.browser().post("/sign-in?way=staff", data=STAFF)
    assert (answer.status_code, answer.headers["retry-after"], "尝试次数过多" in answer.text) == (429, "700", True)


@pytest.mark.parametrize(
    "back",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/\t/evil.example", "", "/"],
)
def test_nobody_is_led_to_another_site(door: Door, back: str) -> None:
    door.has_account("chen", STAFF["password"])
    done = door.browser().post("/sign-in", params={"back": back}, data=STAFF)
    assert (done.status_code, done.headers["location"]) == (303, "/office")


@pytest.mark.parametrize("back", ["/sign-in?back=/x", "/sign-out", "/language?to=en&back=/x"])
def test_nobody_is_led_round_in_a_circle(door: Door, back: str) -> None:
    door.has_account("chen", STAFF["password"])
    assert door.browser().post("/sign-in", params={"back": back}, data=STAFF).headers["location"] == "/office"


def test_who_comes_from_an_office_page_finds_the_form_of_the_staff(door: Door) -> None:
    assert 'name="password"' in door.browser().get("/sign-in?back=/office/units").text
    assert 'name="phone"' in door.browser().get("/sign-in?back=/submit").text


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_signs_nobody_in(door: Door, site: str) -> None:
    door.has_account("chen", STAFF["password"])
    browser = door.browser()
    assert browser.post("/sign-in", data=STAFF, headers={"Sec-Fetch-Site": site}).status_code == 403
    assert SESSION_COOKIE not in browser.cookies


def test_who_signs_out_is_nobody_again(door: Door) -> None:
    door.has_account("chen", STAFF["password"])
    browser = door.browser()
    browser.post("/sign-in", data=STAFF)
    assert SESSION_COOKIE in browser.cookies
    out = browser.post("/sign-out")
    assert (out.status_code, SESSION_COOKIE in browser.cookies) == (303, False)
    assert "您已退出登录" in browser.get(out.headers["location"]).text


def test_the_demo_tells_its_phones_and_its_code_and_production_neither() -> None:
    shown = {profile: _both_steps(Door(profile)) for profile in ("demo", "production")}
    assert [word in shown["demo"] for word in ("1540000xxxx", "246810")] == [True, True]
    assert [word in shown["production"] for word in ("1540000", "246810", "演示")] == [False, False, False]


def _both_steps(door: Door) -> str:
    browser = door.browser()
    first = browser.get("/sign-in").text
    return first + browser.get(browser.post("/sign-in", data=PHONE).headers["location"]).text


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in?way=staff", "/sign-in?step=code"])
def test_every_page_speaks_english(door: Door, path: str) -> None:
    answer = door.browser().get(path, headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.headers["content-language"], "Sign in" in answer.text) == (200, "en", True)


def test_codes_that_are_used_up_by_everybody_are_told_with_a_time_to_wait_and_nothing_is_carried(door: Door) -> None:
    door.codes.exhausted = 40
    answer = door.browser().post("/api/v1/codes", json={"phone": REAL_PHONE})
    assert (answer.status_code, answer.json()["code"], answer.headers["retry-after"]) == (429, "codes-exhausted", "40")
    assert door.pocket.carried == []
