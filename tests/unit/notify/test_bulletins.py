"""Bulletins by API: issued under the next number, corrected and taken back in public, read by whom they are for."""

from dataclasses import replace
from typing import Any

import pytest
from httpx2 import Response
from notify.domain.bulletin_events import BulletinIssued
from notify.domain.ledger import Ledger, LogEvent
from notify.handlers.ports import NotNow

from tests.unit.notify import facts
from tests.unit.notify.counter import Counter
from tests.unit.notify.ledger_feed import learned
from tests.unit.notify.pdf_text import text_of
from tests.unit.notify.test_figures import STORY

API = "/api/v1/bulletins"
BODY: dict[str, Any] = {
    "campaign_id": "lyg-demo", "kind": "brief", "title": "征集工作进展顺利",
    "text": "本周征集工作进展顺利。\n各单位组织有力。",
    "editor": "征集活动办公室", "reported_to": ["市委宣传部"], "sent_to": ["各报送单位"], "tables": ["units", "tiers"],
}  # fmt: skip
FIRST = f"{API}/lyg-demo/brief/1"


@pytest.fixture
def counter() -> Counter:
    return Counter(*story())


def story() -> list[LogEvent]:
    return [learned(fact, f"f{place}") for place, fact in enumerate(STORY)]


def issue(counter: Counter, **changed: Any) -> Response:
    answer = counter.post(API, json={**BODY, **changed})
    assert answer.status_code == 201, answer.text
    return answer


def test_it_is_issued_with_figures_that_the_log_gives_again(counter: Counter) -> None:
    answer = issue(counter).json()
    assert (answer["number"], answer["number_name"], answer["version"], answer["audience"]) == (1, "第1期", 1, "public")
    assert answer["issuers"] == list(facts.campaign().issuers)
    (event,) = counter.log.events
    assert isinstance(event, BulletinIssued)
    assert event.actor == "zhu"
    again = Ledger()
    for place, told in enumerate(story()):
        again.apply(told, place)
    assert again.gazette.figures("lyg-demo", event.figures.offset, event.figures.moment) == event.figures
    assert counter.get(FIRST, role="").json() == answer


def test_the_next_of_its_kind_has_the_next_number_and_the_same_request_is_one_bulletin(counter: Counter) -> None:
    seen = counter.get(f"{API}/figures?campaign_id=lyg-demo").json()["offset"]
    numbers = [issue(counter, **one).json()["number"] for one in (
        {"as_of": seen}, {"as_of": seen}, {"title": "第二期"}, {"kind": "circular"},
    )]  # fmt: skip
    assert numbers == [1, 1, 2, 1]


def test_figures_looked_at_before_are_those_that_are_issued(counter: Counter) -> None:
    seen = counter.get(f"{API}/figures?campaign_id=lyg-demo").json()
    counter.ledger.apply(learned(facts.received(entry_id="e77"), "later"))
    assert issue(counter, as_of=seen["offset"]).json()["figures"]["received"] == seen["received"] == 5
    assert issue(counter, title="最新").json()["figures"]["received"] == 6


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"campaign_id": "another"}, 404, "campaign-unknown"),
        ({"as_of": 9999}, 422, "as-of-ahead"),
        ({"title": " \x00\n "}, 422, "invalid-request"),
        ({"text": ""}, 422, "invalid-request"),
        ({"kind": "gossip"}, 422, "invalid-request"),
        ({"reported_to": ["甲"] * 13}, 422, "invalid-request"),
    ],
)
def test_what_cannot_be_issued(counter: Counter, changed: dict[str, Any], status: int, code: str) -> None:
    answer = counter.post(API, json={**BODY, **changed})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert counter.log.events == []


@pytest.mark.parametrize(
    ("role", "campaign", "status"), [("", None, 401), ("screener", None, 403), ("organiser", "another", 403)]
)
def test_only_the_organiser_of_the_campaign_issues_corrects_and_takes_back(
    counter: Counter, role: str, campaign: str | None, status: int
) -> None:
    counter.ledger.apply(facts.issued())
    edition = {name: BODY[name] for name in ("title", "text")} | {"replaces": 1, "reason": "数据有误"}
    for path, body in ((API, BODY), (f"{FIRST}/correction", edition), (f"{FIRST}/withdrawal", {"reason": "有误"})):
        assert counter.post(path, role, campaign, json=body).status_code == status
    assert counter.log.events == []


