"""Ratios with their spread, quantiles and verdicts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.figures import Figure, Spread, Target, alternated, over, quantile, spread


def test_a_machine_that_grows_slower_favours_nobody() -> None:
    speed = iter(range(100, 0, -1))
    order: list[str] = []

    def spell(name: str) -> float:
        order.append(name)
        return next(speed) * {"ours": 6.0, "quick": 3.0, "slow": 1.0}[name]

    found = alternated(spell, "ours", ["quick", "slow"], 2)

    assert "".join(name[0] for name in order) == "oqosoqoso"
    assert [found["quick"].least, found["quick"].most] == pytest.approx([2.0, 2.0])
    assert found["slow"].middle == pytest.approx(6.0)


def test_figures_of_different_times_are_compared_with_the_worst_and_the_best_that_can_be() -> None:
    assert over(Spread(20.0, 10.0, 30.0, 3), Spread(2.0, 1.0, 5.0, 4)) == Spread(10.0, 2.0, 30.0, 3)


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
