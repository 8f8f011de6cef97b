"""Delivery reports of SMS providers: what they settle, and who may send them."""

from dataclasses import replace
from typing import Any

import pytest
from notify.domain.outbox_events import NoticeAttempted, NoticeReported, NoticeSent, NoticeUnclear
from notify.entrypoints.outbox_words import reason_words
from notify.handlers.journal import decode, encode
from notify.handlers.ports import NotNow
from pydantic import SecretStr

from tests.unit.notify import facts
from tests.unit.notify.counter import Counter
from tests.unit.notify.ledger_feed import AT, learned

RECEIPT = f"r1/entry-received/{facts.AUTHOR}"
WHERE = (RECEIPT, "lyg-demo", "aliyun-sms")
TOKEN = "a-token-of-the-test"
PATH = "/api/v1/notices/sms-reports"
ALIYUN = {"phone_number": "15400000001", "success": True, "err_code": "DELIVERED", "out_id": RECEIPT, "sms_size": "1"}
TENCENT = {"mobile": "15400000001", "report_status": "FAIL", "errmsg": "MK:0001 <b>", "sid": "2019:1"}


@pytest.fixture
def counter() -> Counter:
    found = Counter(learned(facts.campaign(), "c1"), learned(facts.received(), "r1"))
    found.app.state.parts = replace(
        found.parts, settings=found.parts.settings.model_copy(update={"sms_report_token": SecretStr(TOKEN)})
    )
    return found


def told(counter: Counter, provider: str, *reports: dict[str, Any], token: str = TOKEN) -> tuple[int, dict[str, Any]]:
    answer = counter.client.post(f"{PATH}/{provider}/{token}", json=list(reports))
    return answer.status_code, answer.json()


def state(counter: Counter) -> tuple[str, str | None]:
    notice = counter.ledger.notices[RECEIPT]
    return notice.state, notice.reason


def test_what_has_arrived_is_delivered_and_the_first_report_holds(counter: Counter) -> None:
    counter.ledger.apply(NoticeSent(*WHERE, AT))
    assert told(counter, "aliyun", ALIYUN) == (200, {"code": 0, "msg": "接收成功"})
    assert state(counter) == ("delivered", None)
    told(counter, "aliyun", {**ALIYUN, "success": False, "err_code": "MN:0001"})
    assert state(counter) == ("delivered", None)


def test_a_message_is_known_by_the_provider_s_own_number_and_its_code_is_kept_clean(counter: Counter) -> None:
    counter.ledger.apply(NoticeSent(*WHERE, AT, reference="2019:1"))
    assert told(counter, "tencent", TENCENT) == (200, {"result": 0, "errmsg": "OK"})
    assert state(counter) == ("failed", "undelivered-MK:0001b")
    assert reason_words("undelivered-MK:0001b")[0] == "短信服务商报告未送达（MK:0001b）"
    page = counter.get("/office/notices/outbox?state=failed").text
    assert "短信服务商报告未送达（MK:0001b）" in page
    assert 'value="send"' in page


@pytest.mark.parametrize("before", [NoticeAttempted(*WHERE, "a", AT), NoticeUnclear(*WHERE, AT)])
def test_a_report_settles_what_is_on_its_way_and_what_went_dark(
    counter: Counter, before: NoticeAttempted | NoticeUnclear
) -> None:
    counter.ledger.apply(before)
    told(counter, "aliyun", ALIYUN)
    assert state(counter) == ("delivered", None)
    assert counter.ledger.apply(NoticeSent(*WHERE, AT)) == "notice-settled"


def test_a_report_of_a_one_time_code_changes_nothing(counter: Counter) -> None:
    assert told(counter, "aliyun", {**ALIYUN, "out_id": "code-1"})[0] == 200
    assert counter.log.events == []


def test_only_who_knows_the_token_is_listened_to(counter: Counter) -> None:
    counter.ledger.apply(NoticeSent(*WHERE, AT))
    assert told(counter, "aliyun", ALIYUN, token="a-token-of-the-tess")[0] == 404
    assert state(counter) == ("sent", None)


def test_without_a_token_nobody_is(counter: Counter) -> None:
    counter.app.state.parts = counter.parts
    assert told(counter, "aliyun", ALIYUN, token="None")[0] == 404


def test_while_the_log_is_away_the_provider_is_asked_to_tell_again(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(_event: object) -> None:
        raise NotNow("log")

    monkeypatch.setattr(counter.log, "record", away)
    assert told(counter, "aliyun", ALIYUN)[0] == 503


def test_a_report_looks_the_same_after_its_way_through_the_log() -> None:
    for event in (NoticeReported(*WHERE, False, AT, "MK:0001"), NoticeSent(*WHERE, AT, reference="2019:1")):
        assert decode(encode(event)) == event
