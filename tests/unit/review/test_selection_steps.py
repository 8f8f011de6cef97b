"""The steps from fifty to one: in their order, once each."""

from datetime import timedelta

import pytest
from review.domain import selection_steps as steps
from review.domain.selection_events import ContestCalled
from review.domain.selection_rules import SelectionRules
from review.domain.step import NEW, UNCHANGED, Step

from tests.unit.review.selection_play import CLOSES, NOON, OFFICE, Play, sheet


def refused(code: str) -> Step:
    return Step("refused", code)


def test_each_step_waits_for_the_one_before_it() -> None:
    play = Play()
    assert play.score("chen") == refused("panel-not-seated")
    assert play.cut_nominees() == refused("panel-not-seated")
    assert play.refine("e01", "新句") == refused("nominees-not-cut")
    assert play.call() == refused("nominees-not-cut")
    assert play.certify() == refused("contest-unknown")
    assert play.cut_excellent() == refused("nominees-not-cut")
    assert play.decide("e01") == refused("excellent-not-cut")
    assert play.award() == refused("winner-not-decided")
    play.to_nominees().call()
    assert play.cut_excellent() == refused("contest-not-certified")


def test_a_panel_waits_for_the_finalists() -> None:
    assert Play(finalists=0).seat("chen") == refused("finalists-not-chosen")


def test_each_step_repeated_changes_nothing() -> None:
    play = Play().to_excellent()
    assert play.decide("e01") == NEW
    assert play.award() == NEW
    prizes = play.selection.prizes
    repeats = [play.seat("chen"), play.score("chen"), play.cut_nominees(), play.call(), play.certify()]
    repeats += [play.cut_excellent(), play.decide("e01"), play.award()]
    assert repeats == [UNCHANGED] * 8
    assert play.selection.prizes == prizes


def test_the_cut_waits_for_every_ballot() -> None:
    play = Play()
    play.seat("chen", "wang")
    play.score("chen")
    assert play.cut_nominees() == refused("ballots-incomplete")
    play.score("wang")
    assert play.cut_nominees() == NEW
    assert play.selection.nominee_ids == play.ground.ids[:20]


def test_an_entry_on_which_everybody_abstained_has_no_score_and_stops_the_cut() -> None:
    play = Play()
    play.seat("chen")
    play.score("chen")
    play.abstain("chen", "e05")
    assert play.cut_nominees() == refused("entry-without-score")


def test_scores_are_closed_by_the_cut() -> None:
    play = Play().to_nominees()
    assert play.score("chen", [sheet("e01", 1)]) == refused("nominees-already-cut")
    assert play.seat("chen", "wang") == refused("nominees-already-cut")


def test_versions_of_a_refined_text_are_kept_and_the_vote_shows_the_last() -> None:
    play = Play().to_nominees()
    assert [play.refine("e01", "山海相拥"), play.refine("e01", "山海同歌")] == [NEW, NEW]
    assert play.refine("e01", "山海同歌") == UNCHANGED
    assert [version.text for version in play.selection.versions["e01"]] == ["作品1", "山海相拥", "山海同歌"]
    play.call()
    assert play.selection.contest is not None
    shown = [(choice.entry_id, choice.phrase) for choice in play.selection.contest.choices[:3]]
    assert shown == [("e00", "作品0"), ("e01", "山海同歌"), ("e02", "作品2")]


def test_only_nominees_are_refined_and_not_while_people_vote() -> None:
    play = Play().to_nominees()
    assert play.refine("e29", "新句") == refused("not-a-nominee")
    play.call()
    assert play.refine("e01", "新句") == refused("contest-running")
    play.certify()
    assert play.refine("e01", "新句") == NEW


def test_a_campaign_has_one_vote() -> None:
    play = Play().to_nominees()
    play.call()
    assert play.call(title="另一场") == refused("contest-already-open")


def test_a_vote_whose_result_is_there_has_ended_whatever_its_terms_say() -> None:
    play = Play().to_nominees()
    play.call()
    assert play.move_end(CLOSES + timedelta(days=1)) == NEW
    play.certify()
    assert play.move_end(CLOSES + timedelta(days=2)) == refused("contest-ended")


def test_a_vote_is_not_opened_that_is_over_already() -> None:
    play = Play().to_nominees()
    late = ContestCalled("c1", "群众投票", NOON, CLOSES, OFFICE, CLOSES)
    assert steps.call_contest(play.selection, play.ground, late) == refused("closes-in-the-past")


def test_the_ten_are_the_first_of_the_composite() -> None:
    play = Play().to_result({"e19": 1000, "e00": 900})
    assert play.cut_excellent() == NEW
    assert play.selection.excellent[0] == "e00"
    assert "e19" in play.selection.excellent
    assert len(play.selection.excellent) == 10


def test_a_tie_at_the_cut_to_ten_is_reported() -> None:
    play = Play()
    play.seat("chen")
    play.score("chen", [sheet(entry, 80) for entry in play.ground.ids])
    play.cut_nominees()
    assert set(play.selection.nominees_tied) == set(play.ground.ids)
    play.release("nominee")
    play.call()
    play.certify()
    play.cut_excellent()
    assert play.selection.excellent_tied == play.ground.ids[:20]


@pytest.mark.parametrize(("reading", "owed"), [("nested", 48_000), ("beside", 49_000), ("separate", 60_000)])
def test_the_pack_s_reading_decides_the_money(reading: str, owed: int) -> None:
    play = Play(SelectionRules(reading=reading), finalists=50).to_excellent()  # type: ignore[arg-type]
    play.decide("e03")
    play.award()
    assert play.selection.awarded_total == owed
    assert len(play.selection.prizes) == 50
