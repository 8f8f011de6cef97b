"""The positive control: tallies as they are often built go through the same harness, and must be caught."""

import pytest

from tests.faults.simulation.naive import CountersInStore, NaiveTally, TwoTables
from tests.faults.simulation.run import Setting, simulate

WITHIN_SEEDS = 200
CONTROLS = [
    (CountersInStore, "save-doubled"),
    (CountersInStore, "save-unknown"),
    (CountersInStore, "killed-midway"),
    (CountersInStore, "flush-all"),
    (TwoTables, "tally-killed"),
    (TwoTables, "killed-midway"),
    (TwoTables, "skip"),
]
"""Each with one fault alone, so that nothing else can have found it."""


def wrong(tally: type[NaiveTally], only: frozenset[str] | None, seed: int) -> list[str]:
    return simulate(seed, Setting(only, tally, exact=False)).wrong


@pytest.mark.parametrize(("tally", "fault"), CONTROLS)
def test_a_naive_tally_is_caught_with_a_single_kind_of_fault(tally: type[NaiveTally], fault: str) -> None:
    assert any(wrong(tally, frozenset([fault]), seed) for seed in range(WITHIN_SEEDS))


@pytest.mark.parametrize("tally", [CountersInStore, TwoTables])
def test_a_naive_tally_is_caught_by_the_schedules_that_ours_withstands(tally: type[NaiveTally]) -> None:
    assert any(wrong(tally, None, seed) for seed in range(WITHIN_SEEDS))


@pytest.mark.parametrize("tally", [CountersInStore, TwoTables])
def test_without_faults_even_a_naive_tally_is_right(tally: type[NaiveTally]) -> None:
    assert [seed for seed in range(20) if wrong(tally, frozenset(), seed)] == []
