"""The page of a reporting unit: its own quota, entries and sheets, and nobody else's."""

from datetime import timedelta
from typing import Any

import pytest
from httpx2 import Response
from intake.domain.quota import UnitLine, quota_state
from intake.domain.rules import Unit
from intake.domain.sheet_report import SheetReport
from intake.entrypoints.pages_unit import distance
from intake.handlers.recent_reports import KEPT, RecentReports

from tests.unit.intake.door import NOON, Door

HEADINGS = "序号,表述语（16字以内）,姓名,工作单位,手机号码,简要阐释说明（可附页）\n"
GOOD = "1,山海相拥,示例甲,示例单位,15400000001,示例阐释\n"
PHONELESS = "2,向海图强,示例乙,示例单位,,示例阐释\n"
OWN = {"campaign": "k-2026", "unit": "haizhou"}


@pytest.fixture
def door() -> Door:
    found = Door()
    found.opens()
    return found


def send(browser: Any, text: str, path: str = "/unit") -> Response:
    answer: Response = browser.post(path, files={"file": ("汇总表.csv", text.encode())})
    return answer


@pytest.mark.parametrize(("role", "status"), [(None, 401), ("citizen", 403), ("judge", 403), ("leader", 403)])
def test_only_units_and_the_office_report(door: Door, role: str | None, status: int) -> None:
    assert [door.browser(role).get(f"/unit{path}").status_code for path in ("", "/form", "/returned")] == [status] * 3
    assert send(door.browser(role), HEADINGS + GOOD).status_code == status


def test_a_unit_sees_its_own_quota_and_nobody_else_s(door: Door) -> None:
    unit = door.browser("unit", **OWN)
    shown = unit.get("/unit").text
    said = ("海州区", '重点报送数：<span class="nowrap">8—10<', "还差 8 件")
    assert [words for words in said if words not in shown] == []
    others = "campaign=k-2026&unit_id=lianyun"
    assert [unit.get(f"/unit{path}?{others}").status_code for path in ("", "/form", "/returned")] == [403] * 3
    assert send(unit, HEADINGS + GOOD, f"/unit?{others}").status_code == 403


def test_the_office_chooses_a_unit_first(door: Door) -> None:
    office = door.browser("screener")
    assert office.get("/unit").headers["location"] == "/office/units"
    assert "连云区" in office.get("/unit?unit_id=lianyun").text
    assert office.get("/unit?unit_id=nowhere").status_code == 404


def test_a_sheet_with_a_fault_leads_to_figures_rows_and_the_sheet_that_goes_back(door: Door) -> None:
    unit = door.browser("unit", **OWN)
    sent = send(unit, HEADINGS + GOOD + PHONELESS)
    assert sent.status_code == 303
    shown = unit.get(sent.headers["location"]).text
    result = shown[shown.index('id="result"') : shown.index("上传汇总表</h2>")]
    assert [word for word in ("有 1 行没有收下", "第 3 行", "手机号码", "缺少手机号码") if word not in result] == []
    assert ("示例乙" in result, "山海相拥" in shown) == (False, True)
    key = sent.headers["location"].partition("report=")[2].partition("#")[0]
    back = unit.get(f"/unit/returned?report={key}")
    assert (back.status_code, back.content[:2], back.headers["cache-control"]) == (200, b"PK", "no-store")


def test_the_same_sheet_again_creates_nothing_and_says_so(door: Door) -> None:
    unit = door.browser("unit", **OWN)
    first, again = send(unit, HEADINGS + GOOD), send(unit, HEADINGS + GOOD)
    assert first.headers["location"] == again.headers["location"]
    assert "都已登记过，没有重复登记" in unit.get(again.headers["location"]).text
    assert len(door.desk.state.entries_of("k-2026")) == 1


def test_no_unit_sees_the_result_of_another(door: Door) -> None:
    key = send(door.browser("unit", **OWN), HEADINGS + PHONELESS).headers["location"].partition("report=")[2]
    other = door.browser("unit", campaign="k-2026", unit="lianyun")
    query = f"report={key.partition('#')[0]}"
    assert other.get(f"/unit/returned?{query}").status_code == 404
    assert 'id="result"' not in other.get(f"/unit?{query}").text


