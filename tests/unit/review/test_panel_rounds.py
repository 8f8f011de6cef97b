"""Panels on the log: two rounds, conflicts that follow from an account, reminders, lists and their release."""

from dataclasses import replace
from typing import Literal

import pytest
from review.domain.events import FinalistsChosen
from review.domain.panel import Sheet
from review.domain.panel_events import (
    FinalistsCut,
    JudgePresented,
    JudgesReminded,
    ListReleased,
    ListWithheld,
    PanelSeated,
    ScoresGiven,
)
from review.domain.releases import listed
from review.domain.selection_rules import PanelRules, SelectionRules
from review.domain.step import Step

from tests.unit.review.selection_play import CLOSES, NOON, OFFICE, Play, sheet

REFUSED: Literal["refused"] = "refused"


class FirstRound(Play):
    """Sixty discussed entries of which a panel makes thirty finalists."""

    def __init__(self, each: int | None = None, alternates: int = 0) -> None:
        super().__init__(
            SelectionRules(finalists_by="panel", alternates=alternates, panel=PanelRules(judges_each=each)), 60
        )
        self.campaign.finalists = ()
        self.campaign.rules = replace(self.campaign.rules, finalists=30)

    def seat_first(self, *judges: str, seed: str = "seed") -> Step:
        return self.fold(PanelSeated("c1", judges, (), OFFICE, NOON, "finalist", seed))

    def fill(self, judge: str, mark: int = 80) -> Step:
        """The judge scores all that is his: the earlier in the list, the better; the 30th and 31st alike."""
        panel = self.selection.first
        own = [entry for entry in self.campaign.entries if panel.scores(judge, entry)]
        own = [entry for entry in own if not panel.must_abstain(judge, entry)]
        sheets = tuple(sheet(entry, mark - (29 if entry == "e30" else int(entry[1:]))) for entry in own)
        return self.fold(ScoresGiven("c1", judge, sheets, NOON, "finalist"))

    def cut(self) -> Step:
        return self.fold(FinalistsCut("c1", OFFICE, NOON))


def test_the_first_round_cuts_the_discussed_to_the_finalists_and_a_tie_at_the_cut_is_named() -> None:
    play = FirstRound(alternates=2)
    assert play.seat_first("chen", "wang").answer == "new"
    assert play.cut() == Step(REFUSED, "ballots-incomplete")
    play.fill("chen")
    play.fill("wang", 90)
    assert play.cut().answer == "new"
    made = play.selection.finalist_cut
    assert made is not None
    assert play.campaign.finalists == tuple(f"e{n:02}" for n in range(30))
    assert made.tied == ("e29", "e30")
    assert [one.entry_id for one in made.alternates] == ["e30", "e31"]
    assert play.cut().answer == "unchanged"


def test_who_makes_the_finalists_is_the_pack_s_to_say() -> None:
    chosen = FinalistsChosen("c1", tuple(f"e{n:02}" for n in range(30)), OFFICE, NOON)
    assert FirstRound().fold(chosen) == Step(REFUSED, "finalists-by-panel")
    assert Play().fold(FinalistsCut("c1", OFFICE, NOON)) == Step(REFUSED, "finalists-by-office")
    assert Play().fold(PanelSeated("c1", ("chen",), (), OFFICE, NOON, "finalist")) == Step(
        REFUSED, "finalists-by-office"
    )


def test_with_a_draw_each_judge_scores_his_share_and_a_judge_more_is_needed_than_each_entry_has() -> None:
    play = FirstRound(each=2)
    assert play.seat_first("chen") == Step(REFUSED, "panel-too-small")
    play.seat_first("chen", "wang", "zhao")
    assert sum(play.selection.first.missing(play.campaign.field_of("finalist")).values()) == 120
    for judge in ("chen", "wang", "zhao"):
        play.fill(judge)
    assert play.cut().answer == "new"


