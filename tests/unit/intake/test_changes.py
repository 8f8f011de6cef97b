"""Editing and withdrawing: until the deadline, which the log decides; the earliest of equal texts stands throughout."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake.domain.entries import Entry
from intake.domain.events import EntryEdited, EntryWithdrawn, LogEvent

from tests.unit.intake.change_play import LATER, edited, entry_of, life, links, restored, withdrawn
from tests.unit.intake.log_play import CLOSES, C, filed, submitted

SAME = {"phrase_key": "同"}
AFTER: dict[str, Any] = {"at": CLOSES + timedelta(days=1), "by": "office"}


def codes(*events: LogEvent) -> list[str]:
    return [verdict.code for verdict in life(*events)[1]]


def test_an_edit_puts_other_words_in_and_keeps_the_former() -> None:
    state, [_, verdict] = life(submitted(filed(1)), edited(1, "新"))
    entry = entry_of(state, 1)
    assert (entry.filed.phrase, entry.filed.explanation, entry.filed.sealed_contact) == ("新", "说明新", "sealed-新")
    assert (entry.version, entry.revision, entry.changed_at) == (2, 2, LATER)
    assert [one.phrase for one in entry.former] == ["示例1"]
    assert (verdict.answer, verdict.changed) == ("new", (entry,))
    assert state.sealed_contact(C, "author-1") == "sealed-新"


def test_of_two_edits_that_saw_the_same_version_the_first_holds_and_the_second_is_told() -> None:
    state, verdicts = life(submitted(filed(1)), edited(1, "甲"), edited(1, "乙"), edited(1, "丙", replaces=2))
    assert [one.code for one in verdicts] == ["", "", "edited-meanwhile", ""]
    assert entry_of(state, 1).filed.phrase == "丙"


@pytest.mark.parametrize("change", [edited(1, "新"), withdrawn(1), withdrawn(1, by="unit")])
def test_the_log_decides_at_the_deadline(change: EntryEdited | EntryWithdrawn) -> None:
    """Document 000, calendar: entries are edited and withdrawn until submissions close; that moment is too late."""
    last, late = (replace(change, at=CLOSES + shift) for shift in (-timedelta(seconds=1), timedelta()))
    assert codes(submitted(filed(1)), last) == ["", ""]
    assert codes(submitted(filed(1)), late) == ["", "submissions-closed"]


def test_after_the_deadline_the_office_withdraws_with_a_reason_and_may_take_that_back() -> None:
    state, verdicts = life(
        submitted(filed(1)),
        withdrawn(1, **AFTER),
        withdrawn(1, reason="作者来函", **AFTER),
        restored(1, **AFTER),
        edited(1, "新", replaces=3, **AFTER),
    )
    assert [one.code for one in verdicts] == ["", "reason-required", "", "", "submissions-closed"]
    assert (entry_of(state, 1).withdrawn, entry_of(state, 1).version) == (None, 3)


def test_when_the_earliest_of_equal_texts_is_withdrawn_the_next_earliest_stands() -> None:
    state, verdicts = life(submitted(*(filed(number, **SAME) for number in (1, 2, 3))), withdrawn(1))
    assert links(state) == {"e1": None, "e2": None, "e3": "e2"}
    assert [one.filed.entry_id for one in verdicts[-1].changed] == ["e1", "e2", "e3"]
    found = [entry_of(state, number) for number in (1, 2, 3)]
    assert [(one.version, one.revision) for one in found] == [(2, 2), (1, 2), (1, 2)]


def test_when_the_earliest_changes_its_text_the_next_earliest_stands_and_it_comes_last_where_it_goes() -> None:
    state, verdicts = life(submitted(filed(1, **SAME), filed(2, **SAME), filed(3, phrase_key="别")), edited(1, "别"))
    assert links(state) == {"e1": "e3", "e2": None, "e3": None}
    assert [one.filed.entry_id for one in verdicts[-1].changed] == ["e1", "e2"]


def test_another_explanation_leaves_an_entry_in_its_place() -> None:
    state, verdicts = life(submitted(filed(1, phrase_key="甲"), filed(2, phrase_key="甲")), edited(1, "甲"))
    assert (links(state), [one.filed.entry_id for one in verdicts[-1].changed]) == ({"e1": None, "e2": "e1"}, ["e1"])


def test_a_restored_entry_stands_behind_those_who_had_its_text_meanwhile() -> None:
    state, _ = life(submitted(filed(1, **SAME)), withdrawn(1), submitted(filed(2, **SAME)), restored(1))
    assert links(state) == {"e1": "e2", "e2": None}


@pytest.mark.parametrize(
    ("withdrew", "restores", "code"),
    [("author", "author", ""), ("unit", "author", ""), ("office", "author", "withdrawn-by-another"),
     ("author", "office", "withdrawn-by-another"), ("office", "office", "")],
)  # fmt: skip
def test_who_may_take_a_withdrawal_back(withdrew: str, restores: str, code: str) -> None:
    assert codes(submitted(filed(1)), withdrawn(1, by=withdrew, reason="理由"), restored(1, by=restores))[-1] == code


def test_what_is_withdrawn_is_not_edited_nor_withdrawn_again_and_what_stands_not_restored() -> None:
    twice = (edited(1, "新", 2), withdrawn(1, 2))
    assert codes(submitted(filed(1)), withdrawn(1), *twice) == ["", "", "entry-withdrawn", "entry-withdrawn"]
    assert codes(submitted(filed(1)), restored(1, 1), edited(9, "新")) == ["", "entry-stands", "entry-unknown"]


def test_nobody_has_two_entries_of_one_text() -> None:
    one, other = filed(1, author_ref="a"), filed(2, author_ref="a", phrase_key="乙")
    assert codes(submitted(one, other), edited(1, "乙")) == ["", "entry-exists"]
    assert codes(submitted(one, filed(2, phrase_key="乙")), edited(1, "乙")) == ["", ""]


def test_the_old_text_and_the_new_one_handed_in_again_are_the_edited_entry() -> None:
    """The same 汇总表 again creates nothing, whether it was made before the edit or after it."""
    state, verdicts = life(
        submitted(filed(1)), edited(1, "新"), submitted(filed(1)), submitted(filed(1, entry_id="id-of-新"))
    )
    assert [one.accepted for verdict in verdicts[2:] for one in verdict.filings] == [False, False]
    assert [entry.filed.phrase for entry in state.entries_of(C)] == ["新"]


def test_what_an_author_and_a_unit_handed_in_is_found_with_what_became_of_it() -> None:
    state, _ = life(submitted(filed(1, unit_id="haizhou"), filed(2, unit_id="haizhou")), withdrawn(1, by="unit"))
    found = state.entries_of_unit(C, "haizhou")
    assert [(one.filed.entry_id, one.withdrawn is None) for one in found] == [("e1", False), ("e2", True)]
    [(campaign, entry)] = state.entries_of_author("author-1")
    assert (campaign.campaign_id, entry.withdrawn is None) == (C, False)


STEPS = st.one_of(
    st.builds(
        lambda number, text: submitted(filed(number, phrase_key=text, phrase=text)),
        st.integers(1, 6), st.sampled_from("甲乙丙"),
    ),
    st.builds(edited, st.integers(1, 6), st.sampled_from("甲乙丙"), st.integers(1, 4)),
    st.builds(withdrawn, st.integers(1, 6), st.integers(1, 4)),
    st.builds(restored, st.integers(1, 6), st.integers(1, 4)),
)  # fmt: skip


def stand_alone(entries: list[Entry]) -> bool:
    """Whether exactly one of some entries of one text stands, and the others are linked to it."""
    firsts = [entry.filed.entry_id for entry in entries if entry.duplicate_of is None]
    linked = {entry.duplicate_of for entry in entries} - {None}
    return len(firsts) == 1 and linked <= set(firsts)


@settings(deadline=None)
@given(st.lists(STEPS, max_size=40))
def test_whatever_happens_exactly_one_entry_stands_for_each_text(steps: list[LogEvent]) -> None:
    standing = [entry for entry in life(*steps)[0].entries_of(C) if entry.withdrawn is None]
    texts = {entry.filed.phrase_key for entry in standing}
    assert all(stand_alone([entry for entry in standing if entry.filed.phrase_key == text]) for text in texts)


@settings(deadline=None)
@given(st.lists(STEPS, max_size=40))
def test_whatever_happens_the_public_is_told_the_last_of_it_in_rising_versions(steps: list[LogEvent]) -> None:
    state, verdicts = life(*steps)
    told: dict[str, Entry] = {}
    for verdict in verdicts:
        for entry in (*(one.entry for one in verdict.filings if one.accepted), *verdict.changed):
            assert entry.revision == (told[entry.filed.entry_id].revision + 1 if entry.filed.entry_id in told else 1)
            told[entry.filed.entry_id] = entry
    assert told == {entry.filed.entry_id: entry for entry in state.entries_of(C)}
