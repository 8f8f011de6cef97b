"""What the judges and the voters of a rehearsal do, and our own reckoning of it."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from recheck.panel import Round

from deploy.local.rehearsal import scoring
from deploy.local.rehearsal.voters import Ballot, choices, owed

ENTRIES = [f"entry-{number:02}" for number in range(50)]
NOON = datetime(2026, 5, 1, 4, tzinfo=UTC)
JUDGES = ["j1", "j2", "j3"]
RULES = {"political": 0.4, "guidance": 0.3, "form": 0.3}
BALLOT = Ballot("rehearsal-1", "rehearsal-1-vote", tuple(ENTRIES[:20]), 3)


def test_scores_stay_within_a_hundred() -> None:
    values = [value for judge in range(3) for entry in range(50) for value in scoring.scores(judge, entry).values()]

    assert min(values) >= 0
    assert max(values) <= 100


def received() -> dict[str, datetime]:
    return {entry: NOON + timedelta(minutes=place) for place, entry in enumerate(ENTRIES)}


def seated(each: int | None = None) -> Round:
    model = Round()
    model.seat({"judges": JUDGES, "conflicts": [], "seed": "s"}, ENTRIES, each, {("j2", "entry-00")})
    return model


def shares(model: Round) -> dict[str, list[str]]:
    barred = model.computed
    return {judge: [entry for entry in ENTRIES if (judge, entry) not in barred] for judge in JUDGES}


@pytest.mark.parametrize("weights", [(), (Fraction(4, 10), Fraction(3, 10))])
def test_a_tie_is_made_at_the_cut_and_the_rule_decides(weights: tuple[Fraction, ...]) -> None:
    model = seated()
    given = scoring.sheets(shares(model), ENTRIES)
    before = scoring.cut_order(model, given, RULES, received())
    assert before[19].figure != before[20].figure

    scoring.tie(given, before, 20, weights)
    order = scoring.cut_order(model, given, RULES, received())

    pair = [before[19].entry_id, before[20].entry_id]
    assert order[19].figure == order[20].figure
    assert [order[19].entry_id, order[20].entry_id] == (pair[::-1] if weights else sorted(pair))
    assert all(0 <= mark <= 100 for own in given.values() for said in own.values() for mark in said.values()
               if not isinstance(mark, str | bool))  # fmt: skip


def test_what_a_judge_must_not_score_is_not_among_his_sheets() -> None:
    model = seated()
    given = scoring.sheets(shares(model), ENTRIES)

    assert "entry-00" not in given["j2"]
    assert len(given["j1"]) == 50


def test_one_judge_abstains_on_one_entry() -> None:
    lines = [line for judge in range(3) for line in scoring.ballot(judge, ENTRIES)]

    assert sum("abstain" in line for line in lines) == 1
    assert len(lines) == 150


def test_every_voter_names_one_to_three_different_entries() -> None:
    votes = [choices(BALLOT, voter) for voter in range(3_200)]

    assert {len(vote) for vote in votes} == {1, 2, 3}
    assert all(len(set(vote)) == len(vote) for vote in votes)
    assert sum(owed(BALLOT, range(3_200)).values()) == sum(len(vote) for vote in votes)


def test_votes_make_a_board_with_a_leader() -> None:
    counts = Counter(owed(BALLOT, range(3_200)))

    assert len(counts) == 20
    assert counts.most_common(1)[0][1] > counts.most_common()[-1][1] * 1.5
