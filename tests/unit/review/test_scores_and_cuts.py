"""The panel's figures and the cut to twenty."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from review.domain.cuts import Candidate, cut
from review.domain.scores import Marks, Weights, mean_of, shown

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def marks(*values: str) -> Marks:
    political, guidance, form = (Decimal(value) for value in values)
    return Marks(political, guidance, form)


def one(entry: str, *keys: Fraction | int, later: int = 0) -> Candidate:
    return Candidate(entry, tuple(Fraction(key) for key in keys), NOON + timedelta(seconds=later))


def test_the_score_weighs_the_three_dimensions_of_the_pack() -> None:
    mean = mean_of([marks("90", "80", "70"), marks("80", "80", "80")], Weights())
    assert [mean.political, mean.guidance, mean.form] == [Fraction(85), Fraction(80), Fraction(75)]
    assert mean.total == Fraction("80.5")  # 0.4 x 85 + 0.3 x 80 + 0.3 x 75


def test_the_mean_is_over_the_judges_who_did_not_abstain() -> None:
    assert mean_of([marks("90", "90", "90"), marks("81", "81", "81")], Weights()).total == Fraction("85.5")
    with pytest.raises(ValueError, match="nobody scored"):
        mean_of([], Weights())


def test_thirds_are_exact_and_shown_with_four_decimals() -> None:
    mean = mean_of([marks("80", "80", "80"), marks("80", "80", "80"), marks("81", "81", "81")], Weights())
    assert mean.total == Fraction(241, 3)
    assert shown(mean.total) == Decimal("80.3333")


def test_equal_scores_reached_on_different_ways_are_equal() -> None:
    three = mean_of([marks("70", "70", "70"), marks("80", "80", "80"), marks("90", "90", "90")], Weights())
    seven = mean_of([marks("80", "80", "80")] * 7, Weights(Decimal("0.1"), Decimal("0.2"), Decimal("0.7")))
    assert three.total == seven.total


def test_the_cut_takes_the_higher_score_first() -> None:
    made = cut([one("c", 70), one("a", 90), one("b", 80)], 2)
    assert [entry.entry_id for entry in made.chosen] == ["a", "b"]
    assert made.tied_at_cut == ()


def test_equal_scores_are_settled_by_political_then_guidance_then_the_earlier_submission() -> None:
    field = [
        one("late", 80, 85, 70, later=9),
        one("early", 80, 85, 70, later=1),
        one("guided", 80, 85, 75, later=50),
        one("political", 80, 86, 60, later=99),
    ]
    assert [entry.entry_id for entry in cut(field, 4).chosen] == ["political", "guided", "early", "late"]


def test_a_tie_that_crosses_the_cut_is_reported_with_everyone_in_it() -> None:
    made = cut([one("a", 90), one("b", 80, later=2), one("c", 80, later=1), one("d", 80, later=3)], 2)
    assert [entry.entry_id for entry in made.chosen] == ["a", "c"]
    assert made.tied_at_cut == ("c", "b", "d")


def test_a_tie_that_stays_on_one_side_is_no_tie_at_the_cut() -> None:
    assert cut([one("a", 90), one("b", 90), one("c", 80), one("d", 80)], 2).tied_at_cut == ()


def test_a_cut_never_makes_do_with_a_short_list() -> None:
    with pytest.raises(ValueError, match="a cut of 3 out of 2"):
        cut([one("a", 1), one("b", 2)], 3)


def test_the_order_of_the_input_changes_nothing() -> None:
    field = [one(f"e{number}", number % 5, number % 3, later=number % 7) for number in range(50)]
    assert cut(field, 20).chosen == cut(list(reversed(field)), 20).chosen
