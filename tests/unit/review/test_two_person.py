"""The two-person rule of 筛选 (`screening.two_person`), and taking decisions back."""

import pytest
from review.domain.events import CampaignLearned, Decision, ScreeningLine, ScreeningUndone
from review.domain.fold import Accepted, Refusal, Verdict
from review.domain.reasons import USUAL, Reason
from review.domain.rules import Rules

from tests.unit.review.campaign_play import CAMPAIGN, NOON, Play
from tests.unit.review.office_play import office


class Pairs(Play):
    """A campaign in which two people decide. e0 is decided on."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.fold(CampaignLearned(CAMPAIGN, Rules(revision=2, finalists=2, two_person=True), NOON))

    def says(self, actor: str, decision: Decision, *, settles: bool = False) -> Verdict:
        line = ScreeningLine("e0", decision, "雷同" if decision == "reject" else "", "undecided")
        return self.screen(line, actor=actor, settles=settles)

    def undo(self, actor: str, *, settles: bool = False) -> Verdict:
        return self.fold(ScreeningUndone(CAMPAIGN, ("e0",), actor, NOON, settles=settles))

    def stands(self) -> tuple[str, str | None]:
        return self.campaign.entries["e0"].standing, self.campaign.entries["e0"].waits_for


TAKEN = Accepted(True, ("e0",))


def refused(code: str) -> Accepted:
    return Accepted(False, (), (Refusal("e0", code),))


def test_a_decision_holds_once_a_second_person_decides_the_same() -> None:
    play = Pairs()
    assert play.says("zhang", "pass") == TAKEN
    assert play.stands() == ("undecided", "second")
    assert play.says("li", "pass") == TAKEN
    assert play.stands() == ("pass", None)
    held = play.campaign.entries["e0"].screening
    assert held is not None
    assert (held.actor, held.seconded) == ("li", "zhang")


def test_the_same_person_is_told_that_another_is_needed() -> None:
    play = Pairs()
    play.says("zhang", "pass")
    assert play.says("zhang", "pass") == refused("second-person-needed")
    assert play.stands() == ("undecided", "second")


def test_whoever_proposed_may_think_better_of_it_while_nobody_else_decided() -> None:
    play = Pairs()
    play.says("zhang", "pass")
    assert play.says("zhang", "reject") == TAKEN
    assert play.says("li", "reject") == TAKEN
    assert play.stands() == ("reject", None)


def test_disagreement_goes_to_an_organiser_who_is_neither_of_the_two() -> None:
    play = Pairs()
    play.says("zhang", "pass")
    play.says("li", "reject")
    assert play.stands() == ("undecided", "organiser")
    assert play.says("wang", "pass") == refused("organiser-decides")
    assert play.says("li", "pass", settles=True) == refused("second-person-needed")
    assert play.says("zhu", "reject", settles=True) == TAKEN
    assert play.stands() == ("reject", None)
    held = play.campaign.entries["e0"].screening
    assert held is not None
    assert (held.reason, held.seconded) == ("雷同", "li")


@pytest.mark.parametrize("decisions", [("pass", "pass"), ("pass", "reject"), ("reject", "reject")])
def test_of_two_at_once_it_does_not_matter_whom_the_log_has_first(decisions: tuple[Decision, Decision]) -> None:
    outcomes = []
    for order in ((0, 1), (1, 0)):
        play = Pairs()
        for place in order:
            assert play.says(("zhang", "li")[place], decisions[place]) == TAKEN
        outcomes.append(play.stands())
    assert outcomes[0] == outcomes[1]


def test_a_third_who_saw_it_undecided_is_told_that_it_was_decided() -> None:
    play = Pairs()
    play.says("zhang", "pass")
    play.says("li", "pass")
    assert play.says("wang", "reject") == refused("decided-meanwhile")
    assert play.says("wang", "pass") == Accepted(False, ("e0",))


def test_what_somebody_proposes_to_reject_is_not_published_meanwhile() -> None:
    play = Pairs()
    play.says("zhang", "pass")
    play.says("li", "pass")
    play.screen(ScreeningLine("e0", "reject", "雷同", "pass"), actor="wang")
    assert play.stands() == ("pass", "second")
    assert not play.campaign.entries["e0"].publishable
    assert play.undo("wang") == TAKEN
    assert play.campaign.entries["e0"].publishable


def test_one_takes_back_ones_own_proposal_only_and_an_organiser_any() -> None:
    play = Pairs()
    play.says("zhang", "pass")
    assert play.undo("li") == refused("proposal-of-another")
    assert play.undo("zhang") == TAKEN
    assert play.stands() == ("undecided", None)
    play.says("zhang", "pass")
    play.says("li", "reject")
    assert play.undo("zhu", settles=True) == TAKEN
    assert play.stands() == ("undecided", None)


def test_a_decision_is_taken_back_until_its_entry_is_published_and_stays_on_record() -> None:
    play = Play()
    play.let_pass("e0", "e1")
    undone = ScreeningUndone(CAMPAIGN, ("e0", "e9"), "zhang", NOON)
    assert play.fold(undone) == Accepted(True, ("e0",), (Refusal("e9", "entry-unknown"),))
    entry = play.campaign.entries["e0"]
    assert (entry.status, len(entry.screenings)) == ("undecided", 1)
    play.publish("e1")
    again = play.fold(ScreeningUndone(CAMPAIGN, ("e0", "e1"), "zhang", NOON))
    assert again == Accepted(False, ("e0",), (Refusal("e1", "already-published"),))
    play.let_pass("e0")
    assert entry.status == "passed"


def test_a_rejection_is_explained_by_a_code_or_in_words() -> None:
    it = office(Play())
    url = f"/api/v1/review/{CAMPAIGN}"
    stated = {"entry_id": "e0", "decision": "reject", "reasons": ["own-city", "alike"]}
    answer = it.post(f"{url}/screenings", "screener", json={"decisions": [stated]})
    assert answer.json() == {"accepted": 1, "refused": []}
    (shown,) = it.get(f"{url}/entries?status=rejected", "screener").json()["entries"]
    assert shown["reasons"] == ["own-city", "alike"]
    page = it.get(f"/office?campaign={CAMPAIGN}&show=rejected", "screener").text
    assert "理由：未突出本地特色；与其他城市精神表述雷同" in page.replace("\n", "")
    unknown = {"entry_id": "e1", "decision": "reject", "reasons": ["because"]}
    refused = it.post(f"{url}/screenings", "screener", json={"decisions": [unknown]})
    assert (refused.status_code, refused.json()["code"]) == (422, "reason-unknown")
    assert it.post(f"{url}/screenings/undo", "screener", json={"entry_ids": ["e0"]}).json()["accepted"] == 1


def test_a_pack_that_names_its_own_reasons_rejects_for_those_alone() -> None:
    play = Play()
    own = (Reason("hard-to-keep", "不好记", "Hard to keep in mind"),)
    play.fold(CampaignLearned(CAMPAIGN, Rules(revision=2, finalists=2, reasons=own), NOON))
    it, url = office(play), f"/api/v1/review/{CAMPAIGN}"
    stated = [{"entry_id": one, "decision": "reject", "reasons": ["hard-to-keep"]} for one in ("e0", "e1")]
    assert it.post(f"{url}/screenings", "screener", json={"decisions": stated}).json()["accepted"] == 2
    usual = {"entry_id": "e2", "decision": "reject", "reasons": ["own-city"]}
    assert it.post(f"{url}/screenings", "screener", json={"decisions": [usual]}).json()["code"] == "reason-unknown"
    page = it.get(f"/office?campaign={CAMPAIGN}&show=rejected", "screener").text
    assert "理由：不好记" in page.replace("\n", "")
    assert "未突出本地特色" not in page
    counted = it.get(f"{url}/progress", "screener").json()["reasons"]
    assert counted == [{"code": "hard-to-keep", "zh": "不好记", "en": "Hard to keep in mind", "rejections": 2}]


def test_a_reason_of_an_old_log_is_still_said_and_counted() -> None:
    play = Play()
    play.screen(ScreeningLine("e0", "reject", "", None, ("own-city", "gone")))
    own = (Reason("hard-to-keep", "不好记", "Hard to keep in mind"),)
    play.fold(CampaignLearned(CAMPAIGN, Rules(revision=2, finalists=2, reasons=own), NOON))
    counted = office(play).get(f"/api/v1/review/{CAMPAIGN}/progress", "screener").json()["reasons"]
    assert [(one["zh"], one["rejections"]) for one in counted] == [("不好记", 0), ("未突出本地特色", 1), ("gone", 1)]


def test_the_usual_reasons_name_no_place() -> None:
    assert [one for one in USUAL if "港" in one.zh or "port" in one.en or "Lianyungang" in one.en] == []


def test_two_people_at_their_pages_see_whom_an_entry_waits_for() -> None:
    it = office(Pairs())
    where = f"/office/screenings?campaign={CAMPAIGN}"
    assert it.post(where, "screener", "zhang", data={"decision": "pass", "picked": "e0|undecided"}).status_code == 303
    page = it.get(f"/office?campaign={CAMPAIGN}&show=second", "screener", "li").text
    assert "待复核 1" in page
    assert "zhang" in page
    again = it.post(where, "screener", "zhang", data={"decision": "pass", "picked": "e0|undecided"})
    assert again.status_code == 409
    assert "须由另一位人员" in again.text
    it.post(where, "screener", "li", data={"decision": "reject", "reasons": "alike", "picked": "e0|undecided"})
    assert "e0|undecided" in it.get(f"/office?campaign={CAMPAIGN}&show=organiser").text
    figures = it.get(f"/api/v1/review/{CAMPAIGN}/progress", "screener").json()
    assert {one["rejections"] for one in figures.pop("reasons")} == {0}
    assert figures == {
        "undecided": 6, "second": 0, "organiser": 1, "passed": 0, "rejected": 0, "decided": 0, "total": 6,
        "in_words": 0,
    }  # fmt: skip


def test_what_was_refused_stays_ticked_with_the_reason_that_was_written() -> None:
    it = office(Play())
    form = {"decision": "pass", "picked": ["e0|undecided", "e5|undecided"], "reason": "示例理由"}
    page = it.post(f"/office/screenings?campaign={CAMPAIGN}", data=form)
    assert page.status_code == 409
    assert 'value="e5|undecided" checked' in page.text
    assert "示例理由" in page.text
    undone = it.post(f"/office/screenings?campaign={CAMPAIGN}", data={"decision": "undo", "picked": "e0|pass"})
    assert undone.status_code == 303
