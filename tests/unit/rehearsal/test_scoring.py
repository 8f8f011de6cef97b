"""Our own reckoning of the cut, the votes, the prizes and the leaks."""

from collections import Counter
from fractions import Fraction

import pytest
from contracts.campaign import Prizes

from deploy.local.rehearsal import prizes, scoring
from deploy.local.rehearsal.recompute import prizes_of
from deploy.local.rehearsal.voters import Ballot, choices, owed

ENTRIES = [f"entry-{number:02}" for number in range(50)]
WEIGHTS = {"political": Fraction(4, 10), "guidance": Fraction(3, 10), "form": Fraction(3, 10)}
BALLOT = Ballot("rehearsal-1", "rehearsal-1-vote", tuple(ENTRIES[:20]), 3)


def test_scores_stay_within_a_hundred() -> None:
    values = [value for judge in range(3) for entry in range(50) for value in scoring.scores(judge, entry).values()]

    assert min(values) >= 0
    assert max(values) <= 100


def test_the_twentieth_and_the_twenty_first_differ() -> None:
    means = scoring.ranking(ENTRIES, WEIGHTS, dict.fromkeys(ENTRIES, ""))

    assert means[19].total > means[20].total


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


def test_nested_prizes_add_up_to_48000() -> None:
    paid = prizes.nested(ENTRIES[:20], ENTRIES[:10], ENTRIES[3])

    assert sum(paid.values()) == 48_000
    assert Counter(paid.values()) == {20_000: 1, 2_000: 9, 1_000: 10}


@pytest.mark.parametrize(("reading", "excellent", "total"),
                         [("nested", ENTRIES[:10], 48_000), ("beside", ENTRIES[1:11], 49_000),
                          ("separate", ENTRIES[:10], 60_000)])  # fmt: skip
def test_the_recount_knows_every_reading(reading: str, excellent: list[str], total: int) -> None:
    rules = Prizes.model_validate({"reading": reading})

    assert sum(prizes_of(rules, ENTRIES[:20], excellent, ENTRIES[:1])) == total
