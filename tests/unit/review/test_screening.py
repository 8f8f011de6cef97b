"""筛选: who passes, who decides, and what a later decision can still change."""

from review.domain.events import CampaignLearned, ScreeningLine
from review.domain.fold import UNCHANGED, Accepted, Refusal, Refused
from review.domain.rules import Rules

from tests.unit.review.campaign_play import CAMPAIGN, NOON, Play, received


def test_a_bulk_command_takes_each_line_by_itself() -> None:
    play = Play()
    verdict = play.screen(ScreeningLine("e0", "pass"), ScreeningLine("e9", "pass"), ScreeningLine("e1", "reject"))
    assert verdict == Accepted(
        True, ("e0",), (Refusal("e9", "entry-unknown"), Refusal("e1", "reason-required"))
    )  # fmt: skip
    assert [entry.standing for entry in play.campaign.entries.values()][:2] == ["pass", "undecided"]


def test_a_repeat_of_an_earlier_text_cannot_pass() -> None:
    play = Play()
    assert play.let_pass("e5") == Accepted(False, (), (Refusal("e5", "duplicate-entry"),))
    assert play.screen(ScreeningLine("e5", "reject", "与较早作品相同")) == Accepted(True, ("e5",))


def test_the_same_decision_again_changes_nothing() -> None:
    play = Play()
    play.let_pass("e0")
    assert play.let_pass("e0") == Accepted(False, ("e0",))
    assert len(play.campaign.entries["e0"].screenings) == 1


def test_of_two_screeners_who_saw_the_same_the_first_wins() -> None:
    play = Play()
    play.screen(ScreeningLine("e0", "pass", replaces="undecided"), actor="first")
    verdict = play.screen(ScreeningLine("e0", "reject", "雷同", "undecided"), actor="second")
    assert verdict == Accepted(False, (), (Refusal("e0", "decided-meanwhile"),))
    assert play.campaign.entries["e0"].standing == "pass"


def test_a_decision_can_be_corrected_until_the_entry_is_published_and_both_are_kept() -> None:
    play = Play()
    play.let_pass("e0")
    assert play.screen(ScreeningLine("e0", "reject", "雷同")) == Accepted(True, ("e0",))
    assert [one.decision for one in play.campaign.entries["e0"].screenings] == ["pass", "reject"]


def test_the_screening_of_a_published_entry_is_final() -> None:
    play = Play().discussed()
    verdict = play.screen(ScreeningLine("e0", "reject", "雷同"))
    assert verdict == Accepted(False, (), (Refusal("e0", "already-published"),))


def test_an_entry_is_received_once() -> None:
    assert Play().fold(received(0)) is UNCHANGED


def test_the_highest_revision_of_the_rules_holds() -> None:
    play = Play()
    play.fold(CampaignLearned(CAMPAIGN, Rules(revision=3, finalists=7), NOON))
    assert play.fold(CampaignLearned(CAMPAIGN, Rules(revision=2, finalists=5), NOON)) is UNCHANGED
    assert play.campaign.rules.finalists == 7


def test_a_command_never_opens_a_campaign() -> None:
    play = Play()
    play.state.campaigns.clear()
    assert play.let_pass("e0") == Refused("campaign-unknown")
    assert play.state.campaigns == {}


def test_entries_that_come_before_their_campaign_are_kept() -> None:
    play = Play()
    play.state.campaigns.clear()
    play.fold(received(0))
    assert play.state.known(CAMPAIGN) is None
    play.fold(CampaignLearned(CAMPAIGN, Rules(revision=1), NOON))
    assert play.state.known(CAMPAIGN) is play.campaign
    assert list(play.campaign.entries) == ["e0"]
