"""The three readings of 奖项不重复获得, to the yuan."""

from collections import Counter

import pytest
from review.domain.prizes import Amounts, Lists, Reading, beside_the_winner, prizes, total

ENTRIES = tuple(f"e{number:02}" for number in range(50))
ORDER = ENTRIES[:20]
TEN = ORDER[:10]
WINNER = ORDER[1]


def lists(excellent: tuple[str, ...] = TEN) -> Lists:
    return Lists(ENTRIES, ORDER, excellent, WINNER)


def by_tier(given: Lists, reading: Reading) -> dict[str, int]:
    paid: Counter[str] = Counter()
    for prize in prizes(given, Amounts(), reading):
        paid[prize.tier] += prize.amount
    return dict(paid)


def test_nested_pays_the_best_prize_only_48000() -> None:
    assert total(prizes(lists(), Amounts(), "nested")) == 48_000
    assert by_tier(lists(), "nested") == {"winner": 20_000, "excellent": 18_000, "nominee": 10_000, "finalist": 0}


def test_beside_puts_the_winner_next_to_ten_others_49000() -> None:
    eleven = beside_the_winner(ORDER, TEN, WINNER)
    assert eleven == (*TEN, ORDER[10])
    assert total(prizes(lists(eleven), Amounts(), "beside")) == 49_000
    assert by_tier(lists(eleven), "beside")["excellent"] == 20_000


def test_separate_pays_three_lists_60000() -> None:
    given = prizes(lists(), Amounts(), "separate")
    assert total(given) == 60_000
    assert next(prize.amount for prize in given if prize.tier == "winner") == 23_000


@pytest.mark.parametrize("reading", ["nested", "beside", "separate"])
def test_every_finalist_has_one_line_and_the_souvenir(reading: Reading) -> None:
    given = prizes(lists(), Amounts(), reading)
    assert sorted(prize.entry_id for prize in given) == list(ENTRIES)
    assert all(prize.souvenir for prize in given)


def test_certificates_go_to_nominees_and_better() -> None:
    given = prizes(lists(), Amounts(), "nested")
    assert {prize.entry_id for prize in given if prize.certificate} == set(ORDER)


def test_prizes_belong_to_entries_and_are_not_merged_by_author() -> None:
    """Nothing about authors goes into the reckoning, so two entries of one author are two prizes."""
    assert Counter(prize.amount for prize in prizes(lists(), Amounts(), "nested")) == {
        20_000: 1,
        2_000: 9,
        1_000: 10,
        0: 30,
    }
