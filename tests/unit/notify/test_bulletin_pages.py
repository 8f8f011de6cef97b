"""The pages of bulletins: writing with a preview, issuing what was seen, and what readers see."""

import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from httpx2 import Response
from notify.handlers.ports import NotNow

from tests.unit.notify import facts
from tests.unit.notify.counter import Counter
from tests.unit.notify.ledger_feed import learned
from tests.unit.notify.test_bulletins import story

NEW = "/office/bulletins/new"
CAMPAIGN = "?campaign=lyg-demo"
TYPED = {
    "campaign": "lyg-demo", "kind": "circular", "title": "各单位报送进展", "text": "第一段 <b>&\n第二段",
    "editor": "办公室",
    "reported_to": "市委宣传部\n市文明办", "sent_to": "各报送单位", "audience": "internal", "tables": ["units"],
}  # fmt: skip


@pytest.fixture
def counter() -> Counter:
    return Counter(*story())


def hidden(page: str, name: str) -> str:
    found = re.search(f'name="{name}" value="([^"]*)"', page)
    assert found, name
    return unescape(found[1])


def sent(counter: Counter, action: str, **changed: Any) -> Response:
    first = counter.get(f"{NEW}{CAMPAIGN}&kind=circular").text
    data = {**TYPED, "as_of": hidden(first, "as_of"), "action": action, **changed}
    return counter.post(NEW, data=data)


