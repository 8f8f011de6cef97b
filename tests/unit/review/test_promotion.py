"""媒体宣传 and the figures of the campaign: counted by outlet, never by person, and never before a stage is public."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree

import pytest
from plumbing.via import VIA_COOKIE
from review.domain.campaign_figures import by_day, by_outlet, figures_of
from review.domain.events import CampaignLearned
from review.domain.fold import UNCHANGED, Refused, apply
from review.domain.media_kit import public_stages
from review.domain.promotion import code_or_none, outlet_code
from review.domain.promotion_folds import SurveyEntered, VisitCount, VisitsCounted
from review.domain.rules import Rules, Unit
from review.domain.state import State
from review.entrypoints.csv_files import csv_file
from review.handlers.journal import decode, encode
from review.handlers.promotion import VisitCounter, code_of

from tests.unit.review.campaign_play import CAMPAIGN, NOON, Play, received
from tests.unit.review.late_play import Late

API = f"/api/v1/review/{CAMPAIGN}"
UNITS = (Unit("county", "示例县"), Unit("board", "示例区"))
DAILY = {"name": "示例日报", "unit_id": "county", "audience": 1000}


def late_play() -> Late:
    """The vote is over and open to everybody; two units."""
    late = Late()
    late.fold(CampaignLearned(CAMPAIGN, replace(late.campaign.rules, revision=2, units=UNITS), NOON))
    return late


def registered(late: Late) -> str:
    answer = late.ask("POST", f"{API}/outlets", "organiser", DAILY)
    assert answer.status_code == 201
    code: str = answer.json()["code"]
    return code


async def opened(late: Late, code: str, stage: str = "call") -> Any:
    answer = late.client.get(f"/go/{stage}?campaign={CAMPAIGN}&via={code}")
    await late.app.state.visits.flush()
    return answer


def test_an_outlet_has_one_short_code_that_names_nobody() -> None:
    late = late_play()
    code = registered(late)
    assert late.ask("POST", f"{API}/outlets", "organiser", DAILY).status_code == 200
    assert (code, len(code)) == (code_of(CAMPAIGN, "示例日报", "county"), 6)
    assert outlet_code("0" * 32) == "222222"
    assert [code_or_none(typed) for typed in (f" {code.lower()} ", "", "1234567", "<b>")] == [code, None, None, None]


async def test_an_opened_link_is_counted_and_leads_on_and_nobody_is_told_from_anybody() -> None:
    late = late_play()
    code = registered(late)
    answer = await opened(late, code)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/?campaign={CAMPAIGN}")
    cookies = answer.headers.get_list("set-cookie")
    assert [cookie.split(";")[0] for cookie in cookies] == [f"{VIA_COOKIE}={code}"] * 2
    assert {part.strip() for cookie in cookies for part in cookie.split(";") if "ath=" in part} == {
        "Path=/submit", "Path=/entries",
    }  # fmt: skip
    assert late.campaign.promotion.opened(code) == 1


async def test_a_vote_is_linked_to_no_outlet() -> None:
    late = late_play()
    code = registered(late)
    answer = await opened(late, code, "vote")
    assert answer.headers["location"] == f"/vote/{CAMPAIGN}-vote"
    assert "set-cookie" not in answer.headers
    assert late.campaign.promotion.opened(code, "vote") == 1


async def test_a_code_that_is_no_outlet_s_is_ignored() -> None:
    late = late_play()
    before = len(late.log.events)
    answer = await opened(late, "ZZZZZZ")
    assert (answer.status_code, "set-cookie" in answer.headers, len(late.log.events)) == (303, False, before)


def test_a_batch_that_is_written_twice_counts_once() -> None:
    late = late_play()
    code = registered(late)
    batch = VisitsCounted(CAMPAIGN, "p1", 1, (VisitCount(code, "call", 5), VisitCount("ZZZZZZ", "call", 9)), NOON)
    late.fold(batch)
    assert late.fold(decode(encode(batch))) == UNCHANGED
    late.fold(replace(batch, process="p2"))
    assert late.campaign.promotion.opened(code) == 10
    assert list(late.campaign.promotion.visits) == [(code, "call", date(2026, 6, 1))]


async def test_openings_go_to_the_log_together() -> None:
    late = late_play()
    code = registered(late)
    counter, before = VisitCounter(late.desk, "p1"), len(late.log.events)
    assert [counter.opened(CAMPAIGN, "call", code) for _ in range(3)] == [code] * 3
    await counter.flush()
    await counter.flush()
    assert (len(late.log.events), late.campaign.promotion.opened(code)) == (before + 1, 3)


def test_entries_and_comments_are_counted_with_the_outlet_and_the_unit() -> None:
    late = late_play()
    code = registered(late)
    late.fold(replace(received(40), outlet=code))
    late.fold(replace(received(41), outlet="ZZZZZZ"))
    late.client.cookies.set(VIA_COOKIE, code, path="/entries")
    said = late.client.post(f"/entries/{CAMPAIGN}/e00", data={"text": "说得好"}, headers=late.bearer("citizen:ref"))
    assert said.status_code == 303
    [line] = by_outlet(late.campaign)
    assert (line.entries, line.comments) == (1, 1)
    shown = late.ask("GET", "/office/media", "organiser").text
    assert ("按单位合计" in shown, "示例县" in shown, code in shown) == (True, True, True)


def test_nothing_of_a_stage_is_given_out_before_it_is_public() -> None:
    play = Play()
    assert public_stages(play.campaign, NOON) == ("call",)
    play.discussed()
    assert public_stages(play.campaign, NOON) == ("call", "discussion")
    late = late_play()
    assert public_stages(late.campaign, NOON - timedelta(minutes=1)) == ("call", "discussion")
    assert public_stages(late.campaign, NOON) == ("call", "discussion", "vote")
    for path in ("/go/result", "/media/result/qr.svg", "/media/result/picture.svg"):
        assert late.ask("GET", f"{path}?campaign={CAMPAIGN}").status_code == 404
    assert "/go/result" not in late.ask("GET", f"/media?campaign={CAMPAIGN}").text


def test_the_kit_has_texts_link_code_and_picture_in_both_languages() -> None:
    late = late_play()
    code = registered(late)
    shown = late.ask("GET", f"/media?campaign={CAMPAIGN}&via={code}").text
    wanted = (f"/go/vote?campaign={CAMPAIGN}&amp;via={code}", "供“示例日报”使用", "欢迎阅读", "Scan the code")
    assert [word for word in wanted if word not in shown] == []
    assert "via=" not in late.ask("GET", f"/media?campaign={CAMPAIGN}&via=ZZZZZZ").text
    for name in ("qr", "picture"):
        picture = late.ask("GET", f"/media/vote/{name}.svg?campaign={CAMPAIGN}&via={code}")
        drawn = ElementTree.fromstring(picture.content)  # noqa: S314 - we drew it
        assert (picture.headers["content-type"], drawn.tag) == ("image/svg+xml", "{http://www.w3.org/2000/svg}svg")


def test_the_figures_of_the_campaign_have_a_formula_a_source_and_exact_values() -> None:
    play = Play(state=State())
    play.fold(CampaignLearned(CAMPAIGN, Rules(revision=2, title="示例活动", finalists=2, units=UNITS), NOON))
    assert figures_of(play.campaign)["reach"].share is figures_of(play.campaign)["awareness"].share is None
    play.fold(replace(received(10), unit_id="county", author_ref="author-1"))
    play.fold(replace(received(11), unit_id="board", withdrawn_at=NOON))
    play.discussed()
    play.comment("e0", author="author-2")
    play.comment("e0", author="somebody")
    play.fold(SurveyEntered(CAMPAIGN, 200, 500, "示例调查队", date(2026, 6, 20), "office", NOON))
    play.fold(SurveyEntered(CAMPAIGN, 1, 500, "更早的调查", date(2026, 6, 1), "office", NOON))
    found = figures_of(play.campaign)
    assert found["coverage"].share == Fraction(1, 2)
    assert found["awareness"].share == Fraction(2, 5)
    assert found["participation"].above == 6 + 1 + 1
    again = State()
    for event in play.log:
        apply(again, decode(encode(event)))
    assert figures_of(again.campaigns[CAMPAIGN]) == found


def test_reach_divides_openings_by_the_stated_audience_only() -> None:
    late = late_play()
    code = registered(late)
    other = late.ask("POST", f"{API}/outlets", "organiser", {"name": "示例电台"}).json()["code"]
    counts = (VisitCount(code, "call", 250), VisitCount(other, "call", 999))
    late.fold(VisitsCounted(CAMPAIGN, "p1", 1, counts, NOON))
    assert figures_of(late.campaign)["reach"].share == Fraction(1, 4)


def test_days_without_entries_are_days_too() -> None:
    play = Play()
    play.fold(replace(received(20), submitted_at=NOON + timedelta(days=2)))
    assert [count for _, count in by_day(play.campaign)] == [6, 0, 1]


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"aware": 501}, "survey-does-not-add-up"), ({"source": " "}, "source-required")],
)
def test_a_survey_that_cannot_be_is_refused(changes: dict[str, Any], code: str) -> None:
    survey = {"aware": 200, "asked": 500, "source": "示例调查队", "day": "2026-06-20", **changes}
    assert late_play().code("POST", f"{API}/surveys", "organiser", survey) == (422, code)


def test_the_page_of_figures_keeps_what_was_typed_and_shows_charts_with_tables() -> None:
    late = late_play()
    office = late.bearer("organiser")
    wrong = late.client.post("/office/figures", data={"asked": "很多", "source": "示例调查队"}, headers=office)
    assert (wrong.status_code, 'value="示例调查队"' in wrong.text) == (422, True)
    typed = {"asked": "500", "aware": "200", "source": "示例调查队", "day": "2026-06-20"}
    assert late.client.post("/office/figures", data=typed, headers=office).status_code == 303
    shown = late.client.get("/office/figures", headers=office).text
    wanted = ("40.0%", "样本 500 人", "<svg viewBox", "网络投稿", "覆盖面", "已报送单位数 ÷", "2026-06-01")
    assert [word for word in wanted if word not in shown] == []
    assert "style=" not in shown
    english = late.client.get("/office/figures", headers={**office, "Accept-Language": "en"}).text
    assert "units that sent an entry" in english


@pytest.mark.parametrize("table", ["figures", "day", "channel", "unit", "outlets"])
def test_each_table_is_a_file(table: str) -> None:
    answer = late_play().ask("GET", f"/office/figures/{table}.csv?campaign={CAMPAIGN}", "organiser")
    assert (answer.status_code, answer.content[:3]) == (200, b"\xef\xbb\xbf")
    assert len(answer.text.splitlines()) >= 1


def test_no_cell_of_a_file_is_run_by_a_spreadsheet() -> None:
    body = bytes(csv_file("a", [("=1+1", -1, "+cmd", "示例")]).body)
    assert body.decode("utf-8-sig").strip() == "'=1+1,-1,'+cmd,示例"


@pytest.mark.parametrize(
    "path", ["/office/media", "/office/figures", "/office/figures/day.csv", f"{API}/outlets", f"{API}/figures"]
)
@pytest.mark.parametrize("role", ["", "citizen", "unit", "judge", "screener", "leader"])
def test_promotion_and_figures_are_the_organiser_s(path: str, role: str) -> None:
    assert late_play().ask("GET", path, role).status_code == (403 if role else 401)


def test_an_outlet_without_a_name_or_of_no_unit_is_refused() -> None:
    late = late_play()
    assert late.code("POST", f"{API}/outlets", "organiser", {"name": " "}) == (422, "outlet-name-missing")
    assert late.code("POST", f"{API}/outlets", "organiser", {"name": "示例", "unit_id": "nowhere"})[0] == 404
    page = late.client.post("/office/media", data={"name": " "}, headers=late.bearer("organiser"))
    assert (page.status_code, "请填写媒体名称" in page.text) == (422, True)
    assert isinstance(late.fold(SurveyEntered(CAMPAIGN, 1, 0, "x", date(2026, 6, 1), "office", NOON)), Refused)
