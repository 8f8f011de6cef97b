"""What the world is told of the selection."""

from collections import Counter
from typing import Any

import orjson
import pytest
from contracts import ContestOpened, EntryAwarded, EntryShortlisted, Event
from review.domain.contest_terms import Change
from review.domain.fold import LogEvent
from review.domain.panel_events import ListReleased, NomineesCut, PanelSeated, ScoresGiven
from review.domain.prizes import Reading
from review.domain.releases import digest_of
from review.domain.rules import Rules
from review.domain.selection_events import (
    AwardsReleased,
    ContestCalled,
    ContestCertified,
    ContestChanged,
    ExcellentCut,
    TextRefined,
    WinnerDecided,
)
from review.domain.selection_rules import SelectionRules
from review.domain.state import Campaign, State
from review.handlers.announcements import MODULES
from review.handlers.publish import announcements

from tests.unit.review.selection_play import CLOSES, NOON, OFFICE, entries, sheet

CUT = NomineesCut("c1", OFFICE, NOON)
CALLED = ContestCalled("c1", "群众投票", NOON, CLOSES, OFFICE, NOON)
TEN = ExcellentCut("c1", OFFICE, NOON)
DECIDED = WinnerDecided("c1", "e03", "确定为中选作品", "li", "leader", NOON)
AWARDS = AwardsReleased("c1", OFFICE, NOON)


class World:
    """A campaign with its finalists, and what the others heard of each event."""

    def __init__(self, reading: Reading = "nested", finalists: int = 30) -> None:
        rules = Rules(revision=1, selection=SelectionRules(reading=reading))
        known = entries(finalists)
        self.campaign = campaign = Campaign("c1", rules, known, finalists=tuple(known))
        self.state = State({"c1": campaign})

    def hears(self, *events: LogEvent) -> list[dict[str, Any]]:
        """What is told of the last of the events."""
        assert MODULES
        told = [announcements(self.state, event) for event in events][-1]
        return [orjson.loads(outgoing.value) for outgoing in told]

    def scored(self) -> "World":
        sheets = tuple(sheet(entry, 99 - place) for place, entry in enumerate(self.campaign.finalists))
        self.hears(PanelSeated("c1", ("chen",), (), OFFICE, NOON), ScoresGiven("c1", "chen", sheets, NOON))
        return self

    def voted(self) -> "World":
        self.scored().hears(CUT, CALLED, ContestCertified("c1", "c1-vote", 0, 0, (), CLOSES))
        return self


def test_the_twenty_are_told_with_rank_and_score() -> None:
    events = World().scored().hears(CUT)
    first = Event[EntryShortlisted].model_validate(events[0]).data
    assert (first.entry_id, first.tier, first.rank, first.score) == ("e00", "nominee", 1, "99.0000")
    assert first.author_ref == "a0"
    assert len({event["id"] for event in events}) == 20


def test_a_pending_list_is_told_nobody_and_its_release_tells_all_of_it_at_once() -> None:
    world = World().scored()
    assert world.hears(NomineesCut("c1", OFFICE, NOON, pending=True)) == []
    digest = digest_of(world.campaign, "nominee")
    told = world.hears(ListReleased("c1", "nominee", digest, "chief", NOON))
    assert told == World().scored().hears(CUT)
    assert world.hears(ListReleased("c1", "nominee", digest, "chief", NOON)) == []


def test_the_vote_is_told_with_the_refined_texts_in_the_order_of_the_cut() -> None:
    refined = TextRefined("c1", "e01", "山海同歌", None, OFFICE, NOON)
    [event] = World().scored().hears(CUT, refined, CALLED)
    terms = Event[ContestOpened].model_validate(event).data
    assert (terms.contest_id, terms.revision, len(terms.entries)) == ("c1-vote", 1, 20)
    assert [entry.phrase for entry in terms.entries[:3]] == ["作品0", "山海同歌", "作品2"]


def test_a_change_is_told_as_the_next_revision_under_an_id_of_its_own() -> None:
    world = World().scored()
    [first] = world.hears(CUT, CALLED)
    [second] = world.hears(ContestChanged("c1", Change(embargo="hidden"), OFFICE, NOON))
    assert (second["data"]["revision"], second["data"]["embargo"]) == (2, "hidden")
    assert first["id"] != second["id"]


def test_the_ten_and_the_one_are_told_once_each() -> None:
    world = World().voted()
    told = [*world.hears(TEN), *world.hears(DECIDED)]
    assert [event["data"]["tier"] for event in told] == ["excellent"] * 10 + ["winner"]
    assert [*world.hears(TEN), *world.hears(DECIDED)] == []


def test_beside_the_winner_the_eleventh_is_told_that_it_moved_up() -> None:
    events = World("beside").voted().hears(TEN, DECIDED)
    told = [(event["data"]["tier"], event["data"]["entry_id"]) for event in events]
    assert told == [("excellent", "e10"), ("winner", "e03")]


@pytest.mark.parametrize(("reading", "owed"), [("nested", 48_000), ("beside", 49_000), ("separate", 60_000)])
def test_every_finalist_is_told_the_prize_and_the_sum_is_the_reading_s(reading: Reading, owed: int) -> None:
    events = World(reading, finalists=50).voted().hears(TEN, DECIDED, AWARDS)
    prizes = [Event[EntryAwarded].model_validate(event).data for event in events]
    assert sum(prize.amount for prize in prizes) == owed
    assert Counter(prize.certificate for prize in prizes) == {True: 20, False: 30}
    assert all(prize.souvenir for prize in prizes)


def test_a_log_that_is_replayed_says_the_same_again() -> None:
    assert World().scored().hears(CUT) == World().scored().hears(CUT)


def test_nothing_is_told_of_the_panel() -> None:
    assert World().hears(PanelSeated("c1", ("chen",), (), OFFICE, NOON)) == []
