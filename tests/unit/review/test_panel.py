"""Who may score, and what a judge sees."""

from decimal import Decimal

import pytest
from review.domain.panel import Abstention, Conflict, Panel, Sheet
from review.domain.scores import Marks

FINALISTS = ["e1", "e2"]
GOOD = Marks(Decimal(90), Decimal(80), Decimal(70))
OTHER = Marks(Decimal(60), Decimal(60), Decimal(60))


@pytest.fixture
def panel() -> Panel:
    seated = Panel()
    seated.seat(["chen", "wang"])
    return seated


def test_only_judges_of_the_panel_score(panel: Panel) -> None:
    assert panel.refusal("zhao", [Sheet("e1", GOOD)], FINALISTS) == "not-on-panel"
    assert panel.refusal("chen", [Sheet("e1", GOOD)], FINALISTS) is None


def test_only_finalists_are_scored(panel: Panel) -> None:
    assert panel.refusal("chen", [Sheet("e9", GOOD)], FINALISTS) == "not-a-finalist"


def test_marks_stay_on_the_scale(panel: Panel) -> None:
    too_much = Marks(Decimal("100.01"), Decimal(0), Decimal(0))
    assert panel.refusal("chen", [Sheet("e1", too_much)], FINALISTS) == "marks-out-of-range"


def test_blind_a_judge_sees_only_his_own_marks(panel: Panel) -> None:
    panel.take("chen", [Sheet("e1", GOOD)])
    panel.take("wang", [Sheet("e1", OTHER)])
    assert panel.ballot_of("chen") == {"e1": GOOD}
    assert panel.ballot_of("zhao") == {}


def test_an_abstention_needs_a_reason_and_carries_no_penalty(panel: Panel) -> None:
    assert panel.refusal("chen", [Sheet("e1", Abstention(" "))], FINALISTS) == "abstention-without-reason"
    panel.take("chen", [Sheet("e1", Abstention("本人作品"))])
    panel.take("wang", [Sheet("e1", OTHER)])
    assert panel.marks_of("e1") == [OTHER]


def test_a_known_conflict_counts_as_an_abstention_and_cannot_be_scored() -> None:
    panel = Panel()
    panel.seat(["chen"], [Conflict("chen", "e1")])
    assert panel.refusal("chen", [Sheet("e1", GOOD)], FINALISTS) == "conflict-of-interest"
    panel.take("chen", [Sheet("e2", GOOD)])
    assert panel.missing(FINALISTS) == {}


def test_a_full_ballot_scores_or_abstains_on_everyone(panel: Panel) -> None:
    panel.take("chen", [Sheet("e1", GOOD), Sheet("e2", Abstention("本人作品"))])
    assert panel.missing(FINALISTS) == {"wang": 2}


def test_a_judge_may_correct_himself_and_repeating_changes_nothing(panel: Panel) -> None:
    assert panel.take("chen", [Sheet("e1", GOOD)]) == 1
    assert panel.take("chen", [Sheet("e1", GOOD)]) == 0
    assert panel.take("chen", [Sheet("e1", OTHER)]) == 1
    assert panel.marks_of("e1") == [OTHER]


def test_a_judge_who_leaves_takes_his_marks_with_him(panel: Panel) -> None:
    panel.take("wang", [Sheet("e1", OTHER)])
    assert panel.seat(["chen"]) is True
    assert panel.seat(["chen"]) is False
    assert panel.marks_of("e1") == []
