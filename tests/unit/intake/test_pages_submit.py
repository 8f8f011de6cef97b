"""The call, submitting and following up, as a citizen's browser sees them."""

from datetime import timedelta

import pytest
from intake.domain.rules import Call, Screening
from plumbing.settings import demo_secret

from tests.unit.intake.door import CITIZEN_PHONE, NOON, Door
from tests.unit.intake.page_form import form_on, sends

ENTRY = {"phrase": "山海相拥，向海图强", "explanation": "示例阐释", "name": "示例甲", "workplace": "示例单位"}
SUBMIT = "/submit?campaign=k-2026"


@pytest.fixture
def door() -> Door:
    found = Door()
    found.opens()
    return found


def test_the_call_says_what_the_pack_says(door: Door) -> None:
    rules = door.desk.campaign("k-2026").rules
    shown = door.browser().get("/").text
    said = [
        rules.title,
        *rules.issuers,
        *(one.text for one in rules.call.criteria),
        "16 个字",
        "20,000 元",
        "中选作品含在",
    ]
    assert [word for word in said if word not in shown] == []
    assert 'href="/submit?campaign=k-2026"' in shown


def test_no_template_names_a_city() -> None:
    door = Door()
    door.opens("k-2027", title="示例县征集", issuers=(), phrase_limit=12, call=Call(), screening=Screening())
    shown = door.browser().get("/").text
    assert ("连云港" in shown, "港城" in shown, "12 个字" in shown) == (False, False, True)


def test_the_newest_campaign_is_shown_and_the_other_open_ones_are_named(door: Door) -> None:
    door.opens("k-2027", title="示例县征集")
    door.opens("k-past", title="往年征集", submissions_close_at=NOON - timedelta(minutes=1))
    shown = door.browser().get("/").text
    assert "往年征集" in shown[shown.index("<h1>") : shown.index("</h1>")]
    assert ("/?campaign=k-2026" in shown, "/?campaign=k-2027" in shown) == (True, True)
    assert 'href="/?campaign=k-2027"' not in door.browser().get("/?campaign=k-2027").text
    assert "/submit?campaign=k-past" not in shown


def test_midnight_is_said_as_the_end_of_its_day(door: Door) -> None:
    door.opens("k-2027", submissions_close_at=NOON + timedelta(hours=12))
    assert "2096年6月1日 24:00" in door.browser().get("/?campaign=k-2027").text


def test_what_counts_down_has_the_end_and_the_server_s_clock_and_is_plain_words_until_then(door: Door) -> None:
    line = door.browser().get("/").text.partition('<strong role="timer"')[2].partition("</strong>")[0]
    told = ['data-until="2096-06-02T04:00:00+00:00"', 'data-now="2096-06-01T04:00:00+00:00"', ">还有 1 天截止"]
    assert [one for one in told if one not in line] == []
    door.waits(timedelta(days=2))
    assert 'role="timer"' not in door.browser().get("/").text


def test_without_a_campaign_there_is_still_a_page() -> None:
    answer = Door().browser().get("/")
    assert (answer.status_code, "目前没有征集活动" in answer.text) == (200, True)
    assert "目前没有征集活动" in Door().browser().get("/submit").text


def test_an_entry_leads_to_its_receipt_and_the_same_again_to_the_same(door: Door) -> None:
    browser = door.browser("citizen")
    first, again = browser.post(SUBMIT, data=ENTRY), browser.post(SUBMIT, data=ENTRY)
    assert (first.status_code, again.status_code) == (303, 303)
    path = first.headers["location"].partition("?")[0]
    assert again.headers["location"] == f"{path}?said=unchanged"
    receipt, repeated = browser.get(first.headers["location"]).text, browser.get(again.headers["location"]).text
    assert ("作品已收到" in receipt, "已经提交过" in repeated) == (True, True)
    assert (path.removeprefix("/submissions/") in receipt, "8 个字" in receipt) == (True, True)
    assert (ENTRY["phrase"] in receipt, ENTRY["name"] in receipt, "请留意" in receipt) == (True, False, False)


def test_the_phone_of_an_entry_is_the_one_that_was_verified(door: Door) -> None:
    door.browser("citizen").post(SUBMIT, data={**ENTRY, "phone": "13800138000"})
    [entry] = door.desk.state.entries_of("k-2026")
    assert (CITIZEN_PHONE in entry.filed.sealed_contact, "13800138000" in entry.filed.sealed_contact) == (True, False)


