"""入围: exactly as many as the rules say, out of the discussed, once; and the funnel that counts them."""

import pytest
from review.domain.fold import UNCHANGED, Accepted, Refused
from review.domain.funnel import funnel_of

from tests.unit.review.campaign_play import Play


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        (("e0",), "wrong-number-of-finalists"),
        (("e0", "e1", "e2"), "wrong-number-of-finalists"),
        (("e0", "e0"), "entry-named-twice"),
    ],
)
def test_the_list_has_exactly_the_number_of_the_rules(entries: tuple[str, ...], code: str) -> None:
    play = Play().discussed()
    assert play.choose(*entries) == Refused(code)
    assert play.campaign.finalists == ()


def test_finalists_come_out_of_the_discussed_entries() -> None:
    assert Play().discussed().choose("e0", "e4", "e9") == Refused("entry-not-discussed", ("e4", "e9"))


def test_the_first_list_holds_and_the_same_again_changes_nothing() -> None:
    play = Play().discussed()
    assert play.choose("e1", "e0") == Accepted(taken=("e1", "e0"))
    assert play.choose("e0", "e1") is UNCHANGED
    assert play.choose("e0", "e2") == Refused("finalists-already-chosen")
    assert play.campaign.finalists == ("e1", "e0")


def test_a_finalist_is_not_taken_back() -> None:
    play = Play().discussed()
    play.choose("e0", "e1")
    assert play.take_back("e0", "e2") == Refused("entry-is-finalist", ("e0",))
    assert play.campaign.entries["e2"].discussed


def test_the_selection_stands_on_the_finalists_in_their_order_and_without_authors() -> None:
    play = Play().discussed()
    play.choose("e1", "e0")
    ground = play.campaign.ground
    assert ground.ids == ("e1", "e0")
    assert not any(hasattr(work, "author_ref") for work in ground.finalists)


def test_the_funnel_counts_every_stage() -> None:
    play = Play().discussed()
    play.comment("e0")
    play.comment("e1")
    play.moderate("e0-citizen-说得好", "show")
    play.choose("e0", "e1")
    funnel = funnel_of(play.campaign)
    counted = (funnel.submitted, funnel.unique, funnel.passed, funnel.discussed, funnel.comments_shown)
    assert (*counted, funnel.finalists) == (6, 5, 4, 4, 1, 2)
    assert funnel.lower == {
        "nominees": 0, "counted_votes": 0, "excellent": 0, "winner": None, "awarded_total": 0,
    }  # fmt: skip
