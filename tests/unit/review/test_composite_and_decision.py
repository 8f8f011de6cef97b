"""Expert and public opinion together, and the one decision."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from review.domain.composite import Nominee, Normalisation, Weighing, compose
from review.domain.decision import Decision, refusal
from review.domain.selection_rules import SelectionRules

from tests.unit.review.selection_play import Play

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HALF = Weighing()
FULL = Fraction(100)


def nominee(entry: str, expert: str, votes: int, later: int = 0) -> Nominee:
    return Nominee(entry, Fraction(expert), Fraction(expert), votes, NOON + timedelta(seconds=later))


ONE = ("leader",)


def decided(entry: str = "e1", statement: str = "确定为中选作品", leader: str = "li", role: str = "leader") -> Decision:
    return Decision(entry, statement, leader, NOON, role)


def test_both_figures_are_laid_on_0_to_100_and_weighed() -> None:
    lines = compose([nominee("a", "90", 100), nominee("b", "85", 400), nominee("c", "80", 200)], HALF)
    assert [(line.entry_id, line.expert, line.public, line.composite) for line in lines] == [
        ("b", Fraction(50), Fraction(100), Fraction(75)),
        ("a", Fraction(100), Fraction(0), Fraction(50)),
        ("c", Fraction(0), Fraction(100, 3), Fraction(50, 3)),
    ]


def test_the_pack_says_how_much_the_public_counts() -> None:
    field = [nominee("experts", "90", 0), nominee("public", "80", 10)]
    assert compose(field, Weighing(Decimal("0.2")))[0].entry_id == "experts"
    assert compose(field, Weighing(Decimal("0.8")))[0].entry_id == "public"
    assert compose(field, Weighing(Decimal("0.8")))[0].composite == 80


def test_equal_composites_go_by_expert_mean_then_the_earlier_submission() -> None:
    field = [nominee("public", "80", 10), nominee("experts", "90", 0)]
    assert [line.entry_id for line in compose(field, HALF)] == ["experts", "public"]
    twins = [nominee("late", "80", 5, later=2), nominee("early", "80", 5, later=1)]
    assert [(line.entry_id, line.composite) for line in compose(twins, HALF)] == [("early", FULL), ("late", FULL)]


def test_without_a_single_vote_the_experts_decide() -> None:
    lines = compose([nominee("a", "80", 0), nominee("b", "90", 0)], HALF)
    assert [(line.entry_id, line.composite) for line in lines] == [("b", FULL), ("a", FULL / 2)]


FIELD = [nominee("a", "90", 100), nominee("b", "85", 400), nominee("c", "80", 200), nominee("d", "80", 200)]


def test_by_share_twice_the_votes_are_twice_the_figure() -> None:
    lines = {line.entry_id: line for line in compose(FIELD, Weighing(normalisation="share"))}
    assert [lines[entry].public for entry in "abcd"] == [25, 100, 50, 50]
    assert lines["b"].expert == Fraction(8500, 90)


def test_by_rank_only_the_order_counts_and_equal_ones_share_their_place() -> None:
    lines = {line.entry_id: line for line in compose(FIELD, Weighing(normalisation="rank"))}
    assert [lines[entry].public for entry in "abcd"] == [0, 100, 50, 50]
    assert [lines[entry].expert for entry in "abcd"] == [100, Fraction(200, 3), Fraction(50, 3), Fraction(50, 3)]


def test_votes_beyond_the_cap_do_not_count_in_the_composite_but_are_told() -> None:
    lines = {line.entry_id: line for line in compose(FIELD, Weighing(cap=200))}
    assert [lines[entry].votes for entry in "abcd"] == [100, 400, 200, 200]
    assert [lines[entry].public for entry in "abcd"] == [0, 100, 100, 100]


@pytest.mark.parametrize("normalisation", ["range", "share", "rank"])
def test_where_all_are_equal_each_has_a_hundred(normalisation: Normalisation) -> None:
    same = [nominee("a", "80", 0), nominee("b", "80", 0)]
    assert {line.composite for line in compose(same, Weighing(normalisation=normalisation))} == {FULL}


def test_the_weighing_is_fixed_and_told_when_the_vote_is_called() -> None:
    play = Play(SelectionRules(public_weight=Decimal("0.8"))).to_nominees()
    play.call()
    play.campaign.rules = replace(play.campaign.rules, selection=SelectionRules(public_weight=Decimal("0.1")))
    play.certify({"e19": 500})
    assert play.selection.contest is not None
    assert play.selection.contest.weighing.public_weight == Decimal("0.8")
    assert play.selection.composite[0].entry_id == "e19"


def test_the_winner_is_one_of_the_ten() -> None:
    assert refusal(decided("e9"), ONE, ["e1", "e2"], None) == "not-excellent"
    assert refusal(decided("e2"), ONE, ["e1", "e2"], None) is None


def test_the_ten_come_before_the_decision() -> None:
    assert refusal(decided(), ONE, [], None) == "excellent-not-cut"


def test_only_the_leader_decides() -> None:
    assert refusal(decided(role="organiser"), ONE, ["e1"], None) == "not-the-leader"


def test_a_decision_needs_a_statement() -> None:
    assert refusal(decided(statement="  "), ONE, ["e1"], None) == "statement-required"


def test_the_first_decision_holds_and_may_be_repeated() -> None:
    assert refusal(decided("e2"), ONE, ["e1", "e2"], decided("e1")) == "already-decided"
    assert refusal(decided(leader="zhou"), ONE, ["e1"], decided()) == "already-decided"
    assert refusal(decided(), ONE, ["e1"], decided()) is None
