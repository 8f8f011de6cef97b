"""What the world is told of the selection."""

from collections import Counter
from typing import Any

import orjson
import pytest
from contracts import ContestOpened, EntryAwarded, EntryShortlisted, Event
from review.domain import selection_steps as steps
from review.domain.contest_terms import Change
from review.domain.prizes import Reading
from review.domain.selection import SelectionRules
from review.domain.selection_events import (
    AwardsReleased,
    ContestCalled,
    ContestChanged,
    ExcellentCut,
    NomineesCut,
    PanelSeated,
    WinnerDecided,
)
from review.handlers.selection_publish import Scene, publications

from tests.unit.review.selection_play import CLOSES, NOON, OFFICE, Play


def told(play: Play, event: object) -> list[dict[str, Any]]:
    scene = Scene(play.selection, play.ground, lambda entry: f"author-{entry}")
    return [orjson.loads(outgoing.value) for outgoing in publications(event, scene)]


def decided(entry: str) -> WinnerDecided:
    return WinnerDecided("c1", entry, "确定为中选作品", "li", "leader", NOON)


def test_the_twenty_are_told_with_rank_and_score() -> None:
    events = told(Play().to_nominees(), NomineesCut("c1", OFFICE, NOON))
    first = Event[EntryShortlisted].model_validate(events[0]).data
    assert (first.entry_id, first.tier, first.rank, first.score) == ("e00", "nominee", 1, "99.0000")
    assert first.author_ref == "author-e00"
    assert len({event["id"] for event in events}) == 20


def test_the_vote_is_told_with_the_refined_texts_in_the_order_of_the_cut() -> None:
    play = Play().to_nominees()
    play.refine("e01", "山海同歌")
    play.call()
    [event] = told(play, ContestCalled("c1", "群众投票", NOON, CLOSES, OFFICE, NOON))
    terms = Event[ContestOpened].model_validate(event).data
    assert (terms.contest_id, terms.revision, len(terms.entries)) == ("c1-vote", 1, 20)
    assert [entry.phrase for entry in terms.entries[:3]] == ["作品0", "山海同歌", "作品2"]


def test_a_change_is_told_as_the_next_revision_under_an_id_of_its_own() -> None:
    play = Play().to_nominees()
    play.call()
    [first] = told(play, ContestCalled("c1", "群众投票", NOON, CLOSES, OFFICE, NOON))
    change = ContestChanged("c1", Change(embargo="hidden"), OFFICE, NOON)
    steps.change_contest(play.selection, play.ground, change)
    [second] = told(play, change)
    assert (second["data"]["revision"], second["data"]["embargo"]) == (2, "hidden")
    assert first["id"] != second["id"]


def test_the_ten_and_the_one_are_told_once_each() -> None:
    play = Play().to_excellent()
    ten = told(play, ExcellentCut("c1", OFFICE, NOON))
    play.decide("e03")
    one = told(play, decided("e03"))
    assert [event["data"]["tier"] for event in (*ten, *one)] == ["excellent"] * 10 + ["winner"]


def test_beside_the_winner_the_eleventh_is_told_that_it_moved_up() -> None:
    play = Play(SelectionRules(reading="beside")).to_excellent()
    play.decide("e03")
    events = told(play, decided("e03"))
    assert [(event["data"]["tier"], event["data"]["entry_id"]) for event in events] == [
        ("excellent", "e10"),
        ("winner", "e03"),
    ]


@pytest.mark.parametrize(("reading", "owed"), [("nested", 48_000), ("beside", 49_000), ("separate", 60_000)])
def test_every_finalist_is_told_the_prize_and_the_sum_is_the_reading_s(reading: Reading, owed: int) -> None:
    play = Play(SelectionRules(reading=reading), finalists=50).to_excellent()
    play.decide("e03")
    play.award()
    prizes = [
        Event[EntryAwarded].model_validate(event).data for event in told(play, AwardsReleased("c1", OFFICE, NOON))
    ]
    assert sum(prize.amount for prize in prizes) == owed
    assert Counter(prize.certificate for prize in prizes) == {True: 20, False: 30}
    assert all(prize.souvenir for prize in prizes)


def test_saying_it_again_says_the_same() -> None:
    play = Play().to_nominees()
    event = NomineesCut("c1", OFFICE, NOON)
    assert told(play, event) == told(play, event)


def test_nothing_is_told_of_the_panel() -> None:
    assert told(Play().to_nominees(), PanelSeated("c1", ("chen",), (), OFFICE, NOON)) == []