def test_it_is_looked_at_before_it_is_issued_and_what_was_seen_is_issued(counter: Counter) -> None:
    preview = sent(counter, "preview")
    assert (preview.status_code, counter.log.events) == (200, [])
    assert "第1号" in preview.text
    assert "第一段 &lt;b&gt;&amp;" in preview.text
    assert "还差6件" in preview.text
    seen = hidden(preview.text, "seen")
    counter.ledger.apply(learned(facts.received(entry_id="e77"), "later"))
    answer = sent(counter, "issue", seen=seen, as_of=hidden(preview.text, "as_of"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/bulletins/lyg-demo/circular/1")
    (bulletin,) = counter.ledger.gazette.of_campaign("lyg-demo")
    assert bulletin.current.edition_id == seen
    assert (bulletin.audience, bulletin.current.figures.received) == ("internal", 5)
    assert bulletin.current.words.reported_to == ("市委宣传部", "市文明办")
    again = sent(counter, "issue", seen=seen, as_of=hidden(preview.text, "as_of"))
    assert again.headers["location"] == "/bulletins/lyg-demo/circular/1", "the button pressed twice"


def test_what_was_changed_after_the_preview_is_shown_once_more(counter: Counter) -> None:
    seen = hidden(sent(counter, "preview").text, "seen")
    answer = sent(counter, "issue", seen=seen, title="后来改的标题")
    assert (answer.status_code, counter.log.events) == (422, [])
    assert "预览之后内容有改动" in answer.text
    assert 'value="后来改的标题"' in answer.text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(counter: Counter, language: str) -> None:
    answer = sent(counter, "preview", title="", reported_to="x" * 300, text="写了很多")
    assert answer.status_code == 422
    assert "写了很多</textarea>" in answer.text
    for name in ("title", "reported_to"):
        assert f'href="#{name}"' in answer.text
        assert f'id="{name}-error"' in answer.text
    path = f"{NEW}?lang={language}"
    said = counter.post(path, data={**TYPED, "title": "", "as_of": "0"}).text
    assert ("请填写标题" if language == "zh" else "Give a title") in said


def test_when_the_log_does_not_answer_the_form_keeps_everything_to_be_sent_again(counter: Counter) -> None:
    seen = hidden(sent(counter, "preview").text, "seen")
    counter.log.troubles = [NotNow("log-outcome-unknown")]
    answer = sent(counter, "issue", seen=seen)
    assert (answer.status_code, hidden(answer.text, "seen")) == (503, seen)
    assert 'value="各单位报送进展"' in answer.text
    assert sent(counter, "issue", seen=seen).status_code == 303


def test_the_newest_figures_are_taken_when_asked_for(counter: Counter) -> None:
    before = hidden(sent(counter, "preview").text, "as_of")
    counter.ledger.apply(learned(facts.received(entry_id="e77"), "later"))
    after = sent(counter, "refresh", as_of=before).text
    assert int(hidden(after, "as_of")) > int(before)
    assert "共收到作品6件" in after


def test_the_next_one_begins_with_the_lists_of_the_last(counter: Counter) -> None:
    counter.ledger.apply(facts.issued())
    page = counter.get(f"{NEW}{CAMPAIGN}&kind=brief").text
    assert "市委宣传部</textarea>" in page
    assert 'value="征集活动办公室"' in page


def test_a_correction_begins_with_what_stands_and_asks_why(counter: Counter) -> None:
    counter.ledger.apply(facts.issued())
    form = counter.get("/office/bulletins/lyg-demo/brief/1/correction").text
    assert 'value="征集工作进展顺利"' in form
    data = {name: hidden(form, name) for name in ("campaign", "kind", "as_of", "number", "replaces", "audience")}
    data |= {"title": "更正的标题", "text": "正文"}
    without = counter.post(NEW, data={**data, "action": "preview"})
    assert (without.status_code, 'href="#reason"' in without.text) == (422, True)
    preview = counter.post(NEW, data={**data, "reason": "标题有误", "action": "preview"}).text
    data |= {"reason": "标题有误", "action": "issue", "seen": hidden(preview, "seen")}
    assert counter.post(NEW, data=data).status_code == 303
    counter.ledger.apply(replace(facts.corrected(replaces=2), edition_id="by another"))
    late = counter.post(NEW, data={**data, "title": "再改", "seen": ""})
    late = counter.post(NEW, data={**data, "title": "再改", "seen": hidden(late.text, "seen")})
    assert (late.status_code, "刚刚被别人更正过" in late.text) == (409, True)


@pytest.mark.parametrize(("language", "word"), [("zh", "第1期"), ("en", "Bulletin no. 1")])
def test_a_page_shows_it_and_its_versions(counter: Counter, language: str, word: str) -> None:
    for event in (facts.issued(), facts.corrected()):
        counter.ledger.apply(event)
    headers = {"Accept-Language": language}
    page = counter.get("/bulletins/lyg-demo/brief/1", role="", headers=headers).text
    assert word in page
    assert '<h1 lang="zh-CN">更正后的标题</h1>' in page
    assert 'href="/bulletins/lyg-demo/brief/1.pdf"' in page
    old = counter.get("/bulletins/lyg-demo/brief/1?version=1", role="", headers=headers).text
    assert '<h1 lang="zh-CN">征集工作进展顺利</h1>' in old
    assert 'href="/bulletins/lyg-demo/brief/1.pdf?version=1"' in old
    assert ("这是已被更正的版本" if language == "zh" else "This version was corrected since") in old


def test_it_is_taken_back_on_its_own_page_with_a_reason(counter: Counter) -> None:
    counter.ledger.apply(facts.issued())
    path = "/office/bulletins/lyg-demo/brief/1/withdrawal"
    assert "撤回不能取消" in counter.get(path).text
    short = counter.post(path, data={"reason": "x"})
    assert (short.status_code, 'value="x"' in short.text) == (422, True)
    answer = counter.post(path, data={"reason": "内容有误"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/office/bulletins?campaign=lyg-demo")
    page = counter.get("/bulletins/lyg-demo/brief/1", role="").text
    assert "内容有误" in page
    assert "各单位组织有力" not in page
    assert "各单位组织有力" in counter.get("/bulletins/lyg-demo/brief/1").text
    assert "内容有误" in counter.get(f"/office/bulletins{CAMPAIGN}").text


def test_the_lists_lead_there_and_an_internal_one_is_not_on_everyone_s(counter: Counter) -> None:
    for event in (facts.issued(), replace(facts.issued("circular", "内部的通报"), audience="internal")):
        counter.ledger.apply(event)
    public, staff = (counter.get(f"/bulletins{CAMPAIGN}", role=role).text for role in ("", "unit"))
    assert "征集工作进展顺利" in public
    assert "内部的通报" not in public
    assert "内部的通报" in staff
    assert "内部的通报" in counter.get(f"/office/bulletins{CAMPAIGN}").text
    assert 'href="/office/bulletins?campaign="' in counter.get("/office/notices").text


@pytest.mark.parametrize("path", ["/office/bulletins", NEW, "/office/bulletins/lyg-demo/brief/1/withdrawal"])
@pytest.mark.parametrize(
    ("role", "campaign", "status"), [("", None, 401), ("screener", None, 403), ("organiser", "another", 403)]
)
def test_the_office_s_pages_are_the_organiser_s(
    counter: Counter, path: str, role: str, campaign: str | None, status: int
) -> None:
    counter.ledger.apply(facts.issued())
    assert counter.get(f"{path}{CAMPAIGN}", role, campaign=campaign).status_code == status


@pytest.mark.parametrize(
    ("role", "campaign", "unit", "status"),
    [("", None, None, 401), ("citizen", None, None, 403), ("judge", None, None, 403),
     ("unit", "lyg-demo", "haizhou", 200),
     ("unit", "lyg-demo", "donghai", 403), ("unit", "another", "haizhou", 403), ("organiser", None, None, 200),
     ("screener", "lyg-demo", None, 200)],
)  # fmt: skip
def test_a_letter_on_paper_is_for_the_office_and_its_unit(
    counter: Counter, role: str, campaign: str | None, unit: str | None, status: int
) -> None:
    letter = replace(facts.reminded(), unit_id="haizhou", written_at=facts.OPENS)
    counter.ledger.apply(learned(letter, "letter"))
    answer = counter.get("/letters/lyg-demo/3.pdf", role, campaign=campaign, unit=unit)
    assert answer.status_code == status
    if status == 200:
        assert (answer.content[:5], answer.headers["cache-control"]) == (b"%PDF-", "private, no-cache")
        assert counter.get("/letters/lyg-demo/4.pdf", "organiser").json()["code"] == "letter-unknown"
