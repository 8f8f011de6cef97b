"""The office's pages: registration, units, campaigns, accounts; each opens to its roles only and says what is wrong."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from fastapi.testclient import TestClient
from intake.adapters.packs import PackShelf
from intake.domain.entries import NewEntry
from intake.entrypoints.local_moments import local
from intake.entrypoints.pages_campaign import place_of
from intake.handlers.submit import Sender, submit_rows

from tests.unit.intake.door import NOON, Door

LETTER = {
    "channel": "letter", "received_on": "2096-06-01", "phrase": "山海相拥", "name": "示例甲", "phone": "15400000009",
    "unit_id": "haizhou",
}  # fmt: skip
REGISTRATION, UNITS, CAMPAIGN = "/office/registration", "/office/units", "/office/campaign"
ACCOUNTS = "/office/accounts"


@pytest.fixture
def door() -> Door:
    found = Door()
    found.opens()
    return found


@pytest.fixture
def clerk(door: Door) -> TestClient:
    return door.browser("screener")


@pytest.fixture
def office(door: Door) -> TestClient:
    return door.browser("organiser")


@pytest.mark.parametrize("path", [REGISTRATION, UNITS, CAMPAIGN, f"{CAMPAIGN}/new", ACCOUNTS])
def test_each_page_opens_to_its_roles_only(door: Door, path: str) -> None:
    screener = 200 if path in (REGISTRATION, UNITS) else 403
    wanted = {None: 401, "citizen": 403, "unit": 403, "judge": 403, "screener": screener, "organiser": 200}
    assert {role: door.browser(role).get(path).status_code for role in wanted} == wanted


@pytest.mark.parametrize("path", [REGISTRATION, UNITS, CAMPAIGN, ACCOUNTS])
def test_an_account_of_one_campaign_sees_no_other(door: Door, path: str) -> None:
    door.opens("k-2027", title="示例县征集")
    bound = door.browser("organiser", campaign="k-2026")
    assert bound.get(f"{path}?campaign=k-2027").status_code == 403
    assert ("示例县" in bound.get(path).text, "示例县" in door.browser("organiser").get(path).text) == (False, True)


def test_a_letter_leads_to_its_receipt_and_an_empty_form_for_the_next(door: Door, clerk: TestClient) -> None:
    entered = clerk.post(REGISTRATION, data=LETTER)
    [entry] = door.desk.state.entries_of("k-2026")
    assert (entered.status_code, entry.filed.channel, entry.filed.unit_id) == (303, "letter", "haizhou")
    shown = clerk.get(entered.headers["location"]).text
    assert (entry.filed.receipt_no in shown, "示例甲" in shown, 'value="2096-06-01"' in shown) == (True, False, True)
    assert 'name="phrase" type="text" value=""' in shown


def test_the_same_letter_again_is_not_entered_twice(door: Door, clerk: TestClient) -> None:
    clerk.post(REGISTRATION, data=LETTER)
    again = clerk.get(clerk.post(REGISTRATION, data=LETTER).headers["location"]).text
    assert ("没有重复登记" in again, len(door.desk.state.entries_of("k-2026"))) == (True, 1)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"received_on": "2096-06-02"}, "received_on"),
        ({"received_on": "昨天"}, "received_on"),
        ({"phone": "1380013"}, "phone"),
        ({"phrase": " "}, "phrase"),
        ({"name": ""}, "name"),
        ({"unit_id": "nowhere"}, "unit_id"),
    ],
)
def test_what_is_wrong_with_a_letter_is_beside_its_field(
    door: Door, clerk: TestClient, changes: dict[str, str], field: str
) -> None:
    answer = clerk.post(REGISTRATION, data={**LETTER, "explanation": "示例阐释", **changes})
    assert (answer.status_code in (404, 422), f'id="{field}-error"' in answer.text) == (True, True)
    assert ("示例阐释" in answer.text, len(door.desk.state.entries_of("k-2026"))) == (True, 0)


async def report(door: Door, unit: str, count: int) -> None:
    rows = [NewEntry(f"{unit}作品{number}号", "", "示例甲", "", "15400000009", "unit") for number in range(count)]
    await submit_rows(door.desk, "k-2026", Sender("test", unit), rows)


@pytest.fixture
async def reported(door: Door) -> Door:
    for unit, count in {"haizhou": 9, "lianyun": 2, "municipal-01": 5, "jiaoyu": 1}.items():
        await report(door, unit, count)
    return door


def test_units_stand_in_their_groups_with_sums(reported: Door) -> None:
    shown = reported.browser("screener").get(UNITS).text
    assert [word for word in ("6 个单位，11 件", "46 个单位，5 件", "8 个单位，1 件") if word not in shown] == []
    assert shown.index("各县区") < shown.index("功能板块") < shown.index("市各单位") < shown.index("重点系统")
    assert "4 / 64" in shown


def test_units_can_be_put_in_order_of_their_state(reported: Door) -> None:
    shown = reported.browser("organiser").get(f"{UNITS}?by=state").text
    at = [shown.index(f">{unit}<") for unit in ("东海县", "连云区", "海州区", "市纪委监委", "市教育系统")]
    assert at == sorted(at)
    best = reported.browser("organiser").get(f"{UNITS}?by=entries").text
    assert best.index(">海州区<") < best.index(">市纪委监委<") < best.index(">连云区<")


def test_the_deadline_is_moved_in_beijing_time(door: Door, office: TestClient) -> None:
    moved = office.post(CAMPAIGN, data={"closes_at": "2096-06-10T00:00"})
    rules = door.desk.campaign("k-2026").rules
    assert (moved.status_code, rules.submissions_close_at.isoformat()) == (303, "2096-06-10T00:00:00+08:00")
    shown = office.get(moved.headers["location"]).text
    assert ("截止时间已更新" in shown, "2096年6月9日 24:00" in shown) == (True, True)
    office.post(CAMPAIGN, data={"closes_at": "2096-06-10T00:00"})
    assert door.desk.campaign("k-2026").revision == 2


def test_a_deadline_sent_back_as_it_was_shown_changes_nothing(door: Door, office: TestClient) -> None:
    door.opens("k-2027", submissions_close_at=NOON + timedelta(days=1, seconds=30))
    shown = local(NOON + timedelta(days=1))
    assert f'value="{shown}"' in office.get(f"{CAMPAIGN}?campaign=k-2027").text
    assert office.post(f"{CAMPAIGN}?campaign=k-2027", data={"closes_at": shown}).status_code == 303
    assert door.desk.campaign("k-2027").revision == 1


@pytest.mark.parametrize(("typed", "status"), [("", 422), ("明天", 422), ("2020-01-01T00:00", 409)])
def test_a_deadline_that_cannot_be_is_said_beside_the_field(office: TestClient, typed: str, status: int) -> None:
    answer = office.post(CAMPAIGN, data={"closes_at": typed})
    assert (answer.status_code, 'id="closes_at-error"' in answer.text) == (status, True)
    assert f'value="{typed}"' in answer.text


NEW: dict[str, Any] = {"pack": "lianyungang-2020", "campaign_id": "city-2097", "title": "示例市征集"}


def test_a_campaign_is_opened_from_a_pack_once(door: Door, office: TestClient) -> None:
    form = {**NEW, "opens_at": "2096-06-01T08:00", "closes_at": "2096-07-01T00:00"}
    first, again = office.post(f"{CAMPAIGN}/new", data=form), office.post(f"{CAMPAIGN}/new", data=form)
    rules = door.desk.campaign("city-2097").rules
    assert (rules.title, rules.submissions_open_at.isoformat()) == ("示例市征集", "2096-06-01T08:00:00+08:00")
    assert ["said=opened" in first.headers["location"], "said=unchanged" in again.headers["location"]] == [True, True]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"campaign_id": "示例"}, "campaign_id"),
        ({"campaign_id": "k-2026"}, "campaign_id"),
        ({"pack": "other"}, "pack"),
        ({"opens_at": "2096-06-02T00:00", "closes_at": "2096-06-01T00:00"}, "closes_at"),
        ({"opens_at": "明天"}, "opens_at"),
    ],
)
def test_what_is_wrong_with_a_new_campaign_is_beside_its_field(
    office: TestClient, changes: dict[str, str], field: str
) -> None:
    answer = office.post(f"{CAMPAIGN}/new", data={**NEW, **changes})
    assert (answer.status_code >= 400, f'id="{field}-error"' in answer.text) == (True, True)
    assert 'value="示例市征集"' in answer.text


def shelf_with(folder: Path, text: str) -> PackShelf:
    (folder / "broken.yaml").write_text(text, "utf-8")
    return PackShelf(folder)


def test_every_fault_of_a_pack_is_told_with_its_place(door: Door, tmp_path: Path) -> None:
    data = yaml.safe_load(Path("campaigns/lianyungang-2020.yaml").read_text("utf-8"))
    del data["panel"], data["units"][3]["name"]
    data["tiers"]["nominee"] = "二十"
    told = opened_with(door, shelf_with(tmp_path, yaml.safe_dump(data, allow_unicode=True)))
    assert [word for word in ("panel", "units › 第 4 项 › name", "缺少这一项", "现为“二十”") if word not in told] == []


def test_a_pack_that_is_no_yaml_is_told_by_line(door: Door, tmp_path: Path) -> None:
    assert "第 2 行" in opened_with(door, shelf_with(tmp_path, "title: x\n  : [\n"))


def opened_with(door: Door, shelf: PackShelf) -> str:
    door.parts.desk = replace(door.desk, packs=shelf)
    answer = door.browser("organiser").post(f"{CAMPAIGN}/new", data={**NEW, "pack": "broken"})
    assert answer.status_code == 422
    return answer.text


def test_a_place_in_a_pack_is_counted_as_people_count() -> None:
    assert place_of("units.3.name") == ("units › 第 4 项 › name", "units › item 4 › name")
    assert place_of("") == ("整个文件", "the whole file")


ACCOUNT = {"role": "unit", "unit_id": "haizhou", "username": "hz-01", "password": "示例密码一二三四"}


def test_an_account_of_a_unit_is_made_and_its_password_is_not_shown(door: Door, office: TestClient) -> None:
    made = office.post(ACCOUNTS, data=ACCOUNT)
    account = door.desk.state.accounts["hz-01"]
    assert (made.status_code, account.campaign_id, account.unit_id) == (303, "k-2026", "haizhou")
    shown = office.get(made.headers["location"]).text
    assert ("账号 hz-01（报送单位）可以使用了" in shown, ACCOUNT["password"] in shown) == (True, False)
    assert "海州区" in shown[shown.index("已有账号") :]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"username": "HZ 01"}, "username"),
        ({"username": "taken"}, "username"),
        ({"password": "short"}, "password"),
        ({"unit_id": ""}, "unit_id"),
        ({"unit_id": "nowhere"}, "unit_id"),
    ],
)
def test_what_is_wrong_with_an_account_is_beside_its_field(
    door: Door, office: TestClient, changes: dict[str, str], field: str
) -> None:
    door.has_account("taken", "another password")
    answer = office.post(ACCOUNTS, data={**ACCOUNT, **changes})
    assert (answer.status_code >= 400, f'id="{field}-error"' in answer.text) == (True, True)
    assert ("hz-01" in door.desk.state.accounts, ACCOUNT["password"] in answer.text) == (False, False)


@pytest.mark.parametrize(
    ("bound", "role", "scope", "campaign"),
    [(None, "judge", "all", None), (None, "judge", "campaign", "k-2026"), ("k-2026", "judge", "all", "k-2026"),
     (None, "unit", "all", "k-2026")],
)  # fmt: skip
def test_nobody_makes_an_account_that_reaches_further_than_his_own(
    door: Door, bound: str | None, role: str, scope: str, campaign: str | None
) -> None:
    office = door.browser("organiser", campaign=bound)
    assert office.post(ACCOUNTS, data={**ACCOUNT, "role": role, "scope": scope}).status_code == 303
    assert door.desk.state.accounts["hz-01"].campaign_id == campaign


def test_an_account_of_one_campaign_opens_no_other_and_reaches_no_further_by_the_api(door: Door) -> None:
    bound = door.browser("organiser", campaign="k-2026")
    assert "/office/campaign/new" not in bound.get(CAMPAIGN).text
    assert [bound.get(f"{CAMPAIGN}/new").status_code, bound.post(f"{CAMPAIGN}/new", data=NEW).status_code] == [403, 403]
    assert bound.post("/api/v1/campaigns", json={"pack": NEW["pack"], "campaign_id": "c-2"}).status_code == 403
    account = {"username": "boss", "password": ACCOUNT["password"], "role": "organiser"}
    sent = [bound.post("/api/v1/accounts", json={**account, "campaign_id": one}) for one in (None, "other", "k-2026")]
    assert [answer.status_code for answer in sent] == [403, 403, 201]


def test_without_a_campaign_the_office_is_led_to_opening_one() -> None:
    office = Door().browser("organiser")
    shown = office.get(CAMPAIGN)
    assert (shown.status_code, f'href="{CAMPAIGN}/new"' in shown.text) == (200, True)
    assert office.get(UNITS).status_code == 404


@pytest.mark.parametrize("path", [REGISTRATION, UNITS, CAMPAIGN, f"{CAMPAIGN}/new", ACCOUNTS, f"{UNITS}?by=state"])
def test_every_page_speaks_english(office: TestClient, path: str) -> None:
    answer = office.get(path, headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.headers["content-language"], "请" in answer.text) == (200, "en", False)


def test_no_clock_but_the_one_that_is_given_dates_the_form(clerk: TestClient) -> None:
    assert f'value="{NOON.date().isoformat()}"' in clerk.get(REGISTRATION).text
