"""The slogans are as many, as long and as distinct as the rehearsal needs."""

from itertools import combinations

import pytest

from deploy.local.rehearsal import people, slogans

ALIKE_IN_ONE = 961


def han_characters(text: str) -> int:
    return sum("\u4e00" <= letter <= "\u9fff" for letter in text)


def test_every_slogan_has_sixteen_han_characters() -> None:
    assert {han_characters(slogans.phrase(number)) for number in range(slogans.CAPACITY)} == {16}


def test_no_two_slogans_are_alike_in_more_than_one_group() -> None:
    sample = [set(slogans.groups(number)) for number in range(0, ALIKE_IN_ONE, 3)]
    others = [set(slogans.groups(number)) for number in range(ALIKE_IN_ONE, slogans.CAPACITY, 101)]

    assert max(len(one & other) for one, other in combinations(sample, 2)) == 1
    assert max(len(one & other) for one, other in combinations(others, 2)) == 2


def test_slogans_are_distinct_and_the_same_for_the_same_number() -> None:
    assert len({slogans.phrase(number) for number in range(slogans.CAPACITY)}) == slogans.CAPACITY
    assert slogans.phrase(77) == slogans.phrase(77)


def test_an_overlong_slogan_has_twenty_han_characters() -> None:
    assert han_characters(slogans.overlong_phrase(5)) == 20


@pytest.mark.parametrize("number", [-1, slogans.CAPACITY])
def test_a_number_outside_the_stock_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        slogans.phrase(number)


def test_people_have_distinct_fictitious_names_and_unassigned_phones() -> None:
    crowd = [people.person(number) for number in range(4_800)]

    assert len({one.name for one in crowd}) == 4_800
    assert {one.name[:2] for one in crowd} == {"示例", "样例", "虚拟", "演示"}
    assert {one.phone[:7] for one in crowd} == {"1540000"}