def test_a_result_is_gone_after_half_an_hour_and_the_page_says_how_to_have_it_again(door: Door) -> None:
    unit = door.browser("unit", **OWN)
    place = send(unit, HEADINGS + PHONELESS).headers["location"]
    door.parts.clock.advance(KEPT)  # type: ignore[attr-defined]
    assert "重新上传汇总表" in unit.get(place).text


@pytest.mark.parametrize(("text", "said"), [("", "请先选择要上传的汇总表文件"), ("a,b\n1,2\n", "表头缺少")])
def test_what_is_no_sheet_is_said_beside_the_field(door: Door, text: str, said: str) -> None:
    answer = send(door.browser("unit", **OWN), text)
    assert (answer.status_code, 'id="file-error"' in answer.text, said in answer.text) == (422, True, True)


def test_without_a_file_the_form_says_so(door: Door) -> None:
    answer = door.browser("unit", **OWN).post("/unit")
    assert (answer.status_code, 'id="file-error"' in answer.text) == (422, True)


def test_after_the_end_there_is_no_form_and_a_sheet_is_refused_with_words(door: Door) -> None:
    door.opens("k-past", submissions_close_at=NOON)
    unit = door.browser("unit", campaign="k-past", unit="haizhou")
    shown = unit.get("/unit").text
    assert ("征集已经截止" in shown, 'name="file"' in shown) == (True, False)
    assert (send(unit, HEADINGS + GOOD).status_code, len(door.desk.state.entries_of("k-past"))) == (409, 0)


def test_the_blank_form_goes_by_the_name_of_the_campaign(door: Door) -> None:
    answer = door.browser("unit", **OWN).get("/unit/form")
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")
    assert "filename*=UTF-8''%E2%80%9C" in answer.headers["content-disposition"]


def test_many_entries_come_in_pages_the_latest_first(door: Door) -> None:
    unit = door.browser("unit", **OWN)
    send(unit, HEADINGS + "".join(f"{n},示例作品第{n}号,示例甲,,15400000001,\n" for n in range(1, 131)))
    first, second = unit.get("/unit").text, unit.get("/unit?page=2").text
    assert ("第130号" in first, "第31号" in first, "第30号" in first) == (True, True, False)
    assert ("第30号" in second, "第1号" in second, "page=3" in second) == (True, True, False)


@pytest.mark.parametrize("role", ["unit", "organiser"])
def test_the_page_speaks_english(door: Door, role: str) -> None:
    place = send(door.browser("unit", **OWN), HEADINGS + GOOD + PHONELESS).headers["location"]
    answer = door.browser(role, campaign="k-2026", unit="haizhou").get(place, headers={"Accept-Language": "en"})
    assert ("Not taken" in answer.text, "mobile number is missing" in answer.text, "请" in answer.text) == (
        True, True, False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("quota", "entries", "said"),
    [((8, 10), 0, "还差 8 件"), ((8, 10), 8, "已达到"), ((8, 10), 12, "超出 2 件"), ((None, None), 3, "数量不限"),
     ((None, 5), 7, "超出 2 件"), ((2, None), 1, "还差 1 件")],
)  # fmt: skip
def test_the_distance_from_the_quota_is_said_in_pieces(quota: tuple[Any, Any], entries: int, said: str) -> None:
    unit = Unit("u", "示例单位", "county", *quota)
    assert distance(UnitLine(unit, entries, quota_state(unit, entries)))[0] == said


def test_reports_are_kept_for_a_while_and_the_oldest_give_way_to_weight() -> None:
    kept, unit = RecentReports(most_bytes=10), Unit("u", "示例单位", "county")
    heavy = SheetReport(unit, (), 1, 0, 0, 1, 0, 0, (), b"123456")
    kept.keep("one", heavy, NOON)
    kept.keep("two", heavy, NOON + timedelta(minutes=1))
    assert (kept.find("one", NOON), kept.find("two", NOON)) == (None, heavy)
    assert kept.find("two", NOON + timedelta(minutes=1) + KEPT) is None
