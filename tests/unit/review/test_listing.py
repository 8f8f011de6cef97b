"""Lists with a cursor."""

from review.domain.listing import slice_of, undecided_duplicates, with_status

from tests.unit.review.campaign_play import Play


def ids(play: Play, after: str | None, limit: int) -> tuple[list[str], str | None]:
    found = slice_of(with_status(play.campaign, None), after, limit)
    return [entry.entry_id for entry in found.entries], found.next


def test_the_cursor_walks_through_all_entries_without_gap_or_repeat() -> None:
    play = Play()
    assert ids(play, None, 4) == (["e0", "e1", "e2", "e3"], "e3")
    assert ids(play, "e3", 4) == (["e4", "e5"], None)
    assert ids(play, "e5", 4) == ([], None)
    assert ids(play, "unknown", 4) == ([], None)


def test_a_status_names_how_far_an_entry_has_come() -> None:
    play = Play().discussed()
    play.choose("e0", "e1")
    stages = {
        status: [entry.entry_id for entry in with_status(play.campaign, status)]
        for status in ("finalist", "discussed", "undecided")
    }
    assert stages == {"finalist": ["e0", "e1"], "discussed": ["e2", "e3"], "undecided": ["e4", "e5"]}
    assert [entry.entry_id for entry in undecided_duplicates(play.campaign)] == ["e5"]
