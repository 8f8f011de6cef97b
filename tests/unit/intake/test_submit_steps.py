"""Submitting, a question a page: the way there and back, what is said on which page, and that no answer is lost."""

import re
from datetime import timedelta
from typing import Any

import pytest

from tests.unit.intake.door import NOON, Door
from tests.unit.intake.page_form import form_on, sends

SUBMIT = "/submit?campaign=k-2026"
ANSWERS = (
    {"phrase": '山海相拥 & "向海图强"'},
    {"explanation": "第一行\n\n<b>第三行</b> 'x'"},
    {"name": "示例甲", "workplace": "示例单位", "co_authors": "示例乙 30%\n示例丙 10%", "share": ""},
)
TYPED = {name: text for answer in ANSWERS for name, text in answer.items()}


@pytest.fixture
def door() -> Door:
    found = Door()
    found.opens()
    return found


def title(page: str) -> str:
    found = re.search("<title>(.*?)</title>", page)
    assert found
    return found.group(1)


def asked(page: str) -> list[str]:
    """What this page asks for openly."""
    return re.findall(r'<(?:input|textarea) id="(\w+)"', page)


def checked_page(browser: Any, path: str = SUBMIT, **other: str) -> str:
    """The last page, reached by answering."""
    page = browser.get(path).text
    for answer in ANSWERS:
        page = sends(browser, page, **{**answer, **{name: other[name] for name in answer if name in other}}).text
    return str(page)


def test_a_question_a_page_and_the_step_in_the_title(door: Door) -> None:
    browser = door.browser("citizen")
    page, seen = browser.get(SUBMIT).text, []
    for answer in (*ANSWERS, {}):
        seen.append((title(page).split(" · ")[1], asked(page)))
        page = sends(browser, page, **answer).text if answer else page
    assert seen == [
        ("第 1 步，共 4 步", ["phrase"]), ("第 2 步，共 4 步", ["explanation"]),
        ("第 3 步，共 4 步", ["name", "workplace", "co_authors", "share"]), ("第 4 步，共 4 步", ["files"]),
    ]  # fmt: skip
    assert {name: form_on(page).fields[name] for name in TYPED} == TYPED
    receipt = sends(browser, page)
    assert (receipt.status_code, receipt.headers["location"].endswith("?said=accepted")) == (303, True)
    [entry] = door.desk.state.entries_of("k-2026")
    assert (entry.filed.explanation, entry.filed.shares) == (TYPED["explanation"], (60, 30, 10))


def test_the_last_page_shows_the_entry_as_it_will_stand(door: Door) -> None:
    page = checked_page(door.browser("citizen"), phrase="港" * 17 + "，Ａ ①！")
    said = ["共 19 个字，超过 16 个字", "仍可以提交", "港" * 17 + "，A 1!</blockquote>".replace("!", "！"),
            "第一行<br><br>&lt;b&gt;", "份额 60%", "示例丙</span>，份额 10%"]  # fmt: skip
    assert [one for one in said if one not in page] == []
    assert "超过 16 个字" not in checked_page(door.browser("citizen"), phrase="港" * 16 + "！！")


@pytest.mark.parametrize(
    ("switch", "cookie"), [("/language?to=en", "zj_lang=en"), ("/reading?to=elder", "zj_reading=elder")]
)
def test_language_and_size_are_changed_in_the_middle_and_nothing_is_lost(door: Door, switch: str, cookie: str) -> None:
    browser = door.browser("citizen")
    page = sends(browser, browser.get(SUBMIT).text, **ANSWERS[0]).text
    typed = {**form_on(page).fields, "explanation": "写了一半", "to": "explanation"}
    address = re.search(rf'formaction="({re.escape(switch)}[^"]*)" [^>]* name="to" value="explanation"', page)
    assert address
    kept = browser.post(address.group(1).replace("&amp;", "&"), data=typed)
    assert (kept.status_code, kept.headers["location"], cookie in kept.headers["set-cookie"]) == (307, SUBMIT, True)
    shown = form_on(browser.post(kept.headers["location"], data=typed).text).fields
    assert (shown["step"], shown["phrase"], shown["explanation"]) == ("explanation", TYPED["phrase"], "写了一半")


