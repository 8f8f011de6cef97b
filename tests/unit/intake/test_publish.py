"""From intake's log to public events: each thing once under one id, and nobody's name in it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import orjson
from contracts import CampaignPublished, EntrySubmitted, Event
from intake.domain.events import CitizenKnown, ContactErased, ContactUnsealed, LogEvent
from intake.domain.fold import apply
from intake.domain.rules import Decision, Notices, Objections, OrganisationAward, Reason, Retention, Screening
from intake.domain.state import State
from intake.handlers.journal import LOG_TOPIC, campaign_of, fold_into, read, to_log
from intake.handlers.publish import publishing_from
from plumbing.identifiers import derived_id
from plumbing.records import Outgoing, Position, Record
from structlog.testing import capture_logs

from tests.unit.intake.change_play import LATER, edited, restored, withdrawn
from tests.unit.intake.log_play import CLOSES, DURING, RULES, C, account, filed, moved, opened, submitted


def record(event: LogEvent, offset: int = 0) -> Record:
    """The event as it lies on the log."""
    written = to_log(event)
    return Record(LOG_TOPIC, Position(0, offset), written.key, written.value, 0)


def published(*events: LogEvent) -> list[Sequence[Outgoing]]:
    """What the relay publishes for each record."""
    step = publishing_from(State())
    return [step(record(event, offset)) for offset, event in enumerate(events)]


def data(outgoing: Outgoing) -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads(outgoing.value)["data"]
    return found


def ids(outgoing: Sequence[Outgoing]) -> list[str]:
    return [orjson.loads(one.value)["id"] for one in outgoing]


def test_a_campaign_and_each_of_its_revisions_is_published_under_an_id_of_its_own() -> None:
    later = CLOSES + timedelta(days=10)
    first, again, moved_once, moved_again = published(opened(), opened(), moved(later), moved(later))
    assert (len(first), again, len(moved_once), moved_again) == (1, (), 1, ())
    events = [Event[CampaignPublished].from_bytes(one.value) for one in (*first, *moved_once)]
    assert [(event.data.revision, event.data.submissions_close_at) for event in events] == [(1, CLOSES), (2, later)]
    assert len({event.id for event in events}) == 2
    assert {(one.topic, one.key) for one in (*first, *moved_once)} == {("campaign-published", C)}


def test_the_published_rules_are_the_campaign_s() -> None:
    rules = data(published(opened())[0][0])
    assert (rules["phrase_limit"], rules["title"], len(rules["units"])) == (16, RULES.title, len(RULES.units))
    assert (rules["tiers"]["finalist"], rules["prizes"]["winner"], rules["prizes"]["reading"]) == (50, 20000, "nested")


def test_what_a_pack_may_leave_out_is_published_as_it_was_stated() -> None:
    stated = replace(
        RULES,
        screening=Screening(two_person=True, reasons=(Reason("dull", "不生动", "Dull"),)),
        decision=Decision(("leader", "organiser")),
        objections=Objections(5, 2),
        organisation_award=OrganisationAward(6),
        retention=Retention(CLOSES),
        notices=Notices(("campaign-changed",), "22:00", "08:00"),
    )
    created = replace(opened(), rules=stated)
    rules = data(published(created)[0][0])
    assert rules["screening"] == {"two_person": True, "reasons": [{"code": "dull", "zh": "不生动", "en": "Dull"}]}
    assert rules["decision"] == {"signers": ["leader", "organiser"]}
    assert rules["objections"] == {"days": 5, "answer_days": 2}
    assert rules["organisation_award"]["places"] == 6
    assert rules["notices"] == {"approve": ["campaign-changed"], "quiet_from": "22:00", "quiet_until": "08:00"}
    assert rules["contacts_until"] == CLOSES.isoformat().replace("+00:00", "Z")


def test_each_entry_is_published_once_and_says_which_one_stands() -> None:
    batch = submitted(filed(1, phrase_key="同", unit_id="haizhou"), filed(2, phrase_key="同"), filed(1))
    _, told, again = published(opened(), batch, batch)
    events = [Event[EntrySubmitted].from_bytes(one.value) for one in told]
    assert [(one.data.entry_id, one.data.duplicate_of, one.data.unit_id) for one in events] == [
        ("e1", None, "haizhou"), ("e2", "e1", None),
    ]  # fmt: skip
    assert again == []
    assert {(one.topic, one.key) for one in told} == {("entry-submitted", C)}


def test_a_change_is_published_as_a_version_of_its_own_with_every_entry_whose_link_it_changes() -> None:
    batch = submitted(filed(1, phrase_key="同"), filed(2, phrase_key="同"))
    _, first, edit, refused, gone = published(opened(), batch, edited(1, "新"), edited(1, "晚"), withdrawn(1, 2))
    events = [Event[EntrySubmitted].from_bytes(one.value) for one in (*first, *edit, *gone)]
    assert [(one.data.entry_id, one.data.version, one.data.phrase, one.data.duplicate_of) for one in events] == [
        ("e1", 1, "示例1", None), ("e2", 1, "示例2", "e1"), ("e1", 2, "新", None), ("e2", 2, "示例2", None),
        ("e1", 3, "新", None),
    ]  # fmt: skip
    assert [one.data.withdrawn_at for one in events] == [None, None, None, None, LATER]
    assert refused == ()
    assert len({one.id for one in events}) == 5


def test_the_first_version_has_the_id_that_it_had_before_there_were_others() -> None:
    _, told = published(opened(), submitted(filed(1)))
    assert ids(told) == [derived_id("cn.zhengji.entry.submitted.v1", C, "e1")]


def test_a_relay_that_begins_anew_publishes_the_same_bytes() -> None:
    log: list[LogEvent] = [
        opened(),
        submitted(filed(1), filed(2)),
        moved(CLOSES + timedelta(days=1)),
        submitted(filed(3)),
    ]
    first, second = ([one for step in published(*log) for one in step] for _ in range(2))
    assert first == second
    assert len(set(ids(first))) == len(first) == 5


def test_a_refused_batch_is_not_published() -> None:
    assert published(opened(), submitted(filed(1), filed(2, received_at=CLOSES)))[1] == ()
    assert published(submitted(filed(1))) == [()]


def test_accounts_citizens_and_contacts_are_nobody_s_business() -> None:
    private = (
        account(), CitizenKnown("author-1", "sealed", DURING), ContactErased("author-1", "office", DURING),
        ContactUnsealed(C, "author-1", "certificate", "e1", "notify", DURING),
    )  # fmt: skip
    assert published(*private) == [(), (), (), ()]
    assert [campaign_of(event) for event in private] == ["door", "door", "door", C]


def test_what_is_sealed_is_in_no_public_event() -> None:
    _, [told] = published(opened(), submitted(filed(1)))
    assert "sealed" not in told.value.decode()
    assert set(data(told)) <= {
        "campaign_id", "entry_id", "phrase", "explanation", "channel", "author_ref", "unit_id", "submitted_at",
        "han_count", "duplicate_of", "version", "withdrawn_at", "shares", "outlet",
    }  # fmt: skip


def test_a_record_of_a_newer_release_is_passed_over_aloud() -> None:
    strange = Record(LOG_TOPIC, Position(0, 7), C, b'{"what":"entry-praised"}', 0)
    with capture_logs() as logs:
        assert read(strange) is None
        assert publishing_from(State())(strange) == ()
        assert fold_into(State())(strange) is None
    assert {(one["event"], one["offset"]) for one in logs} == {("log-record-unreadable", 7)}


def test_every_event_comes_back_from_the_log_as_it_went() -> None:
    events: list[LogEvent] = [
        opened(), moved(CLOSES), account(unit_id="haizhou"), CitizenKnown("author-1", "sealed", DURING),
        submitted(filed(1, warnings=("phrase-over-limit",), unit_id="haizhou")), ContactErased("a", "office", DURING),
        ContactUnsealed(C, "author-1", "certificate", "e1", "notify", DURING),
        edited(1, "新"), withdrawn(1, 2, reason="理由"), restored(1, 3),
    ]  # fmt: skip
    assert [read(record(event)) for event in events] == events
    folded, direct = State(), State()
    for event in events:
        fold_into(folded)(record(event))
        apply(direct, event)
    assert folded == direct
