"""The log's codec, what is learned from the others, and what the others are told."""

from dataclasses import astuple
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from contracts import (
    ArticleRules,
    CampaignPublished,
    DecisionRules,
    EntryShortlisted,
    EntrySubmitted,
    Event,
    ObjectionRules,
    PanelRules,
    Prizes,
    RejectionReason,
    ScreeningRules,
    SelectionRules,
    Tiers,
    Unit,
    VotingRules,
)
from plumbing.identifiers import derived_id
from plumbing.records import Position, Record
from plumbing.relay import Reject
from review.domain.events import CampaignLearned, EntryReceived
from review.domain.fold import LogEvent, event_types
from review.domain.reasons import Reason
from review.domain.state import State
from review.entrypoints.refusals import WORDS
from review.handlers import announcements
from review.handlers.journal import UNREADABLE, decode, encode, fold_into
from review.handlers.learn import translate
from review.handlers.publish import publishing_from

from tests.unit.review.campaign_play import CAMPAIGN, NOON, Play


def record(value: bytes, offset: int = 0) -> Record:
    return Record("review-log", Position(0, offset), CAMPAIGN, value, 0)


def learned(data: Any) -> LogEvent:
    public = Event[type(data)].of(data, id="x", time=NOON)  # type: ignore[misc]
    (outgoing,) = translate(record(public.to_bytes()))
    assert (outgoing.topic, outgoing.key) == ("review-log", CAMPAIGN)
    return decode(outgoing.value)


def test_every_event_of_the_first_half_survives_the_log() -> None:
    play = Play().discussed()
    play.comment("e0")
    play.moderate("e0-citizen-说得好", "show")
    play.take_back("e3")
    play.choose("e0", "e1")
    play.end()
    assert [decode(encode(event)) for event in play.log] == play.log


def test_a_log_folded_again_gives_the_same_state() -> None:
    play = Play().discussed()
    play.comment("e0")
    play.choose("e0", "e1")
    again = State()
    fold = fold_into(again)
    for offset, event in enumerate(play.log):
        fold(record(encode(event), offset))
    assert again == play.state


def test_each_event_has_a_name_of_its_own() -> None:
    names = [event.__dataclass_fields__["what"].default for event in event_types()]  # type: ignore[attr-defined]
    assert len(set(names)) == len(names)


def test_a_record_that_a_newer_release_wrote_is_passed_over() -> None:
    state = State()
    assert fold_into(state)(record(b'{"what":"from-the-future","campaign_id":"c1"}')) is UNREADABLE
    assert "log-record-unreadable" in WORDS
    assert state == State()


def test_the_rules_of_a_campaign_are_taken_over_exactly() -> None:
    event = learned(
        CampaignPublished(
            campaign_id=CAMPAIGN, revision=2, title="示例", submissions_open_at=NOON,
            submissions_close_at=NOON + timedelta(days=1), tiers=Tiers(finalist=40, nominee=15, excellent=5),
            panel=PanelRules(political=0.1, guidance=0.2, form=0.7),
        )
    )  # fmt: skip
    assert isinstance(event, CampaignLearned)
    rules = event.rules
    assert (rules.revision, rules.finalists, rules.selection.nominees, rules.selection.excellent) == (2, 40, 15, 5)
    weights = rules.selection.weights
    assert (weights.political, weights.guidance, weights.form) == (Decimal("0.1"), Decimal("0.2"), Decimal("0.7"))


def test_each_rule_of_the_pack_arrives_in_review() -> None:
    event = learned(
        CampaignPublished(
            campaign_id=CAMPAIGN, revision=1, title="示例", submissions_open_at=NOON,
            submissions_close_at=NOON + timedelta(days=1),
            prizes=Prizes(same_author="best", co_authors="stated", withdrawn_winner="vacant"),
            voting=VotingRules(normalisation="rank", cap=9),
            panel=PanelRules(method="trimmed", trim=2, judges_each=5),
            screening=ScreeningRules(two_person=True, reasons=(RejectionReason(code="dull", zh="不生动", en="Dull"),)),
            selection=SelectionRules(alternates=3),
            decision=DecisionRules(signers=("leader", "organiser")),
            objections=ObjectionRules(days=5, answer_days=2), articles=ArticleRules(reviews=2),
            units=(Unit(unit_id="u2", name="示例镇", group="county", parent="u1"),),
        )
    )  # fmt: skip
    assert isinstance(event, CampaignLearned)
    rules, selection = event.rules, event.rules.selection
    assert rules.reasons == (Reason("dull", "不生动", "Dull"),)
    assert (rules.two_person, rules.reviews, rules.units[0].parent) == (True, 2, "u1")
    assert astuple(selection.panel) == ("trimmed", 2, 5)
    assert astuple(selection.composite) == ("rank", 9)
    assert (selection.alternates, selection.signers) == (3, ("leader", "organiser"))
    assert astuple(selection.objections) == (5, 2)
    assert astuple(selection.prizes) == ("best", "stated", "vacant")


def test_an_entry_keeps_its_link_to_the_earliest_of_its_text() -> None:
    event = learned(
        EntrySubmitted(
            campaign_id=CAMPAIGN, entry_id="e7", phrase="示例", explanation="", channel="unit", author_ref="a",
            unit_id="u1", submitted_at=NOON, han_count=2, duplicate_of="e1",
        )
    )  # fmt: skip
    assert isinstance(event, EntryReceived)
    assert (event.entry_id, event.unit_id, event.duplicate_of, event.at) == ("e7", "u1", "e1", NOON)


@pytest.mark.parametrize(
    ("value", "reason"),
    [(b"{", "not-json"), (b'{"type":"cn.other.v1"}', "unknown-type"), (b"[]", "unknown-type"),
     (b'{"type":"cn.zhengji.entry.submitted.v1"}', "invalid-event")],
)  # fmt: skip
def test_what_cannot_be_taken_is_rejected_with_a_reason(value: bytes, reason: str) -> None:
    with pytest.raises(Reject) as rejected:
        translate(record(value))
    assert rejected.value.reason == reason


def told_of(play: Play) -> list[Event[EntryShortlisted]]:
    """What the relay makes of the whole log."""
    assert announcements.MODULES
    step = publishing_from(State())
    told = [one for offset, event in enumerate(play.log) for one in step(record(encode(event), offset))]
    return [Event[EntryShortlisted].from_bytes(one.value) for one in told]


def test_finalists_are_told_once_each_with_derived_ids_and_the_time_of_the_log() -> None:
    play = Play().discussed()
    play.choose("e1", "e0")
    play.choose("e0", "e1")
    events = told_of(play)
    seen = [(event.data.entry_id, event.data.tier, event.data.author_ref) for event in events]
    assert seen == [("e1", "finalist", "author-1"), ("e0", "finalist", "author-0")]
    assert {event.time for event in events} == {NOON}
    assert events[0].id == derived_id("cn.zhengji.entry.shortlisted.v1", CAMPAIGN, "e1", "finalist")
