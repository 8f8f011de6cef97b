"""Where a notice stands: approval, refusal, outlets, what an old log means today."""

import json
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from notify.domain.ledger import Ledger, LogEvent, NewNotice
from notify.domain.notices import Notice
from notify.domain.outbox_events import (
    NoticeAttempted,
    NoticeDecided,
    NoticePostponed,
    NoticeSent,
    NoticeUnclear,
    OutletsNamed,
)
from notify.handlers.journal import decode, encode

from tests.unit.notify import facts
from tests.unit.notify.ledger_feed import AT, learned

RECEIPT = f"r1/entry-received/{facts.AUTHOR}"
CALL = "c1/campaign-published/everyone"
APPROVED = replace(facts.campaign(), approve=("entry-received", "campaign-published"))
WHERE = (RECEIPT, "lyg-demo", "sms")


UNDELIVERABLE = {
    "notice_id": "n2", "campaign_id": "c", "channel": "smtp", "reason": "mail-refused", "what": "notice-failed",
}  # fmt: skip


def without_the_new(value: bytes) -> dict[str, Any]:
    """A campaign as it was written down before packs had rules of notices."""
    found: dict[str, Any] = json.loads(value)
    for name in ("approve", "quiet_from", "quiet_until"):
        del found["fact"][name]
    return found


def fold(*events: LogEvent) -> Ledger:
    ledger = Ledger()
    for event in events:
        ledger.apply(event)
    return ledger


def decision(notice_id: str, what: str) -> NoticeDecided:
    return NoticeDecided(notice_id, "lyg-demo", what, "zhu", AT)  # type: ignore[arg-type]


def stands(ledger: Ledger, notice_id: str = RECEIPT) -> tuple[str, str | None]:
    notice = ledger.notices[notice_id]
    return notice.state, notice.reason


def test_what_the_pack_wants_approved_is_held_until_somebody_does() -> None:
    ledger = fold(learned(APPROVED, "c1"), learned(facts.received(), "r1"))
    assert (stands(ledger), list(ledger.due()), ledger.outbox.held) == (("held", "approval"), [], 2)
    assert ledger.apply(decision(RECEIPT, "send")) is None
    assert [(one.notice_id, one.actor) for one in ledger.due()] == [(RECEIPT, "zhu")]
    assert ledger.apply(decision(RECEIPT, "send")) == "notice-settled"


def test_a_public_notice_shows_once_it_is_approved_and_never_when_it_is_refused() -> None:
    ledger = fold(learned(APPROVED, "c1"))
    assert not ledger.notices[CALL].shown
    assert ledger.apply(decision(CALL, "send")) is None
    assert ledger.notices[CALL].shown
    refused = fold(learned(APPROVED, "c1"), decision(CALL, "drop"))
    assert (stands(refused, CALL)[0], refused.notices[CALL].shown) == ("refused", False)
    assert refused.apply(decision(CALL, "send")) == "notice-settled"


def test_what_came_before_its_campaign_is_held_as_the_campaign_says() -> None:
    ledger = fold(learned(facts.received(), "r1"), learned(facts.vote_certified(), "v1"))
    vote = "v1/contest-closed/everyone"
    assert not ledger.notices[vote].shown
    ledger.apply(learned(replace(facts.campaign(), approve=("entry-received",)), "c1"))
    assert stands(ledger) == ("held", "approval")
    assert ledger.notices[vote].shown


def test_an_attempt_belongs_to_the_courier_that_wrote_it_down_first() -> None:
    ledger = fold(learned(facts.campaign(), "c1"), learned(facts.received(), "r1"))
    assert ledger.apply(NoticeAttempted(*WHERE, "a", AT)) is None
    assert ledger.apply(NoticeAttempted(*WHERE, "b", AT)) == "notice-begun"
    assert (ledger.notices[RECEIPT].begun_by, stands(ledger)[0]) == ("a", "sending")
    assert ledger.apply(decision(RECEIPT, "drop")) == "notice-settled", "it may be out already"


