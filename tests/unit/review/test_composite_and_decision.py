"""Expert and public opinion together, and the one decision."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from review.domain.composite import Nominee, compose
from review.domain.decision import Decision, refusal

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HALF = Decimal("0.5")
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
    assert compose(field, Decimal("0.2"))[0].entry_id == "experts"
    assert compose(field, Decimal("0.8"))[0].entry_id == "public"
    assert compose(field, Decimal("0.8"))[0].composite == 80


def test_equal_composites_go_by_expert_mean_then_the_earlier_submission() -> None:
    field = [nominee("public", "80", 10), nominee("experts", "90", 0)]
    assert [line.entry_id for line in compose(field, HALF)] == ["experts", "public"]
    twins = [nominee("late", "80", 5, later=2), nominee("early", "80", 5, later=1)]
    assert [(line.entry_id, line.composite) for line in compose(twins, HALF)] == [("early", FULL), ("late", FULL)]


def test_without_a_single_vote_the_experts_decide() -> None:
    lines = compose([nominee("a", "80", 0), nominee("b", "90", 0)], HALF)
    assert [(line.entry_id, line.composite) for line in lines] == [("b", FULL), ("a", FULL / 2)]


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
