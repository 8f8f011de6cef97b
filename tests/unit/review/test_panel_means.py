"""Three methods by which the judges' marks become one figure (专家论证)."""

from decimal import Decimal
from fractions import Fraction

from review.domain.panel_means import panel_means
from review.domain.scores import Marks, Weights, shown
from review.domain.selection_rules import PanelRules

EVEN = Weights()


def marks(mark: str) -> Marks:
    return Marks(Decimal(mark), Decimal(mark), Decimal(mark))


def totals(ballots: dict[str, dict[str, Marks]], rules: PanelRules) -> dict[str, Fraction]:
    entries = sorted({entry for ballot in ballots.values() for entry in ballot})
    return {entry: mean.total for entry, mean in panel_means(ballots, entries, EVEN, rules).items()}


def test_the_plain_mean_counts_every_judge() -> None:
    ballots = {judge: {"e": marks(mark)} for judge, mark in (("a", "90"), ("b", "60"), ("c", "81"))}
    assert totals(ballots, PanelRules()) == {"e": Fraction(77)}


def test_the_trimmed_mean_leaves_out_the_highest_and_the_lowest_judge() -> None:
    ballots = {judge: {"e": marks(mark)} for judge, mark in (("a", "100"), ("b", "80"), ("c", "82"), ("d", "0"))}
    assert totals(ballots, PanelRules("trimmed", 1)) == {"e": Fraction(81)}
    assert panel_means(ballots, ["e"], EVEN, PanelRules("trimmed", 1))["e"].judges == 2


def test_too_few_judges_to_trim_are_all_counted() -> None:
    ballots = {judge: {"e": marks(mark)} for judge, mark in (("a", "100"), ("b", "80"))}
    assert totals(ballots, PanelRules("trimmed", 1)) == {"e": Fraction(90)}


def test_standard_scores_make_a_strict_and_a_lenient_judge_alike() -> None:
    strict = {"x": marks("10"), "y": marks("20"), "z": marks("30")}
    lenient = {"x": marks("90"), "y": marks("95"), "z": marks("100")}
    figures = totals({"strict": strict, "lenient": lenient}, PanelRules("standard"))
    assert figures["y"] == 50
    assert [shown(figures[entry]) for entry in "xz"] == [Decimal("37.7526"), Decimal("62.2474")]
    assert totals({"strict": strict}, PanelRules("standard")) == figures


def test_a_judge_who_gives_everyone_the_same_decides_nothing() -> None:
    flat = {entry: marks("70") for entry in "xyz"}
    apart = {"x": marks("10"), "y": marks("20"), "z": marks("30")}
    figures = totals({"flat": flat, "apart": apart}, PanelRules("standard"))
    assert sorted(figures, key=lambda entry: figures[entry]) == ["x", "y", "z"]
    assert totals({"flat": flat}, PanelRules("standard")) == dict.fromkeys("xyz", Fraction(50))


def test_equal_standard_scores_stay_equal_so_that_the_tie_rule_decides() -> None:
    one = {"x": marks("1"), "y": marks("2"), "z": marks("4")}
    other = {"x": marks("2"), "y": marks("1"), "z": marks("4")}
    figures = totals({"a": one, "b": other}, PanelRules("standard"))
    assert figures["x"] == figures["y"]


def test_an_entry_that_nobody_scored_has_no_figure() -> None:
    assert panel_means({"a": {}}, ["e"], EVEN, PanelRules()) == {}
