"""The fold of notify's log."""

from hypothesis import given
from hypothesis import strategies as st
from notify.domain.ledger import Ledger, LogEvent, counted
from notify.domain.numbers import compact
from notify.domain.outbox_events import NoticeFailed, NoticeSent

from tests.unit.notify import facts
from tests.unit.notify.ledger_feed import AT, learned

RECEIPT = f"r1/entry-received/{facts.AUTHOR}"
SENT = NoticeSent(RECEIPT, "lyg-demo", "sms", AT)
FAILED = NoticeFailed(RECEIPT, "lyg-demo", "sms", "contact-erased", AT)
STORY: list[LogEvent] = [
    learned(facts.campaign(), "c1"),
    learned(facts.received(), "r1"),
    SENT,
    learned(facts.listed("winner"), "s1"),
    learned(facts.prize(), "a1"),
    learned(facts.vote_certified(), "v1"),
]


def fold(events: list[LogEvent]) -> Ledger:
    ledger = Ledger()
    for event in events:
        ledger.apply(event)
    return ledger


def test_a_notice_is_due_until_it_is_sent() -> None:
    before = fold(STORY[:2])
    assert [notice.notice_id for notice in before.due()] == [RECEIPT]
    after = fold(STORY[:3])
    assert list(after.due()) == []
    assert after.notices[RECEIPT].state == "sent"
    assert after.notices[RECEIPT].channel == "sms"


def test_a_notice_waits_for_its_campaign_to_be_known() -> None:
    ledger = fold([STORY[1]])
    assert list(ledger.due()) == []
    assert ledger.waiting == 1
    ledger.apply(STORY[0])
    assert len(list(ledger.due())) == 1


def test_a_public_notice_is_told_by_being_on_the_log() -> None:
    (notice,) = fold([STORY[0]]).notices.values()
    assert (notice.state, notice.channel, notice.public) == ("sent", "page", True)


def test_the_first_outcome_of_a_notice_holds() -> None:
    assert fold([*STORY[:2], FAILED, SENT]).notices[RECEIPT].state == "failed"
    assert fold([*STORY[:2], FAILED, SENT]).notices[RECEIPT].reason == "contact-erased"
    assert fold([*STORY[:2], SENT, FAILED]).notices[RECEIPT].state == "sent"


def test_an_award_issues_its_certificate_and_it_is_found_however_typed() -> None:
    ledger = fold(STORY)
    (certificate,) = ledger.certificates_of("lyg-demo")
    assert ledger.certificate(certificate.number.lower().replace("-", " ")) == certificate
    assert ledger.certificate(compact(certificate.number)[:-1]) is None
    assert ledger.certificates_of("another") == []


def test_the_highest_revision_of_a_campaign_holds() -> None:
    ledger = fold([learned(facts.campaign(2), "c2"), learned(facts.campaign(1), "c1")])
    assert ledger.campaigns["lyg-demo"].revision == 2


def test_the_counts_are_those_of_the_table() -> None:
    ledger = fold(STORY)
    assert counted(ledger.of_campaign("lyg-demo")) == {
        "by_kind": {
            "campaign-published": 1,
            "entry-received": 1,
            "shortlisted-winner": 1,
            "awarded": 1,
            "contest-closed": 1,
        },
        "by_state": {"sent": 3, "queued": 2},
    }
    assert counted(ledger.of_campaign("another")) == {"by_kind": {}, "by_state": {}}


@given(st.lists(st.integers(0, len(STORY) - 1), max_size=12))
def test_events_repeated_in_any_place_change_nothing(again: list[int]) -> None:
    once = fold(STORY)
    events = [*STORY]
    for index in again:
        events.insert(len(events) - (index % 2), STORY[index])
    twice = fold([*STORY, *events])
    assert twice.notices == once.notices
    assert twice.register.certificates == once.register.certificates
    assert twice.campaigns == once.campaigns
