"""Derived identifiers: the same for ever, different for different parts."""

from hypothesis import given
from hypothesis import strategies as st
from plumbing.identifiers import derived_id, keyed_ref


def test_an_identifier_is_the_same_on_every_machine() -> None:
    assert derived_id("vote", "c", "contest", "v") == derived_id("vote", "c", "contest", "v")
    assert len(derived_id("vote")) == 32


@given(st.lists(st.text(max_size=6), max_size=4), st.lists(st.text(max_size=6), max_size=4))
def test_parts_are_framed_so_that_moving_a_border_changes_the_identifier(one: list[str], two: list[str]) -> None:
    assert (derived_id(*one) == derived_id(*two)) == (one == two)


def test_a_pseudonym_depends_on_the_pepper() -> None:
    assert keyed_ref(b"one", "phone", "+8615400000001") != keyed_ref(b"two", "phone", "+8615400000001")