def test_enter_is_no_switch(door: Door) -> None:
    page = door.browser("citizen").get(SUBMIT).text
    first = re.search(r'<button[^>]* form="entry-form"[^>]*>', page)
    assert first
    assert ('class="by-enter"' in first.group(), "formaction" in first.group(), "name" in first.group()) == (
        True, False, False,
    )  # fmt: skip
    assert 'form="entry-form"' not in door.browser().get(SUBMIT).text


@pytest.mark.parametrize("step", ["phrase", "explanation", "author"])
def test_each_answer_is_changed_and_the_way_leads_back_to_the_last_page(door: Door, step: str) -> None:
    browser = door.browser("citizen")
    page = sends(browser, checked_page(browser), to=step).text
    assert {name: form_on(page).fields[name] for name in TYPED} == TYPED
    assert "改好了，回去核对" in page
    back = sends(browser, page, phrase="换了一句").text
    assert ("第 4 步" in title(back), "换了一句</blockquote>" in back) == (True, True)


def test_the_way_back_loses_nothing_however_unsound(door: Door) -> None:
    browser = door.browser("citizen")
    page = sends(browser, browser.get(SUBMIT).text, phrase="山海").text
    page = sends(browser, page, explanation="长" * 3001, to="phrase").text
    assert (title(page).startswith("写下您的表述语"), form_on(page).fields["explanation"]) == (True, "长" * 3001)
    again = sends(browser, page)
    assert (again.status_code, form_on(again.text).fields["explanation"]) == (200, "长" * 3001)
    assert sends(browser, again.text).status_code == 422


@pytest.mark.parametrize(
    ("place", "typed", "field"),
    [(0, {"phrase": " ，！"}, "phrase"), (0, {"phrase": "长" * 101}, "phrase"),
     (1, {"explanation": "长" * 3001}, "explanation"), (2, {"name": "\u200b"}, "name"),
     (2, {"name": "甲", "co_authors": "示例乙 30%", "share": "60"}, "share"),
     (2, {"name": "甲", "co_authors": "15400000002"}, "co_authors")],
)  # fmt: skip
def test_what_is_wrong_is_said_at_once_on_the_page_of_its_question(
    door: Door, place: int, typed: dict[str, str], field: str
) -> None:
    browser = door.browser("citizen")
    page = browser.get(SUBMIT).text
    for answer in ANSWERS[:place]:
        page = sends(browser, page, **answer).text
    answer = sends(browser, page, **typed)
    assert (answer.status_code, f'href="#{field}"' in answer.text, f'id="{field}-error"' in answer.text) == (
        422, True, True,
    )  # fmt: skip
    assert title(answer.text).startswith("有误：")
    written = {**{name: text for before in ANSWERS[:place] for name, text in before.items()}, **typed}
    assert {name: form_on(answer.text).fields[name] for name in written} == written


def test_what_only_the_log_can_tell_is_said_on_its_page_too(door: Door) -> None:
    browser = door.browser("citizen")
    refused = sends(browser, checked_page(browser, co_authors="示例乙 1234567"))
    assert (refused.status_code, 'id="co_authors-error"' in refused.text) == (422, True)
    mended = sends(browser, refused.text, co_authors="示例乙")
    assert "第 4 步" in title(mended.text)


def test_a_session_that_ends_in_the_middle_costs_nobody_his_text(door: Door) -> None:
    page = sends(door.browser("citizen"), door.browser("citizen").get(SUBMIT).text, **ANSWERS[0]).text
    ended = sends(door.browser(), page, **ANSWERS[1])
    assert (ended.status_code, "在新窗口登录" in ended.text, "第 2 步" in title(ended.text)) == (401, True, True)
    assert form_on(ended.text).fields["phrase"] == TYPED["phrase"]
    on = sends(door.browser("citizen"), ended.text)
    assert (form_on(on.text).fields["explanation"], "第 3 步" in title(on.text)) == (TYPED["explanation"], True)


