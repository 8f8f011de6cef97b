"""Ratios with their spread, quantiles and verdicts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.figures import Figure, Spread, Target, quantile, ratios, spread


def test_each_of_theirs_is_held_against_the_mean_of_its_neighbours() -> None:
    # The machine grows slower from left to right; the ratio of the two stays 2.
    assert ratios([10.0, 8.0, 6.0], [4.5, 3.5]) == Spread(2.0, 2.0, 2.0, 2)


def test_a_measurement_without_neighbours_is_no_ratio() -> None:
    with pytest.raises(ValueError, match="2 measurements around 2"):
        ratios([1.0, 1.0], [1.0, 1.0])


def test_the_spread_is_the_middle_the_least_and_the_most() -> None:
    assert spread([5.0, 1.0, 3.0]) == Spread(3.0, 1.0, 5.0, 3)


@given(st.lists(st.floats(0, 1e9), min_size=1), st.sampled_from([0.5, 0.9, 0.95, 0.99, 1.0]))
def test_a_quantile_is_the_least_value_that_so_many_do_not_exceed(values: list[float], share: float) -> None:
    found = quantile(values, share)

    assert found in values
    assert sum(value <= found for value in values) >= share * len(values)
    assert sum(value < found for value in values) < share * len(values)


@pytest.mark.parametrize(
    ("target", "value", "verdict"),
    [
        (Target("at least", 0.65), 0.65, "met"),
        (Target("at least", 0.65), 0.64, "short"),
        (Target("at most", 25), 25.0, "met"),
        (Target("at most", 25), 25.1, "short"),
        (None, 1.0, ""),
    ],
)
def test_a_figure_says_whether_its_target_is_met(target: Target | None, value: float, verdict: str) -> None:
    assert Figure("x", spread([value]), "", target).verdict == verdict
