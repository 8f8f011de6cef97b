"""Reporting units: the tree, soft quotas and their fill rate, informants, and 提醒函 by which the office chases."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import orjson
import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from intake.domain.entries import NewEntry
from intake.domain.events import LogEvent
from intake.domain.quota import Fill, branches, fill_of, unit_lines
from intake.domain.rules import Unit
from intake.domain.state import State
from intake.domain.unit_events import InformantNamed, UnitsReminded
from intake.domain.unit_tree import above_of, tree_faults, walk
from intake.handlers.publish import publishing_from
from intake.handlers.submit import Sender, submit_rows
from plumbing.records import Position, Record
from plumbing.settings import demo_secret

from tests.unit.intake.door import NOON, Door
from tests.unit.intake.log_play import DURING, C, opened
from tests.unit.intake.test_publish import record

UNITS = (
    Unit("city", "示例市直", "municipal", 2, 4),
    Unit("county", "示例县", "county", 4, 6),
    Unit("town", "示例镇", "county", 2, 3, parent="county"),
    Unit("village", "示例村", "county", None, None, parent="town"),
    Unit("school", "示例学校", "municipal", 1, 1, parent="city"),
)
API, PAGE = "/api/v1/campaigns/k-2026", "/office/units"
INFORMANT = {"name": "测试信息员一", "phone": "15400000021"}


@pytest.fixture
def door() -> Door:
    found = Door()
    found.opens(units=UNITS)
    return found


async def report(door: Door, unit: str, count: int) -> None:
    rows = [NewEntry(f"{unit}作品{number}号", "", "示例甲", "", "15400000009", "unit") for number in range(count)]
    await submit_rows(door.desk, "k-2026", Sender("test", unit), rows)


def test_units_form_a_tree_each_before_those_below_it() -> None:
    placed = [(unit.unit_id, depth) for unit, depth in walk(UNITS)]
    assert placed == [("city", 0), ("school", 1), ("county", 0), ("town", 1), ("village", 2)]
    assert above_of(UNITS, "village") == ("town", "county")


def test_a_circle_and_an_unknown_parent_are_faults_of_the_pack() -> None:
    wrong = (
        replace(UNITS[0], parent="school"), UNITS[4], replace(UNITS[1], parent="nowhere"),
        replace(UNITS[2], parent="town"),
    )  # fmt: skip
    assert [(fault.number, "环" in fault.zh) for fault in tree_faults(wrong)] == [
        (0, True), (1, True), (2, False), (3, True),
    ]  # fmt: skip
    assert tree_faults(UNITS) == []


@given(st.lists(st.integers(-1, 12), min_size=1, max_size=12))
def test_no_unit_is_lost_in_whatever_tree(parents: list[int]) -> None:
    units = [Unit(str(n), str(n), "g", parent=None if up < 0 else str(up)) for n, up in enumerate(parents)]
    assert sorted(unit.unit_id for unit, _ in walk(units)) == sorted(unit.unit_id for unit in units)


def test_the_fill_rate_counts_no_surplus_of_one_unit_for_another() -> None:
    lines = unit_lines(UNITS, {"city": 5, "county": 1, "village": 9})
    assert [line.state for line in lines] == ["over", "under", "under", "open", "under"]
    assert fill_of(lines) == Fill(counted=3, asked=9)
    assert fill_of(lines).rate == Fraction(1, 3)
    sums = {one.line.unit.unit_id: (one.units, one.entries, one.fill.rate) for one in branches(lines)}
    assert sums["county"] == (3, 10, Fraction(1, 6))
    assert sums["village"] == (1, 9, None)


def played(*events: LogEvent) -> list[list[dict[str, object]]]:
    step = publishing_from(State())
    return [
        [orjson.loads(one.value) for one in step(record(event, offset)) if one.topic == "unit-reminded"]
        for offset, event in enumerate(events)
    ]


def reminded(*unit_ids: str, hours: int = 0, forced: bool = False) -> UnitsReminded:
    return UnitsReminded(C, unit_ids, forced, "office", DURING + timedelta(hours=hours))


def test_a_unit_is_written_to_once_a_day_unless_forced() -> None:
    named = InformantNamed(C, "haizhou", "ref-1", "sealed", "office", DURING)
    told = played(
        opened(), named, reminded("haizhou", "lianyun"), reminded("haizhou", hours=1),
        reminded("haizhou", hours=2, forced=True), reminded("haizhou", hours=48),
    )[2:]  # fmt: skip
    numbers = [[event["data"]["number"] for event in events] for events in told]  # type: ignore[index]
    assert numbers == [[1, 2], [], [3], [4]]
    refs = [event["data"]["informant_ref"] for event in told[0]]  # type: ignore[index]
    assert refs == ["ref-1", None]
    assert len({event["id"] for events in told for event in events}) == 4


def test_nobody_is_chased_after_the_end_nor_a_unit_that_is_none() -> None:
    assert played(opened(), reminded("haizhou", hours=24 * 4000), reminded("haizhou", "nowhere"))[1:] == [[], []]


async def test_one_click_writes_to_every_unit_that_is_under_with_its_figures(door: Door) -> None:
    await report(door, "city", 3)
    await report(door, "county", 1)
    office = door.browser("screener")
    done = office.post(f"{PAGE}/reminders", data={"whom": "under"})
    assert (done.status_code, "written=3" in done.headers["location"]) == (303, True)
    letters = {one.unit_id: (one.entries, one.quota_min, one.actor) for one in door.desk.campaign("k-2026").letters}
    assert letters == {"county": (1, 4, "screener"), "town": (0, 2, "screener"), "school": (0, 1, "screener")}
    again = office.post(f"{PAGE}/reminders", data={"whom": "under"})
    assert (again.status_code, "今天都已发过" in again.text) == (409, True)
    assert office.post(f"{PAGE}/reminders", data={"whom": "under", "again": "yes"}).status_code == 303
    shown = office.get(done.headers["location"]).text
    assert ("已发出 3 份提醒函" in shown, "6 号" in shown) == (True, True)


def test_chosen_units_are_chased_and_none_chosen_is_said(door: Door) -> None:
    office = door.browser("organiser")
    none = office.post(f"{PAGE}/reminders", data={"whom": "chosen"})
    assert (none.status_code, "请先勾选" in none.text) == (422, True)
    office.post(f"{PAGE}/reminders", data={"whom": "chosen", "unit": ["city", "town"]})
    assert [one.unit_id for one in door.desk.campaign("k-2026").letters] == ["city", "town"]
    assert office.post(f"{PAGE}/reminders", data={"whom": "chosen", "unit": "nowhere"}).status_code == 404


def test_a_unit_reads_its_letter_and_nobody_else_s(door: Door) -> None:
    door.browser("organiser").post(f"{API}/reminders", json={"unit_ids": ["town", "city"]})
    town = door.browser("unit", campaign="k-2026", unit="town")
    assert "提醒函〔2096〕1 号" in town.get("/unit").text
    letter = town.get("/unit/letters/1").text
    assert 'href="/letters/' in letter
    assert [word for word in ("示例镇", "2—3", "还差", "6月2日") if word not in letter] == []
    assert "Letter 2096/1" in town.get("/unit/letters/1", headers={"Accept-Language": "en"}).text
    assert town.get("/unit/letters/2").status_code == 404
    assert town.get("/unit/letters/2?unit_id=city").status_code == 403


def test_the_office_and_the_unit_above_name_an_informant_and_nobody_else(door: Door) -> None:
    path = f"{API}/units/town/informant"
    above, itself, beside = (door.browser("unit", campaign="k-2026", unit=one) for one in ("county", "town", "city"))
    answers = [who.put(path, json=INFORMANT).status_code for who in (above, itself, beside, door.browser("organiser"))]
    assert answers == [200, 403, 403, 200]
    assert above.get("/unit/informant?unit_id=town").status_code == 200
    assert itself.get("/unit/informant?unit_id=town").status_code == 403
    sent = above.post("/unit/informant?unit_id=village", data=INFORMANT)
    assert sent.headers["location"].startswith("/unit?campaign=k-2026&unit_id=county")
    assert set(door.desk.campaign("k-2026").informants) == {"town", "village"}


def test_an_informant_is_sealed_and_seen_with_a_reason_only(door: Door) -> None:
    office = door.browser("organiser")
    office.post("/unit/informant?unit_id=town", data=INFORMANT)
    for path in ("/unit?unit_id=town", PAGE, "/unit/informant?unit_id=town"):
        assert not {"测试信息员一", "15400000021"} & set(office.get(path).text.replace("<", " ").split())
    before = door.desk.state.unsealed
    without = office.post("/unit/informant/contact?unit_id=town", data={"reason": " "})
    assert (without.status_code, "请写明查看的理由" in without.text, door.desk.state.unsealed) == (422, True, before)
    seen = office.post("/unit/informant/contact?unit_id=town", data={"reason": "核对电话"})
    assert ("测试信息员一" in seen.text, seen.headers["cache-control"]) == (True, "no-store")
    assert door.desk.state.unsealed == before + 1
    ref = door.desk.campaign("k-2026").informants["town"].informant_ref
    assert door.desk.state.sealed_contact("k-2026", ref, "a-notice") is not None


def test_notify_opens_the_informant_of_a_letter_and_that_is_written_down(door: Door) -> None:
    door.browser("organiser").put(f"{API}/units/town/informant", json=INFORMANT)
    door.browser("organiser").post(f"{API}/reminders", json={"unit_ids": ["town"]})
    ref = door.desk.campaign("k-2026").letters[0].informant_ref
    asked = {"campaign_id": "k-2026", "purpose": "notice", "reference": "a-notice"}
    token = {"Authorization": f"Bearer {demo_secret('service_token')}"}
    told = door.browser().post(f"/internal/v1/contacts/{ref}/unseal", json=asked, headers=token)
    assert (told.json(), door.desk.state.unsealed) == ({"name": "测试信息员一", "phone": "+8615400000021"}, 1)


@pytest.mark.parametrize(("changes", "field"), [({"name": " "}, "name"), ({"phone": "1"}, "phone")])
def test_what_is_wrong_with_an_informant_is_beside_its_field(door: Door, changes: dict[str, str], field: str) -> None:
    answer = door.browser("organiser").post("/unit/informant?unit_id=town", data={**INFORMANT, **changes})
    assert (answer.status_code, f'id="{field}-error"' in answer.text) == (422, True)


async def test_the_board_shows_the_tree_with_subtotals_and_rates(door: Door) -> None:
    await report(door, "county", 3)
    await report(door, "village", 2)
    office: TestClient = door.browser("screener")
    shown = office.get(f"{PAGE}?by=tree").text
    assert [word for word in ("共 5", "75.0%", "共 50.0%", "└ ", "33.3%") if word not in shown] == []
    assert "按层级" not in _flat_board()
    rows = {one["unit_id"]: one for one in door.browser("organiser").get(f"{API}/units").json()}
    assert (rows["county"]["branch_entries"], rows["county"]["branch_fill_rate"]) == (5, 0.5)
    assert (rows["village"]["parent"], rows["village"]["depth"], rows["village"]["fill_rate"]) == ("town", 2, None)


def _flat_board() -> str:
    flat = Door()
    flat.opens()
    return flat.browser("organiser").get(PAGE).text


def test_a_unit_sees_those_below_it_and_no_other(door: Door) -> None:
    county = door.browser("unit", campaign="k-2026", unit="county")
    assert [county.get(f"{API}/units/{one}").status_code for one in ("county", "village", "city")] == [200, 200, 403]
    shown = county.get("/unit").text
    assert ("示例村" in shown, "示例学校" in shown) == (True, False)


def test_an_old_log_without_units_events_folds_as_before() -> None:
    assert publishing_from(State())(Record("intake-log", Position(0, 0), C, record(opened()).value, 0))
    assert NOON > DURING