def test_an_unknown_outcome_is_the_office_s_to_settle() -> None:
    story = learned(facts.campaign(), "c1"), learned(facts.received(), "r1"), NoticeAttempted(*WHERE, "a", AT)
    ledger = fold(*story, NoticeUnclear(*WHERE, AT))
    assert (stands(ledger), ledger.outbox.begun()) == (("held", "outcome-unknown"), [])
    ledger.apply(decision(RECEIPT, "drop"))
    assert stands(ledger) == ("refused", "outcome-unknown")
    again = fold(*story, NoticeUnclear(*WHERE, AT), decision(RECEIPT, "send"), NoticeSent(*WHERE, AT))
    assert stands(again) == ("sent", None)


def test_a_digest_settles_all_that_it_carried() -> None:
    ledger = fold(OutletsNamed(("group",), AT), learned(facts.campaign(), "c1"), learned(facts.vote_called(), "v1"))
    first, second = (one.notice_id for one in ledger.due("group"))
    ledger.apply(NoticeSent(first, "lyg-demo", "group", AT, delivered=True, also=(second,)))
    assert (stands(ledger, first)[0], stands(ledger, second)[0]) == ("delivered", "delivered")


def test_an_outlet_is_told_what_is_published_while_it_is_named() -> None:
    ledger = fold(learned(facts.campaign(), "c1"), OutletsNamed(("hook",), AT), learned(facts.vote_called(), "v1"))
    copy = "v1/contest-opened/everyone.hook"
    assert [one.notice_id for one in ledger.due("hook")] == [copy]
    ledger.apply(NoticeSent(copy, "lyg-demo", "hook", AT, delivered=True))
    assert ledger.apply(decision(copy, "send")) is None, "replayed by the office"
    assert [one.notice_id for one in ledger.due("hook")] == [copy]
    ledger.apply(OutletsNamed((), AT))
    assert stands(ledger, copy) == ("failed", "outlet-removed")
    assert len(ledger.of_campaign("lyg-demo")) == 2, "copies are no notices of the table"


def test_a_sent_notice_to_a_person_is_not_sent_again_by_anybody() -> None:
    ledger = fold(learned(facts.campaign(), "c1"), learned(facts.received(), "r1"), NoticeSent(*WHERE, AT))
    for what in ("send", "drop"):
        assert ledger.apply(decision(RECEIPT, what)) == "notice-settled"


def test_a_log_of_before_the_outbox_means_what_it_meant() -> None:
    told = [NewNotice(f"n{n}", "entry-received", f"author-{n}", {}) for n in (1, 2, 3)]
    call = NewNotice("n0", "campaign-published", "everyone", {})
    at = "2026-11-24T00:00:01Z"
    old = [
        without_the_new(encode(replace(learned(facts.campaign(), "c1"), notices=(call, *told)))),
        {"notice_id": "n1", "campaign_id": "c", "channel": "smtp", "at": at, "what": "notice-sent"},
        {**UNDELIVERABLE, "at": at},
    ]
    ledger = fold(*(decode(json.dumps(value).encode()) for value in old))
    assert [notice.state for notice in ledger.notices.values()] == ["sent", "sent", "failed", "queued"]


ANYTHING: list[LogEvent] = [
    NoticeAttempted(*WHERE, "a", AT), NoticeAttempted(*WHERE, "b", AT), NoticeSent(*WHERE, AT),
    NoticeUnclear(*WHERE, AT), NoticePostponed(*WHERE, "r", AT, AT), decision(RECEIPT, "send"),
    decision(RECEIPT, "drop"),
]  # fmt: skip


@given(st.lists(st.sampled_from(ANYTHING), max_size=12))
def test_whatever_comes_a_notice_is_in_one_place(events: list[LogEvent]) -> None:
    ledger = fold(learned(facts.campaign(), "c1"), learned(facts.received(), "r1"))
    for event in events:
        was: Notice = ledger.notices[RECEIPT]
        verdict = ledger.apply(decode(encode(event)))
        assert verdict is None or ledger.notices[RECEIPT] == was
    state = ledger.notices[RECEIPT].state
    places = [len(list(ledger.due())), ledger.outbox.held, len(ledger.outbox.begun())]
    assert places == [int(state == one) for one in ("queued", "held", "sending")]
