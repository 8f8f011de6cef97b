"""Bulletins under their numbers: counted by the fold, corrected and taken back in public."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notify.domain.bulletins import BulletinKind
from notify.domain.gazette import Gazette
from notify.domain.ledger import Ledger, LogEvent
from notify.handlers.journal import decode, encode

from tests.unit.notify import facts
from tests.unit.notify.ledger_feed import learned


def gazette(*events: LogEvent) -> Gazette:
    ledger = Ledger()
    for event in events:
        ledger.apply(event)
    return ledger.gazette


@given(st.lists(st.sampled_from(["brief", "circular"]), max_size=12))
def test_numbers_count_by_kind_without_gaps_in_the_order_of_the_log(kinds: list[BulletinKind]) -> None:
    events = [facts.issued(kind, f"第{place}份") for place, kind in enumerate(kinds)]
    printed = gazette(*events)
    for kind in ("brief", "circular"):
        wanted = [event.words.title for event in events if event.kind == kind]
        found = [printed.find("lyg-demo", kind, number) for number in range(1, len(wanted) + 1)]
        assert [one.current.words.title for one in found if one] == wanted
        assert printed.find("lyg-demo", kind, len(wanted) + 1) is None


def test_what_is_sent_twice_is_one_bulletin_and_what_differs_has_the_next_number() -> None:
    printed = gazette(facts.issued(), facts.issued(), facts.issued(title="另一份"))
    assert [one.number for one in printed.of_campaign("lyg-demo")] == [2, 1]


def test_numbers_of_another_campaign_are_its_own() -> None:
    other = replace(facts.issued(), campaign_id="another", edition_id="x")
    assert [one.number for one in gazette(facts.issued(), other).of_campaign(None)] == [1, 1]


def test_a_correction_is_another_edition_and_the_first_one_stays() -> None:
    bulletin = gazette(facts.issued(), facts.corrected()).find("lyg-demo", "brief", 1)
    assert bulletin is not None
    assert [edition.version for edition in bulletin.editions] == [1, 2]
    assert (bulletin.current.words.title, bulletin.current.reason) == ("更正后的标题", "数据有误")
    first = bulletin.edition(1)
    assert first is not None
    assert first.words == facts.issued().words
    assert (bulletin.edition(0), bulletin.edition(3)) == (None, None)


@pytest.mark.parametrize(
    ("events", "refused", "code"),
    [
        ([], facts.corrected(), "bulletin-unknown"),
        ([], facts.withdrawn(), "bulletin-unknown"),
        ([facts.issued(), facts.corrected()], replace(facts.corrected(), edition_id="other"), "bulletin-changed"),
        ([facts.issued(), facts.withdrawn()], facts.corrected(), "bulletin-withdrawn"),
        ([facts.issued(), facts.withdrawn()], facts.withdrawn(), "bulletin-withdrawn"),
    ],
)
def test_of_two_who_change_the_same_the_second_is_told(events: list[LogEvent], refused: LogEvent, code: str) -> None:
    ledger = Ledger()
    for event in events:
        ledger.apply(event)
    assert ledger.apply(refused) == code


def test_a_number_that_was_taken_back_is_not_given_again() -> None:
    printed = gazette(facts.issued(), facts.withdrawn(), facts.issued(title="另一份"))
    first, second = printed.find("lyg-demo", "brief", 1), printed.find("lyg-demo", "brief", 2)
    assert first is not None
    assert first.withdrawn is not None
    assert first.withdrawn.reason == "内容有误"
    assert second is not None
    assert second.withdrawn is None


@pytest.mark.parametrize("event", [facts.issued(), facts.corrected(), facts.withdrawn()])
def test_an_event_survives_the_way_over_the_log(event: LogEvent) -> None:
    assert decode(encode(event)) == event


def test_a_public_bulletin_is_told_to_everyone_once_and_an_internal_one_to_nobody() -> None:
    ledger = Ledger()
    ledger.apply(learned(facts.campaign(), "c1"))
    internal = replace(facts.issued("circular"), audience="internal")
    for event in (facts.issued(), facts.issued(), facts.corrected(), facts.withdrawn(), internal):
        ledger.apply(event)
    told = [one for one in ledger.of_campaign("lyg-demo") if one.kind.startswith("bulletin")]
    assert [one.kind for one in told] == ["bulletin-issued", "bulletin-corrected", "bulletin-withdrawn"]
    assert all(one.shown for one in told)


def test_the_office_may_approve_the_notice_of_a_bulletin_first() -> None:
    ledger = Ledger()
    ledger.apply(learned(replace(facts.campaign(), approve=("bulletin-issued",)), "c1"))
    ledger.apply(facts.issued())
    assert [one.state for one in ledger.of_campaign("lyg-demo")] == ["sent", "held"]
