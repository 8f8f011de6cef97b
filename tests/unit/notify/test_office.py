"""The office decides about notices, by API and by page."""

from dataclasses import replace

import pytest
from notify.domain.outbox_events import NoticeDecided

from tests.unit.notify import facts
from tests.unit.notify.counter import Counter
from tests.unit.notify.ledger_feed import learned

CAMPAIGN = replace(facts.campaign(), approve=("campaign-published",))


@pytest.fixture
def counter() -> Counter:
    event = learned(CAMPAIGN, "c1")
    (notice,) = event.notices
    return Counter(replace(event, notices=(replace(notice, notice_id="n1"),)))


def test_what_is_held_is_approved_with_the_name_of_who_did(counter: Counter) -> None:
    (held,) = counter.get("/api/v1/notices/outbox?state=held").json()
    assert (held["notice_id"], held["reason"], held["may"]) == ("n1", "approval", ["send", "drop"])
    assert "现面向社会公开征集" in held["text"]
    assert counter.get("/api/v1/notices").json()["public"] == []
    answer = counter.post("/api/v1/notices/n1/decision", json={"decision": "send"})
    assert (answer.status_code, answer.json()["state"], answer.json()["decided_by"]) == (200, "sent", "zhu")
    (event,) = counter.log.events
    assert isinstance(event, NoticeDecided)
    assert (event.actor, event.decision) == ("zhu", "send")
    assert len(counter.get("/api/v1/notices").json()["public"]) == 1


def test_the_second_of_two_is_told_that_it_is_settled(counter: Counter) -> None:
    counter.post("/api/v1/notices/n1/decision", json={"decision": "drop"})
    answer = counter.post("/api/v1/notices/n1/decision", json={"decision": "send"})
    assert (answer.status_code, answer.json()["code"]) == (409, "notice-settled")


@pytest.mark.parametrize(
    ("path", "role", "campaign", "status"),
    [("n0", "organiser", None, 404), ("n1", "organiser", "another", 403), ("n1", "screener", None, 403),
     ("n1", "", None, 401)],
)  # fmt: skip
def test_who_may_not_and_what_is_not_there(
    counter: Counter, path: str, role: str, campaign: str | None, status: int
) -> None:
    answer = counter.post(f"/api/v1/notices/{path}/decision", role, campaign, json={"decision": "send"})
    assert answer.status_code == status
    assert counter.log.events == []


@pytest.mark.parametrize(("language", "button"), [("zh", "批准发送"), ("en", "Approve and send")])
def test_the_page_lists_what_is_held_and_its_buttons_decide(counter: Counter, language: str, button: str) -> None:
    page = counter.get("/office/notices/outbox", headers={"Accept-Language": language}).text
    assert button in page
    assert 'action="/office/notices/n1/decision"' in page
    answer = counter.post("/office/notices/n1/decision", data={"decision": "drop", "state": "held"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/office/notices/outbox?state=held&campaign=")
    assert counter.ledger.notices["n1"].state == "refused"
    assert button not in counter.get("/office/notices/outbox").text


def test_the_front_page_of_notices_leads_there(counter: Counter) -> None:
    page = counter.get("/office/notices").text
    assert 'href="/office/notices/outbox?campaign="' in page
