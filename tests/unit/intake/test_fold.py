"""The fold of intake's log: first on the log wins, the earliest text stands, nothing is taken after the end."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake.domain.events import CampaignCreated, CitizenKnown, ContactErased, ContactUnsealed, LogEvent
from intake.domain.fold import Verdict, apply
from intake.domain.state import State

from tests.unit.intake.log_play import CLOSES, DURING, OPENS, RULES, C, account, filed, moved, opened, submitted


def play(*events: LogEvent) -> tuple[State, list[Verdict]]:
    state = State()
    return state, [apply(state, event) for event in events]


def answers(verdicts: Sequence[Verdict]) -> list[tuple[str, str]]:
    return [(verdict.answer, verdict.code) for verdict in verdicts]


def test_of_two_campaigns_of_one_name_the_first_stands_and_the_same_again_is_it() -> None:
    state, verdicts = play(opened(), opened("another"), opened())
    assert answers(verdicts) == [("new", ""), ("refused", "campaign-exists"), ("unchanged", "")]
    assert (state.campaigns[C].request, state.campaigns[C].revision) == ("request", 1)


def test_a_moved_deadline_is_a_revision_and_the_same_moment_again_is_none() -> None:
    later = CLOSES + timedelta(days=10)
    state, verdicts = play(opened(), moved(later), moved(later), moved(CLOSES))
    assert [(one.answer, one.revision) for one in verdicts] == [("new", 1), ("new", 2), ("unchanged", 2), ("new", 3)]
    assert state.campaigns[C].rules.submissions_close_at == CLOSES


def test_a_deadline_lies_after_the_opening_of_a_campaign_that_is_there() -> None:
    assert answers(play(moved(CLOSES))[1]) == [("refused", "campaign-unknown")]
    assert answers(play(opened(), moved(OPENS))[1])[1] == ("refused", "deadline-before-opening")


def test_of_two_accounts_of_one_name_the_first_stands() -> None:
    state, verdicts = play(account(), account(role="organiser"))
    assert answers(verdicts) == [("new", ""), ("unchanged", "")]
    assert state.accounts["clerk"].role == "screener"


def test_the_same_entry_again_is_the_entry_that_is_there() -> None:
    state, (_, first, again) = play(
        opened(),
        submitted(filed(1)),
        submitted(filed(1, explanation="changed", received_at=DURING + timedelta(days=1))),
    )
    assert [one.filings[0].accepted for one in (first, again)] == [True, False]
    assert again.filings[0].entry is first.filings[0].entry
    assert [entry.filed.explanation for entry in state.entries_of(C)] == ["说明"]


def test_of_equal_texts_the_earliest_on_the_log_stands_and_the_others_are_linked_to_it() -> None:
    """Document 000: identical texts come in; the earliest received stands."""
    later = filed(2, phrase_key="同", received_at=DURING - timedelta(hours=1))
    state, _ = play(
        opened(), submitted(filed(1, phrase_key="同")), submitted(later, filed(3, phrase_key="同"), filed(4))
    )
    assert [(one.filed.entry_id, one.duplicate_of) for one in state.entries_of(C)] == [
        ("e1", None), ("e2", "e1"), ("e3", "e1"), ("e4", None),
    ]  # fmt: skip


def test_texts_of_two_campaigns_have_nothing_to_do_with_each_other() -> None:
    state, _ = play(opened(), opened(campaign_id="other"), submitted(filed(1, phrase_key="同")),
                    submitted(filed(2, phrase_key="同"), campaign_id="other"))  # fmt: skip
    assert [entry.duplicate_of for entry in state.entries_of("other")] == [None]


@pytest.mark.parametrize(
    ("received_at", "answer"),
    [
        (OPENS - timedelta(seconds=1), "refused"), (OPENS, "new"), (CLOSES - timedelta(seconds=1), "new"),
        (CLOSES, "refused"),
    ],
)  # fmt: skip
def test_entries_are_taken_from_the_opening_to_just_before_the_end(received_at: object, answer: str) -> None:
    state, (_, verdict) = play(opened(), submitted(filed(1, received_at=received_at)))
    assert (verdict.answer, len(state.entries_of(C))) == (answer, int(answer == "new"))
    assert verdict.code == ("submissions-closed" if answer == "refused" else "")


def test_a_batch_is_taken_as_a_whole_or_not_at_all() -> None:
    state, (_, verdict) = play(opened(), submitted(filed(1), filed(2, received_at=CLOSES)))
    assert (verdict.answer, verdict.filings, state.entries_of(C)) == ("refused", (), ())
    assert state.entry_by_receipt("receipt-1") is None


def test_after_the_end_what_is_in_may_be_repeated_and_an_extension_lets_new_ones_in() -> None:
    late = filed(2, received_at=CLOSES + timedelta(hours=1))
    state, verdicts = play(opened(), submitted(filed(1)), submitted(filed(1, received_at=CLOSES + timedelta(hours=1))),
                           submitted(late), moved(CLOSES + timedelta(days=1)), submitted(late))  # fmt: skip
    assert [one.answer for one in verdicts] == ["new", "new", "new", "refused", "new", "new"]
    assert [entry.number for entry in state.entries_of(C)] == [1, 2]


def test_entries_for_a_campaign_that_is_not_there_are_refused() -> None:
    assert answers(play(submitted(filed(1)))[1]) == [("refused", "campaign-unknown")]


def test_an_entry_is_found_by_its_receipt_its_unit_and_its_author() -> None:
    state, _ = play(opened(), submitted(filed(1, unit_id="haizhou"), filed(2, author_ref="author-1")))
    found = state.entry_by_receipt("receipt-2")
    assert found is not None
    assert (found[0].campaign_id, found[1].filed.entry_id) == (C, "e2")
    assert [entry.filed.entry_id for entry in state.entries_of_unit(C, "haizhou")] == ["e1"]
    assert (state.sealed_contact(C, "author-1"), state.sealed_contact(C, "author-1", "e1")) == ("sealed-2", "sealed-1")
    assert state.sealed_contact(C, "author-9", "e1") is None


def test_a_citizen_is_known_until_erased_and_known_again_when_he_comes_back() -> None:
    known, erased = CitizenKnown("author-1", "sealed-phone", DURING), ContactErased("author-1", "office", DURING)
    state, _ = play(opened(), known)
    assert state.sealed_contact(C, "author-1") == "sealed-phone"
    apply(state, erased)
    assert ("author-1" in state.erased, state.sealed_contact(C, "author-1")) == (True, None)
    apply(state, known)
    assert ("author-1" in state.erased, state.sealed_contact(C, "author-1")) == (False, "sealed-phone")


def test_every_unsealing_is_counted() -> None:
    asked = ContactUnsealed(C, "author-1", "certificate", "e1", "notify", DURING)
    assert play(asked, asked)[0].unsealed == 2


ENTRIES = st.builds(
    lambda number, text, unit: filed(number, phrase_key=text, unit_id=unit),
    st.integers(1, 12), st.sampled_from("甲乙丙"), st.sampled_from(("haizhou", None)),
)  # fmt: skip


@given(st.lists(st.lists(ENTRIES, min_size=1, max_size=5), max_size=12))
def test_whatever_comes_in_is_numbered_without_gaps_and_linked_to_an_earlier_one(batches: list[list[object]]) -> None:
    state, verdicts = play(opened(), *(submitted(*batch) for batch in batches))  # type: ignore[arg-type]
    entries = state.entries_of(C)
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    assert len(entries) == sum(filing.accepted for one in verdicts for filing in one.filings)
    numbers = {entry.filed.entry_id: entry for entry in entries}
    for entry in entries:
        first = numbers[entry.duplicate_of] if entry.duplicate_of else entry
        assert (first.duplicate_of, first.filed.phrase_key) == (None, entry.filed.phrase_key)
        assert first.number <= entry.number


@given(st.lists(st.lists(ENTRIES, min_size=1, max_size=5), max_size=8))
def test_the_same_log_gives_the_same_state_and_the_same_verdicts(batches: list[list[object]]) -> None:
    events: list[LogEvent] = [opened(), *(submitted(*batch) for batch in batches)]  # type: ignore[arg-type]
    assert play(*events) == play(*events)


def test_the_rules_of_the_event_are_the_rules_of_the_campaign() -> None:
    state, _ = play(CampaignCreated(C, RULES, "request", "office", OPENS))
    assert state.campaigns[C].rules == RULES
