"""Co-authors and their shares: percent, a hundred together, equal unless stated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake.domain.co_authors import CoAuthor, equal_shares, read_co_authors, shares_of, written_line
from intake.domain.contact_card import ContactCard, card_text, read_card


@pytest.mark.parametrize(
    ("own", "others", "shares"),
    [(None, (), ()), (100, (), ()), (60, (), None), (None, (None,), (50, 50)), (None, (None, None), (34, 33, 33)),
     (None, (30, 10), (60, 30, 10)), (60, (30, 10), (60, 30, 10)), (50, (30, 10), None), (60, (None, 40), None),
     (60, (None,), None), (None, (100,), None), (None, (0,), None), (None, (99, 1), None)],
)  # fmt: skip
def test_shares_make_a_hundred_or_are_refused(
    own: int | None, others: tuple[int | None, ...], shares: tuple[int, ...] | None
) -> None:
    """Issue 5: co-authors with shares, the author included, adding up to 100; the default is equal."""
    assert shares_of(own, [CoAuthor("示例", share=one) for one in others]) == shares


@given(st.integers(1, 11))
def test_equal_shares_make_a_hundred_and_differ_by_one_at_most(people: int) -> None:
    shares = equal_shares(people)
    assert (sum(shares), len(shares), max(shares) - min(shares) <= 1) == (100, people, True)
    assert list(shares) == sorted(shares, reverse=True)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("示例乙\n示例丙、示例丁，\n", [("示例乙", "", None), ("示例丙", "", None), ("示例丁", "", None)]),
     ("示例乙 15400000002 30%", [("示例乙", "15400000002", 30)]),
     ("示例乙，15400000002，３０ ％", [("示例乙", "15400000002", 30)]),
     ("Ann Example 30%", [("Ann Example", "", 30)]), (" \n", [])],
)  # fmt: skip
def test_what_an_author_types_is_read_as_it_is_meant(typed: str, found: list[tuple[str, str, int | None]]) -> None:
    assert [(one.name, one.phone, one.share) for one in read_co_authors(typed)] == found


NAMES = st.text("示例甲乙丙", min_size=1, max_size=6)
PEOPLE = st.builds(CoAuthor, NAMES, st.sampled_from(("", "+8615400000002")), st.none() | st.integers(0, 100))


@given(st.lists(PEOPLE, max_size=10))
def test_what_is_shown_is_read_back_and_the_seal_keeps_it(people: list[CoAuthor]) -> None:
    assert read_co_authors("\n".join(map(written_line, people))) == tuple(people)
    card = ContactCard("示例甲", "+8615400000001", "示例单位", tuple(people))
    assert read_card(card_text(card)) == card


def test_a_card_of_before_there_were_shares_still_opens() -> None:
    old = '{"name": "示例甲", "phone": "+8615400000001", "workplace": "", "co_authors": ["示例乙"]}'
    assert read_card(old).co_authors == (CoAuthor("示例乙"),)