def test_a_long_slogan_is_taken_and_the_author_is_told(door: Door) -> None:
    browser = door.browser("citizen")
    shown = browser.get(browser.post(SUBMIT, data={**ENTRY, "phrase": "港" * 17}).headers["location"]).text
    assert ("共 17 个字，超过 16 个字" in shown, "作品有效" in shown) == (True, True)


def test_a_repeat_of_somebody_s_words_is_told_in_plain_words(door: Door) -> None:
    door.browser("citizen").post(SUBMIT, data=ENTRY)
    clerk = door.browser("organiser")
    body = {**ENTRY, "channel": "letter", "phone": "15400000009", "received_on": "2096-06-01"}
    answer = clerk.post("/api/v1/campaigns/k-2026/registrations", json=body).json()
    shown = clerk.get(f"/submissions/{answer['receipt_no']}").text
    assert "以最早收到的为准" in shown


def test_every_fault_is_beside_its_field_and_what_was_written_is_kept(door: Door) -> None:
    form = {"phrase": " ", "explanation": "很长" * 1501, "name": "", "workplace": "示例单位", "co_authors": "甲、" * 11}
    mended = {"phrase": "山海", "explanation": "短", "name": "甲", "co_authors": "乙"}
    browser, wrong, typed = door.browser("citizen"), [], dict(form)
    answer = browser.post(SUBMIT, data=form)
    while answer.status_code == 422:
        here = [field for field in (*form, "phone") if f'id="{field}-error"' in answer.text]
        assert {field: form_on(answer.text).fields[field] for field in typed} == typed
        wrong.append(here)
        typed |= {field: mended[field] for field in here}
        answer = sends(browser, answer.text, **typed)
    assert wrong == [["phrase"], ["explanation"], ["name", "co_authors"]]
    assert (form_on(answer.text).fields["workplace"], door.desk.state.entries_of("k-2026")) == ("示例单位", ())


def test_co_authors_are_kept_one_by_one(door: Door) -> None:
    door.browser("citizen").post(SUBMIT, data={**ENTRY, "co_authors": "示例乙\n示例丙、示例丁，\n"})
    [entry] = door.desk.state.entries_of("k-2026")
    assert [f'"name": "示例{one}", "phone": ""' in entry.filed.sealed_contact for one in "乙丙丁"] == [True] * 3
    assert entry.filed.shares == (25, 25, 25, 25)


@pytest.mark.parametrize(("purpose", "told"), [("certificate", ["示例乙", "示例丙"]), ("notice", None)])
def test_co_authors_are_told_for_their_certificate_and_for_nothing_else(
    door: Door, purpose: str, told: list[str] | None
) -> None:
    door.browser("citizen").post(SUBMIT, data={**ENTRY, "co_authors": "示例乙\n示例丙"})
    [entry] = door.desk.state.entries_of("k-2026")
    asked = {"campaign_id": "k-2026", "purpose": purpose, "reference": entry.filed.entry_id}
    token = {"Authorization": f"Bearer {demo_secret('service_token')}"}
    path = f"/internal/v1/contacts/{entry.filed.author_ref}/unseal"
    assert door.browser().post(path, json=asked, headers=token).json().get("co_authors") == told


def test_stated_shares_are_kept_under_seal_and_only_the_figures_are_shown(door: Door) -> None:
    browser = door.browser("citizen")
    form = {**ENTRY, "co_authors": "示例乙 15400000002 ３０％\n示例丙 10%", "share": "60"}
    path = browser.post(SUBMIT, data=form).headers["location"].partition("?")[0]
    shown = browser.get(path).text
    assert ("3 人，份额 60%、30%、10%" in shown, "示例乙" in shown) == (True, False)
    assert 'name="co_authors" rows="2"' in browser.get(f"{path}/edit").text
    assert "示例乙 +8615400000002 30%\n示例丙 10%" in browser.get(f"{path}/edit").text


@pytest.mark.parametrize(
    ("form", "field"),
    [({"co_authors": "示例乙 30%", "share": "60"}, "share"), ({"co_authors": "示例乙", "share": "60"}, "share"),
     ({"co_authors": "示例乙 100%"}, "share"), ({"share": "六十"}, "share"), ({"share": "60"}, "share"),
     ({"co_authors": "示例乙 1234567"}, "co_authors"), ({"co_authors": "15400000002"}, "co_authors")],
)  # fmt: skip
def test_shares_that_do_not_add_up_are_told(door: Door, form: dict[str, str], field: str) -> None:
    answer = door.browser("citizen").post(SUBMIT, data={**ENTRY, **form})
    assert (answer.status_code, f'id="{field}-error"' in answer.text) == (422, True)


