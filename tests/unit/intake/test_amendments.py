"""Amending a rule: public, versioned, with its reason; and never unseen over somebody else's change."""

from datetime import timedelta

import pytest
from contracts import CampaignPublished, Event
from intake.domain.amendments import RuleAmended, amendable, amended
from intake.domain.events import LogEvent
from intake.domain.fold import Verdict, apply
from intake.domain.pack_faults import PackError
from intake.domain.state import State
from intake.entrypoints.rule_names import NAMES
from intake.handlers.journal import read, to_log

from tests.unit.intake.log_play import CLOSES, DURING, RULES, C, moved, opened
from tests.unit.intake.test_publish import published, record


def amends(path: str, value: str, revision: int = 1, reason: str = "示例原因") -> RuleAmended:
    return RuleAmended(C, path, value, reason, revision, "office", DURING)


def test_each_amendment_is_a_revision_and_says_what_was_and_is() -> None:
    state, verdicts = play(opened(), amends("voting.choices_max", "5"), amends("panel.judges_each", "3", 2))
    campaign = state.campaigns[C]
    assert [verdict.answer for verdict in verdicts] == ["new", "new", "new"]
    assert (campaign.rules.voting.choices_max, campaign.rules.panel.judges_each, campaign.revision) == (5, 3, 3)
    assert [(one.revision, one.path, one.was, one.now, one.reason) for one in campaign.changes] == [
        (2, "voting.choices_max", "3", "5", "示例原因"),
        (3, "panel.judges_each", "", "3", "示例原因"),
    ]


def test_two_who_saw_the_same_revision_the_second_is_told() -> None:
    state, verdicts = play(opened(), amends("phrase_limit", "18"), amends("phrase_limit", "20"))
    assert (verdicts[2].answer, verdicts[2].code) == ("refused", "rules-changed-meanwhile")
    assert state.campaigns[C].rules.phrase_limit == 18


def test_the_same_value_is_no_change() -> None:
    state, verdicts = play(opened(), amends("phrase_limit", "16"))
    assert (verdicts[1].answer, state.campaigns[C].revision, state.campaigns[C].changes) == ("unchanged", 1, [])


def test_an_extension_is_an_amendment_too() -> None:
    later = CLOSES + timedelta(days=30)
    campaign = play(opened(), moved(later))[0].campaigns[C]
    assert [(one.path, one.revision) for one in campaign.changes] == [("submissions_close_at", 2)]


@pytest.mark.parametrize(
    ("path", "value"),
    [("phrase_limit", "many"), ("tiers.nominee", "60"), ("no.such", "1"), ("units", "1"), ("tiers", "1"),
     ("submissions_close_at", "2020-06-30"), ("panel.form", "0.9"), ("title", "")],
)  # fmt: skip
def test_what_would_make_no_sense_is_refused(path: str, value: str) -> None:
    with pytest.raises(PackError):
        amended(RULES, path, value)


def test_an_amendment_is_read_as_it_was_written() -> None:
    event = amends("voting.cap", "1000")
    assert read(record(event)) == event
    assert to_log(event).key == C


def test_everybody_is_told_every_change_since_the_first_revision() -> None:
    told = published(opened(), amends("phrase_limit", "18"), amends("voting.cap", "1000", 2))
    last = Event[CampaignPublished].from_bytes(told[2][0].value).data
    assert (last.revision, last.voting.cap) == (3, 1000)
    assert [(one.path, one.was, one.now) for one in last.changes] == [
        ("phrase_limit", "16", "18"),
        ("voting.cap", "", "1000"),
    ]


def test_every_rule_has_a_name_for_people() -> None:
    assert set(amendable(RULES)) - set(NAMES) == set()


def play(*events: LogEvent) -> tuple[State, list[Verdict]]:
    """The state after the events, and what became of each."""
    state = State()
    return state, [apply(state, event) for event in events]


def test_a_state_without_the_campaign_refuses() -> None:
    assert apply(State(), amends("phrase_limit", "18")).code == "campaign-unknown"
