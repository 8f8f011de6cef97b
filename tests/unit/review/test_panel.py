"""Who may score, and what a judge sees."""

from decimal import Decimal

import pytest
from review.domain.assignment import Draw
from review.domain.panel import Abstention, Conflict, Panel, Seating, Sheet
from review.domain.scores import Marks

FINALISTS = ["e1", "e2"]
GOOD = Marks(Decimal(90), Decimal(80), Decimal(70))
OTHER = Marks(Decimal(60), Decimal(60), Decimal(60))


@pytest.fixture
def panel() -> Panel:
    seated = Panel()
    seat(seated, "chen", "wang")
    return seated


def seat(panel: Panel, *judges: str, conflicts: tuple[Conflict, ...] = (), draw: Draw | None = None) -> bool:
    return panel.seat(Seating(judges, conflicts, draw), FINALISTS, frozenset())


def marks_of(panel: Panel, entry: str) -> list[Marks]:
    return [ballot[entry] for ballot in panel.marks().values() if entry in ballot]


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
    assert marks_of(panel, "e1") == [OTHER]


def test_a_known_conflict_counts_as_an_abstention_and_cannot_be_scored() -> None:
    panel = Panel()
    seat(panel, "chen", conflicts=(Conflict("chen", "e1"),))
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
    assert marks_of(panel, "e1") == [OTHER]


def test_a_judge_who_leaves_takes_his_marks_with_him(panel: Panel) -> None:
    panel.take("wang", [Sheet("e1", OTHER)])
    assert seat(panel, "chen") is True
    assert seat(panel, "chen") is False
    assert marks_of(panel, "e1") == []


def test_with_a_draw_a_judge_scores_what_is_his_and_nothing_else() -> None:
    panel = Panel()
    seat(panel, "chen", "wang", draw=Draw(1, "seed"))
    mine = {judge: [entry for entry in FINALISTS if panel.scores(judge, entry)] for judge in panel.judges}
    assert sorted(entry for entries in mine.values() for entry in entries) == FINALISTS
    assert panel.missing(FINALISTS) == {"chen": 1, "wang": 1}
    (foreign,) = mine["wang"]
    assert panel.refusal("chen", [Sheet(foreign, GOOD)], FINALISTS) == "not-assigned"


def test_the_seed_of_the_first_draw_stays_so_that_nobody_draws_until_it_suits_him() -> None:
    panel = Panel()
    seat(panel, "chen", "wang", draw=Draw(1, "first"))
    before = panel.assigned
    assert seat(panel, "chen", "wang", draw=Draw(1, "second")) is False
    assert panel.assigned == before
    assert panel.draw == Draw(1, "first")