def test_a_judge_s_own_entry_and_his_unit_s_are_conflicts_from_the_moment_his_account_tells() -> None:
    play = FirstRound()
    play.campaign.entries["e05"].unit_id = "haizhou"
    play.seat_first("chen", "wang")
    play.fill("chen")
    assert play.fold(JudgePresented("c1", "chen", "haizhou", "a7", NOON)).answer == "new"
    assert play.selection.first.computed == {("chen", "e05"), ("chen", "e07")}
    assert not {"e05", "e07"} & set(play.selection.first.marks()["chen"])
    one = ScoresGiven("c1", "chen", (sheet("e07", 99),), NOON, "finalist")
    assert play.fold(one) == Step(REFUSED, "conflict-of-interest")
    assert play.fold(JudgePresented("c1", "chen", "haizhou", "a7", NOON)).answer == "unchanged"


def test_with_a_draw_a_conflict_passes_the_entry_on_to_another_judge() -> None:
    play = FirstRound(each=1)
    play.seat_first("chen", "wang")
    mine = next(entry for entry in play.campaign.entries if play.selection.first.scores("chen", entry))
    play.fold(JudgePresented("c1", "chen", None, play.campaign.entries[mine].author_ref, NOON))
    assert not play.selection.first.scores("chen", mine)
    assert play.selection.first.scores("wang", mine)


def test_who_is_not_done_is_reminded_and_nobody_else() -> None:
    play = FirstRound()
    play.seat_first("chen", "wang")
    play.fill("chen")
    assert play.fold(JudgesReminded("c1", OFFICE, NOON, "finalist")).answer == "new"
    assert set(play.selection.first.reminded) == {"wang"}
    play.fill("wang")
    assert play.fold(JudgesReminded("c1", OFFICE, NOON, "finalist")) == Step(REFUSED, "nobody-to-remind")


def test_a_pending_list_shows_nowhere_until_it_is_released() -> None:
    play = FirstRound()
    play.seat_first("chen")
    play.fill("chen")
    play.cut()
    assert not any(entry.finalist for entry in play.campaign.entries.values())
    assert play.release("finalist").answer == "new"
    assert sum(entry.finalist for entry in play.campaign.entries.values()) == 30
    assert play.release("finalist").answer == "unchanged"


def test_who_signs_another_list_than_the_one_that_stands_is_told() -> None:
    play = Play()
    play.seat("chen")
    play.score("chen")
    play.cut_nominees()
    assert play.fold(ListReleased("c1", "nominee", "0" * 32, OFFICE, NOON)) == Step(REFUSED, "list-changed")
    assert play.fold(ListReleased("c1", "excellent", "0" * 32, OFFICE, NOON)) == Step(REFUSED, "list-not-made")
    assert play.call() == Step(REFUSED, "nominees-not-released")
    assert play.release("nominee").answer == "new"
    assert play.selection.released["nominee"].actor == OFFICE
    assert play.call().answer == "new"


def test_a_pending_list_can_be_taken_back_with_a_reason_and_is_made_anew() -> None:
    play = Play()
    play.seat("chen")
    play.score("chen")
    play.cut_nominees()
    assert play.fold(ListWithheld("c1", "nominee", " ", OFFICE, NOON)) == Step(REFUSED, "reason-required")
    assert play.fold(ListWithheld("c1", "nominee", "漏登记回避", OFFICE, NOON)).answer == "new"
    assert listed(play.campaign, "nominee") == ()
    assert play.score("chen", [Sheet("e00", sheet("e00", 1).verdict)]).answer == "new"
    play.cut_nominees()
    assert "e00" not in play.selection.nominee_ids


@pytest.mark.parametrize("step", ["release", "call"])
def test_a_list_that_is_out_stays(step: str) -> None:
    play = Play().to_nominees()
    if step == "call":
        play.call()
    assert play.fold(ListWithheld("c1", "nominee", "反悔", OFFICE, CLOSES)) == Step(REFUSED, "list-already-used")


def test_alternates_are_the_next_in_order() -> None:
    play = Play(SelectionRules(alternates=3)).to_nominees()
    assert [(one.rank, one.entry_id) for one in play.selection.nominee_alternates] == [
        (21, "e20"),
        (22, "e21"),
        (23, "e22"),
    ]
