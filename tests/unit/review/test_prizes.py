"""The three readings of 奖项不重复获得, to the yuan."""

from collections import Counter

import pytest
from review.domain.prizes import Lists, Reading, Terms, beside_the_winner, explain, prizes, total

ENTRIES = tuple(f"e{number:02}" for number in range(50))
ORDER = ENTRIES[:20]
TEN = ORDER[:10]
WINNER = ORDER[1]


def lists(excellent: tuple[str, ...] = TEN) -> Lists:
    return Lists(ENTRIES, ORDER, excellent, WINNER)


def by_tier(given: Lists, reading: Reading) -> dict[str, int]:
    paid: Counter[str] = Counter()
    for prize in prizes(given, Terms(reading=reading)):
        paid[prize.tier] += prize.amount
    return dict(paid)


def test_nested_pays_the_best_prize_only_48000() -> None:
    assert total(prizes(lists(), Terms())) == 48_000
    assert by_tier(lists(), "nested") == {"winner": 20_000, "excellent": 18_000, "nominee": 10_000, "finalist": 0}


def test_beside_puts_the_winner_next_to_ten_others_49000() -> None:
    eleven = beside_the_winner(ORDER, TEN, WINNER)
    assert eleven == (*TEN, ORDER[10])
    assert total(prizes(lists(eleven), Terms(reading="beside"))) == 49_000
    assert by_tier(lists(eleven), "beside")["excellent"] == 20_000


def test_separate_pays_three_lists_60000() -> None:
    given = prizes(lists(), Terms(reading="separate"))
    assert total(given) == 60_000
    assert next(prize.amount for prize in given if prize.tier == "winner") == 23_000


@pytest.mark.parametrize("reading", ["nested", "beside", "separate"])
def test_every_finalist_has_one_line_and_the_souvenir(reading: Reading) -> None:
    given = prizes(lists(), Terms(reading=reading))
    assert sorted(prize.entry_id for prize in given) == list(ENTRIES)
    assert all(prize.souvenir for prize in given)


def test_certificates_go_to_nominees_and_better() -> None:
    given = prizes(lists(), Terms())
    assert {prize.entry_id for prize in given if prize.certificate} == set(ORDER)


def test_prizes_belong_to_entries_and_are_not_merged_by_author_where_the_pack_says_each() -> None:
    authors = dict.fromkeys(ENTRIES, "one and the same")
    assert Counter(prize.amount for prize in prizes(lists(), Terms(authors=authors))) == {
        20_000: 1,
        2_000: 9,
        1_000: 10,
        0: 30,
    }


def test_where_the_pack_says_best_an_author_has_his_best_prize_only() -> None:
    authors = {entry: f"author-{entry}" for entry in ENTRIES} | {WINNER: "wei", TEN[3]: "wei", ORDER[15]: "wei"}
    terms = Terms(same_author="best", authors=authors)
    assert total(prizes(lists(), terms)) == 48_000 - 2_000 - 1_000
    given = {prize.entry_id: prize for prize in prizes(lists(), terms)}
    assert (given[WINNER].amount, given[TEN[3]].amount, given[ORDER[15]].amount) == (20_000, 0, 0)
    assert given[TEN[3]].certificate, "the certificate is the work's"


def test_of_two_prizes_alike_the_author_has_the_one_that_stands_higher() -> None:
    authors = {TEN[4]: "wei", TEN[6]: "wei"}
    given = {one.entry_id: one.amount for one in prizes(lists(), Terms(same_author="best", authors=authors))}
    assert (given[TEN[4]], given[TEN[6]]) == (2_000, 0)


@pytest.mark.parametrize("reading", ["nested", "beside", "separate"])
def test_every_sum_is_explained_line_by_line(reading: Reading) -> None:
    lines = [line for line in explain(lists(), Terms(reading=reading)) if line.entry_id == WINNER]
    assert [(line.tier, line.worth) for line in lines] == [
        ("winner", 20_000), ("excellent", 2_000), ("nominee", 1_000), ("finalist", 0),
    ]  # fmt: skip
    if reading == "separate":
        assert [(line.rule, line.paid) for line in lines] == [
            ("own-list", 20_000), ("own-list", 2_000), ("own-list", 1_000), ("own-list", 0),
        ]  # fmt: skip
    else:
        assert [(line.rule, line.paid) for line in lines] == [
            ("best-prize", 20_000), ("lesser-prize", 0), ("lesser-prize", 0), ("lesser-prize", 0),
        ]  # fmt: skip


def test_a_prize_that_another_of_the_author_displaces_is_explained_too() -> None:
    terms = Terms(same_author="best", authors={WINNER: "wei", TEN[3]: "wei"})
    lines = {line.tier: line for line in explain(lists(), terms) if line.entry_id == TEN[3]}
    assert (lines["excellent"].rule, lines["excellent"].paid) == ("author-has-better", 0)


def test_without_a_winner_the_others_have_theirs() -> None:
    vacant = Lists(ENTRIES, ORDER, TEN, None)
    assert total(prizes(vacant, Terms())) == 30_000