def test_a_deadline_that_passes_in_the_middle_is_said_and_a_late_code_still_leads_in(door: Door) -> None:
    until = (NOON + timedelta(days=9)).isoformat()
    issued = door.browser("organiser").post("/api/v1/campaigns/k-2026/late-codes", json={"expires_at": until})
    page = checked_page(door.browser("citizen"))
    door.waits(timedelta(days=2))
    citizen = door.browser("citizen")
    refused = sends(citizen, page)
    assert (refused.status_code, "征集已经截止" in refused.text, "我有补投码" in refused.text) == (409, True, True)
    code = sends(citizen, refused.text, to="code").text
    assert (asked(code), form_on(code).fields["phrase"]) == (["late_code"], TYPED["phrase"])
    for wrong in ("", "00000-00000"):
        told = sends(citizen, code, late_code=wrong)
        assert (told.status_code, 'id="late_code-error"' in told.text) == (422, True)
    last = sends(citizen, code, late_code=issued.json()["code"]).text
    assert ("第 5 步，共 5 步" in title(last), sends(citizen, last).status_code) == (True, 303)


def test_a_late_code_is_the_first_question(door: Door) -> None:
    door.waits(timedelta(days=2))
    page = door.browser("citizen").get(f"{SUBMIT}&late=true").text
    assert (asked(page), title(page).split(" · ")[1]) == (["late_code"], "第 1 步，共 5 步")


def test_a_draft_is_kept_on_any_page_and_opens_there(door: Door) -> None:
    browser = door.browser("citizen")
    page = sends(browser, browser.get(SUBMIT).text, **ANSWERS[0]).text
    kept = sends(browser, page, explanation="写了一半", keep="draft")
    assert kept.headers["location"] == f"{SUBMIT}&said=kept&step=explanation"
    shown = door.browser("citizen").get(kept.headers["location"]).text
    assert ("草稿已保存" in shown, asked(shown)) == (True, ["explanation"])
    fields = form_on(door.browser("citizen").get(SUBMIT).text).fields
    assert (fields["phrase"], fields["explanation"]) == (TYPED["phrase"], "写了一半")


def test_a_draft_is_let_go_of(door: Door) -> None:
    browser = door.browser("citizen")
    sends(browser, browser.get(SUBMIT).text, **ANSWERS[0], keep="draft")
    assert 'name="keep" value="drop"' in browser.get(SUBMIT).text
    gone = browser.post(SUBMIT, data={"step": "phrase", "keep": "drop"})
    assert (gone.headers["location"], door.desktop.kept) == (f"{SUBMIT}&said=dropped", {})
    assert "草稿已删除" in browser.get(gone.headers["location"]).text
    assert "草稿" not in re.sub("先存草稿|草稿加密", "", browser.get(SUBMIT).text)


def test_a_page_that_nobody_can_be_at_yet_is_the_page_of_what_is_missing(door: Door) -> None:
    browser = door.browser("citizen")
    sends(browser, browser.get(SUBMIT).text, **ANSWERS[0], keep="draft")
    for step, place in (("check", "第 3 步"), ("code", "第 1 步"), ("author", "第 3 步")):
        assert place in title(browser.get(f"{SUBMIT}&step={step}").text)


def test_every_page_speaks_english(door: Door) -> None:
    browser = door.browser("citizen")
    browser.headers["Accept-Language"] = "en"
    page = browser.get(SUBMIT).text
    for place, answer in enumerate((*ANSWERS, {}), start=1):
        assert f"Step {place} of 4" in title(page)
        assert re.findall("[请您的]", re.sub(r'lang="zh-CN">[^<]*|value="[^"]*"', "", page)) == []
        page = sends(browser, page, **answer).text if answer else page
