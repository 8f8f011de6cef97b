"""The draw of entries to judges: balanced, repeatable, and never against a conflict."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review.domain.assignment import Draw, assign

JUDGES = [f"judge{n}" for n in range(1, 8)]
ENTRIES = [f"e{n:03}" for n in range(600)]


def judges_of(assigned: dict[str, frozenset[str]], entry: str) -> set[str]:
    return {judge for judge, entries in assigned.items() if entry in entries}


def test_each_entry_has_its_judges_and_no_judge_has_two_more_than_another() -> None:
    assigned = dict(assign(JUDGES, ENTRIES, (), Draw(3, "seed"), {}))
    assert {len(judges_of(assigned, entry)) for entry in ENTRIES} == {3}
    loads = [len(entries) for entries in assigned.values()]
    assert max(loads) - min(loads) <= 1


def test_the_same_seed_draws_the_same_and_another_seed_another() -> None:
    drawn = assign(JUDGES, ENTRIES, (), Draw(3, "seed"), {})
    assert assign(JUDGES, list(reversed(ENTRIES)), (), Draw(3, "seed"), {}) == drawn
    assert assign(JUDGES, ENTRIES, (), Draw(3, "other"), {}) != drawn


def test_a_conflict_is_never_drawn_and_costs_the_entry_no_judge() -> None:
    barred = {("judge1", entry) for entry in ENTRIES[:200]}
    assigned = dict(assign(JUDGES, ENTRIES, barred, Draw(3, "seed"), {}))
    assert assigned["judge1"].isdisjoint(ENTRIES[:200])
    assert {len(judges_of(assigned, entry)) for entry in ENTRIES} == {3}


def test_an_entry_with_fewer_judges_left_has_all_of_them() -> None:
    barred = {(judge, "e000") for judge in JUDGES[2:]}
    assert judges_of(dict(assign(JUDGES, ENTRIES, barred, Draw(3, "s"), {})), "e000") == {"judge1", "judge2"}


def test_when_a_judge_leaves_the_others_keep_what_they_had() -> None:
    before = assign(JUDGES, ENTRIES, (), Draw(3, "seed"), {})
    after = dict(assign(JUDGES[:-1], ENTRIES, (), Draw(3, "seed"), before))
    assert all(before[judge] <= after[judge] for judge in JUDGES[:-1])
    assert {len(judges_of(after, entry)) for entry in ENTRIES} == {3}


@given(st.integers(1, 9), st.integers(0, 40), st.integers(1, 4), st.text(max_size=5))
def test_without_conflicts_it_is_balanced_whatever_the_numbers(judges: int, entries: int, each: int, seed: str) -> None:
    assigned = assign([f"j{n}" for n in range(judges)], [f"e{n}" for n in range(entries)], (), Draw(each, seed), {})
    loads = [len(some) for some in assigned.values()]
    assert sum(loads) == entries * min(each, judges)
    assert max(loads) - min(loads) <= 1


@pytest.mark.parametrize("seed", ["a", "b", "c"])
def test_chance_is_spread_no_pair_of_judges_meets_more_than_others_by_much(seed: str) -> None:
    assigned = dict(assign(JUDGES, ENTRIES, (), Draw(2, seed), {}))
    pairs = Counter(tuple(sorted(judges_of(assigned, entry))) for entry in ENTRIES)
    assert len(pairs) == 21
    assert max(pairs.values()) < 60
