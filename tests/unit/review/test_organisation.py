"""组织奖: by stated figures, exact, with a stated order of ties, released once, and worked out again from the log."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review.domain.events import CampaignLearned
from review.domain.fold import Accepted, Refused, apply
from review.domain.organisation import OrganisationRules, UnitFigures, award_lines, awarded
from review.domain.organisation_folds import OrganisationAwardReleased, organisation_lines
from review.domain.rules import Rules, Unit
from review.domain.state import State
from review.handlers.journal import decode, encode

from tests.unit.review.campaign_play import CAMPAIGN, NOON, Play, received
from tests.unit.review.late_play import Late

RULES = OrganisationRules(2, Decimal("0.5"), Decimal("0.3"), Decimal("0.2"))
UNITS = (
    Unit("county", "示例县", "county", quota_min=4),
    Unit("board", "示例区", "board", quota_min=2),
    Unit("system", "示例系统", "system"),
    Unit("idle", "示例局", "municipal", quota_min=1),
)


def figures(unit: str, *counts: int, quota: int | None = 4, minute: int = 0) -> UnitFigures:
    entries, passed, finalists = counts
    return UnitFigures(unit, quota, entries, passed, finalists, NOON + timedelta(minutes=minute))


def test_the_award_of_organisation_weighs_fill_passed_and_finalists_exactly() -> None:
    one, two = award_lines([figures("a", 3, 1, 0), figures("b", 8, 6, 2)], RULES)
    assert (one.figures.unit_id, one.fill, one.passed, one.finalist) == ("b", Fraction(1), Fraction(3, 4), Fraction(1))
    assert one.score == 50 + 30 * Fraction(3, 4) + 20
    assert two.score == 50 * Fraction(3, 4) + 30 * Fraction(1, 3)
    assert (one.awarded, two.awarded) == (True, True)


def test_a_unit_without_a_quota_is_full_with_its_first_entry_and_one_that_sent_nothing_is_out() -> None:
    lines = award_lines([figures("open", 1, 0, 0, quota=None), figures("idle", 0, 0, 0)], RULES)
    assert [(line.figures.unit_id, line.fill) for line in lines] == [("open", Fraction(1))]


def test_equal_scores_are_ordered_by_finalists_passed_first_entry_and_name() -> None:
    flat = OrganisationRules(9, Decimal(1), Decimal(0), Decimal(0))
    tied = [
        figures("e", 4, 1, 0, minute=5), figures("d", 4, 1, 0, minute=5), figures("c", 4, 1, 0, minute=1),
        figures("b", 4, 2, 0, minute=9), figures("a", 4, 1, 1, minute=9),
    ]  # fmt: skip
    assert awarded(award_lines(tied, flat)) == ("a", "b", "c", "d", "e")


@given(st.permutations([figures(name, n + 1, n, n % 2, minute=n % 3) for n, name in enumerate("abcdef")]))
def test_the_order_of_the_units_changes_nothing(shuffled: list[UnitFigures]) -> None:
    lines = award_lines(shuffled, RULES)
    assert lines == award_lines(sorted(shuffled, key=lambda one: one.unit_id), RULES)
    assert [line.awarded for line in lines] == [True, True, False, False, False, False]
    assert all(0 <= line.score <= 100 for line in lines)


@pytest.fixture
def play() -> Play:
    """Two entries of the county, one of them a finalist; one of the board; one of the system, taken back."""
    found = Play(state=State())
    rules = Rules(revision=2, title="示例活动", finalists=1, units=UNITS, organisation=RULES)
    found.fold(CampaignLearned(CAMPAIGN, rules, NOON))
    for number, unit in ((10, "county"), (11, "county"), (12, "board")):
        found.fold(replace(received(number), unit_id=unit))
    found.fold(replace(received(13), unit_id="system"))
    found.fold(replace(received(13), unit_id="system", version=2, withdrawn_at=NOON))
    found.let_pass("e10", "e12")
    found.publish("e10", "e12")
    return found


def release(play: Play, *units: str) -> object:
    return play.fold(OrganisationAwardReleased(CAMPAIGN, units, "office", NOON))


def test_the_award_waits_for_the_finalists_and_takes_no_other_list_than_the_figures_give(play: Play) -> None:
    assert release(play, "board", "county") == Refused("finalists-not-released")
    play.choose("e10")
    assert release(play, "board", "county") == Refused("figures-changed")
    assert isinstance(release(play, "board"), Refused)
    assert release(play, *awarded(organisation_lines(play.campaign))) == Accepted(taken=("county", "board"))


def test_a_released_award_stays_as_it_is(play: Play) -> None:
    play.choose("e10")
    lines = organisation_lines(play.campaign)
    release(play, *awarded(lines))
    play.fold(replace(received(20), unit_id="county"))
    assert organisation_lines(play.campaign) == lines
    assert release(play, *awarded(lines)) == Accepted(changed=False)
    assert release(play, "county") == Refused("award-released")


def test_the_award_is_worked_out_again_from_the_log(play: Play) -> None:
    play.choose("e10")
    release(play, *awarded(organisation_lines(play.campaign)))
    again = State()
    for event in play.log:
        apply(again, decode(encode(event)))
    assert again.campaigns[CAMPAIGN].organisation_award == play.campaign.organisation_award != ()


def test_without_places_there_is_no_award(play: Play) -> None:
    play.fold(CampaignLearned(CAMPAIGN, Rules(revision=3, finalists=1, units=UNITS), NOON))
    assert release(play) == Refused("no-organisation-award")


API = f"/api/v1/review/{CAMPAIGN}/organisation-award"
PUBLIC = f"/api/v1/outcome/{CAMPAIGN}/organisation-award"


def late_play() -> Late:
    """A campaign whose finalists are released; two units sent one more entry each."""
    late = Late()
    rules = replace(late.campaign.rules, revision=2, units=UNITS, organisation=RULES)
    late.fold(CampaignLearned(CAMPAIGN, rules, NOON))
    late.fold(replace(received(31), unit_id="county"))
    late.fold(replace(received(32), unit_id="system"))
    return late


def test_the_office_releases_what_it_saw_and_then_everybody_reads_it() -> None:
    late = late_play()
    assert late.code("GET", PUBLIC) == (404, "award-not-released")
    assert late.ask("GET", "/outcome/organisation").status_code == 404
    seen = late.ask("GET", API, "organiser").json()
    assert [(line["name"], line["fill_share"], line["score_shown"]) for line in seen["lines"]] == [
        ("示例系统", "1", "50.0000"), ("示例县", "1/4", "12.5000"),
    ]  # fmt: skip
    assert late.code("POST", API, "organiser", {"unit_ids": ["county"]}) == (409, "figures-changed")
    answers = [late.ask("POST", API, "organiser", {"unit_ids": ["system", "county"]}).status_code for _ in range(2)]
    assert answers == [201, 200]
    assert (late.ask("GET", PUBLIC).json()["lines"][0]["unit_id"], late.ask("GET", PUBLIC).json()["released"]) == (
        "system", True,
    )  # fmt: skip
    assert "/outcome/organisation?campaign=c1" in late.ask("GET", "/outcome").text
    shown = late.ask("GET", "/outcome/organisation").text
    assert ("示例系统、示例县" in shown, "得分＝100×" in shown) == (True, True)


def test_the_page_releases_what_stands_on_it() -> None:
    late = late_play()
    office = late.bearer("organiser")
    form = late.client.get("/office/organisation", headers=office).text
    assert form.index('value="system"') < form.index('value="county"')
    wrong = late.client.post("/office/organisation", data={"unit": ["county"]}, headers=office)
    assert wrong.status_code == 409
    done = late.client.post("/office/organisation", data={"unit": ["system", "county"]}, headers=office)
    assert (done.status_code, len(late.campaign.organisation_award)) == (303, 2)
    english = late.client.get("/office/organisation", headers={**office, "Accept-Language": "en"}).text
    assert "award is released" in english


@pytest.mark.parametrize("role", ["", "citizen", "unit", "judge", "screener", "leader"])
def test_only_the_organiser_sees_the_figures_before_and_releases(role: str) -> None:
    late = late_play()
    wanted = 403 if role else 401
    assert late.ask("GET", API, role).status_code == wanted
    assert late.ask("POST", API, role, {"unit_ids": []}).status_code == wanted
    assert late.ask("GET", "/office/organisation", role).status_code == wanted