def test_a_correction_stands_beside_what_it_corrects(counter: Counter) -> None:
    first = issue(counter).json()
    body = {name: BODY[name] for name in BODY if name not in ("campaign_id", "kind")}
    body |= {"title": "更正后的标题", "as_of": first["figures"]["offset"], "replaces": 1, "reason": "标题有误"}
    answer = counter.post(f"{FIRST}/correction", json=body)
    assert (answer.status_code, answer.json()["version"], answer.json()["reason"]) == (200, 2, "标题有误")
    assert counter.get(FIRST, role="").json()["title"] == "更正后的标题"
    old = counter.get(f"{FIRST}?version=1", role="").json()
    assert (old["title"], old["version"]) == (BODY["title"], 1)
    assert [one["reason"] for one in old["versions"]] == ["", "标题有误"]
    late = counter.post(f"{FIRST}/correction", json={**body, "title": "另一更正"})
    assert (late.status_code, late.json()["code"]) == (409, "bulletin-changed")
    assert counter.post(f"{FIRST}/correction", json=body).status_code == 200, "the same once more is the same"
    assert counter.get(f"{FIRST}?version=3", role="").status_code == 404


def test_what_was_taken_back_says_why_and_no_more(counter: Counter) -> None:
    issue(counter)
    gone = counter.post(f"{FIRST}/withdrawal", json={"reason": "内容有误"}).json()
    assert gone["withdrawn_for"] == "内容有误"
    for path in (FIRST, f"{FIRST}/pdf", "/bulletins/lyg-demo/brief/1.pdf"):
        assert (counter.get(path, role="").status_code, counter.get(path).status_code) == (410, 200)
    (line,) = counter.get(f"{API}?campaign_id=lyg-demo", role="").json()
    assert line["withdrawn_for"] == "内容有误"
    again = counter.post(f"{FIRST}/withdrawal", json={"reason": "内容有误"})
    assert (again.status_code, again.json()["code"]) == (409, "bulletin-withdrawn")


@pytest.mark.parametrize(
    ("role", "campaign", "status"),
    [("", None, 401), ("citizen", None, 403), ("judge", None, 403), ("unit", "another", 403), ("unit", "lyg-demo", 200),
     ("leader", None, 200), ("screener", None, 200), ("organiser", None, 200)],
)  # fmt: skip
def test_an_internal_one_is_for_the_staff_of_its_campaign(
    counter: Counter, role: str, campaign: str | None, status: int
) -> None:
    counter.ledger.apply(replace(facts.issued("circular"), audience="internal"))
    for path in (f"{API}/lyg-demo/circular/1", "/bulletins/lyg-demo/circular/1", "/bulletins/lyg-demo/circular/1.pdf"):
        assert counter.get(path, role, campaign=campaign).status_code == status
    listed = counter.get(f"{API}?campaign_id=lyg-demo", role, campaign=campaign).json()
    assert len(listed) == (1 if status == 200 else 0)


def test_the_file_is_the_same_every_time_and_a_reader_who_has_it_is_told_so(counter: Counter) -> None:
    issue(counter)
    path = "/bulletins/lyg-demo/brief/1.pdf"
    first = counter.get(path, role="")
    assert (first.status_code, first.headers["content-type"]) == (200, "application/pdf")
    assert counter.get(f"{FIRST}/pdf", role="").content == first.content
    again = counter.get(path, role="", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "征集工作进展顺利" in text_of(first.content)


def test_when_the_log_does_not_answer_nobody_is_told_that_it_failed(counter: Counter) -> None:
    counter.log.troubles = [NotNow("log-outcome-unknown")]
    answer = counter.post(API, json=BODY)
    assert (answer.status_code, answer.json()["code"]) == (503, "outcome-unknown")


def test_what_is_public_is_told_among_the_notices_and_in_the_feeds(counter: Counter) -> None:
    issue(counter)
    feed = counter.get("/notices/feed.atom?campaign=lyg-demo", role="").text
    assert "简报第1期已印发：征集工作进展顺利" in feed
    assert 'href="http://localhost:8080/bulletins/lyg-demo/brief/1"' in feed
    assert (
        "<link>http://localhost:8080/bulletins/lyg-demo/brief/1</link>"
        in counter.get("/notices/feed.rss", role="").text
    )
    page = counter.get("/notices?campaign=lyg-demo", role="").text
    assert 'href="/bulletins/lyg-demo/brief/1"' in page
    assert 'href="/bulletins?campaign=lyg-demo"' in page