def test_a_session_that_ended_over_the_form_costs_nobody_his_text(door: Door) -> None:
    answer = door.browser().post(SUBMIT, data=ENTRY)
    assert (answer.status_code, ENTRY["phrase"] in answer.text, "在新窗口登录" in answer.text) == (401, True, True)


def test_a_deadline_that_passed_over_the_form_is_said_and_the_text_is_kept(door: Door) -> None:
    door.opens("k-past", submissions_close_at=NOON)
    answer = door.browser("citizen").post("/submit?campaign=k-past", data=ENTRY)
    assert (answer.status_code, ENTRY["phrase"] in answer.text, 'href="#entry-form"' in answer.text) == (
        409,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("role", "said", "form"),
    [(None, "手机号登录", False), ("citizen", "提交作品", True), ("unit", "上传汇总表", False),
     ("organiser", "登记邮件和信件来稿", False), ("judge", "以工作人员身份登录", False)],
)  # fmt: skip
def test_each_reader_finds_his_own_way_to_submit(door: Door, role: str | None, said: str, form: bool) -> None:
    shown = door.browser(role).get(SUBMIT).text
    assert (said in shown, 'name="phrase"' in shown) == (True, form)


def test_staff_do_not_submit_as_citizens(door: Door) -> None:
    assert door.browser("organiser").post(SUBMIT, data=ENTRY).status_code == 403


def test_several_open_campaigns_want_a_choice(door: Door) -> None:
    door.opens("k-2027", title="示例县征集")
    shown = door.browser("citizen").get("/submit").text
    assert ("/submit?campaign=k-2026" in shown, "/submit?campaign=k-2027" in shown) == (True, True)


@pytest.mark.parametrize(("shift", "said"), [(timedelta(hours=2), "尚未开始"), (-timedelta(days=2), "已经截止")])
def test_outside_its_time_the_page_says_so(door: Door, shift: timedelta, said: str) -> None:
    door.opens("k-2027", submissions_open_at=NOON + shift, submissions_close_at=NOON + shift + timedelta(hours=1))
    shown = door.browser("citizen").get("/submit?campaign=k-2027").text
    assert (said in shown, 'name="phrase"' in shown) == (True, False)


def test_a_receipt_number_is_found_however_it_is_typed(door: Door) -> None:
    browser = door.browser("citizen")
    path = browser.post(SUBMIT, data=ENTRY).headers["location"].partition("?")[0]
    typed = path.removeprefix("/submissions/").replace("-", " ").lower()
    assert browser.get("/submissions", params={"no": typed}).headers["location"] == path


@pytest.mark.parametrize(("number", "said"), [("7K2M-90QD-XW4TX", "编号有误"), ("0000-0000-00000", "没有找到")])
def test_a_mistyped_number_and_an_unknown_one_are_told_apart(door: Door, number: str, said: str) -> None:
    for path in (f"/submissions?no={number}", f"/submissions/{number}"):
        answer = door.browser().get(path)
        assert (answer.status_code, said in answer.text, f'value="{number}"' in answer.text) == (404, True, True)


@pytest.mark.parametrize("path", ["/", "/submit", "/submissions", "/submissions/x", "/?campaign=other"])
def test_every_page_speaks_english(door: Door, path: str) -> None:
    answer = door.browser("citizen").get(path, headers={"Accept-Language": "en"})
    assert answer.headers["content-language"] == "en"
    assert ("Zhengji" in answer.text, "请" in answer.text) == (True, False)


def test_an_entry_carries_the_code_of_the_link_that_led_to_the_form(door: Door) -> None:
    citizen = door.browser("citizen")
    citizen.cookies.set("zj_via", "7KQM4X")
    assert citizen.post(SUBMIT, data=ENTRY).status_code == 303
    citizen.cookies.set("zj_via", "<b>")
    citizen.post(SUBMIT, data={**ENTRY, "phrase": "山海相拥又一年"})
    assert [entry.filed.outlet for entry in door.desk.state.entries_of("k-2026")] == ["7KQM4X", None]
