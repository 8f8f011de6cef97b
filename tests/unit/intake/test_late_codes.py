"""Late entries by a code: one entry, once, until its time is over, and the log decides (issue 5)."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake.domain.events import EntriesSubmitted, LateCodeIssued
from intake.domain.late_codes import code_text, normal_code

from tests.unit.intake.change_play import life
from tests.unit.intake.door import NOON, Door
from tests.unit.intake.log_play import CLOSES, DURING, OPENS, C, filed, submitted

ENTRY = {"phrase": "山海相拥，向海图强", "explanation": "示例阐释", "name": "示例甲", "workplace": "示例单位"}
LATE = CLOSES + timedelta(hours=1)
CODES = "/api/v1/campaigns/k-2026/late-codes"


def issued(unit_id: str | None = None, **changes: Any) -> LateCodeIssued:
    return LateCodeIssued(C, "digest", unit_id, changes.pop("until", LATE + timedelta(days=1)), "office", DURING)


def late(number: int, code: str = "digest", **changes: Any) -> EntriesSubmitted:
    return EntriesSubmitted(C, (filed(number, received_at=LATE, **changes),), "citizen", LATE, code)


def codes(*events: Any) -> list[str]:
    return [verdict.code for verdict in life(*events)[1]]


def test_a_code_lets_one_entry_in_after_the_deadline_and_is_used_up() -> None:
    state, verdicts = life(issued(), late(1), late(1), late(2))
    assert [one.code for one in verdicts] == ["", "", "", "late-code-used"]
    assert [one.accepted for verdict in verdicts[1:3] for one in verdict.filings] == [True, False]
    assert state.campaigns[C].late_codes["digest"].used_by == "e1"


@pytest.mark.parametrize(
    ("events", "code"),
    [((late(1),), "late-code-unknown"), ((issued(), late(1, "")), "submissions-closed"),
     ((issued(until=LATE), late(1)), "late-code-expired"), ((issued("haizhou"), late(1)), "late-code-unit"),
     ((issued("haizhou"), late(1, unit_id="donghai")), "late-code-unit"),
     ((issued("haizhou"), late(1, unit_id="haizhou")), ""), ((issued(), late(1, unit_id="donghai")), "")],
)  # fmt: skip
def test_what_a_code_is_good_for(events: tuple[Any, ...], code: str) -> None:
    assert codes(*events)[-1] == code


def test_a_code_is_good_for_one_entry_and_not_before_the_campaign_opens() -> None:
    two = EntriesSubmitted(C, tuple(filed(one, received_at=LATE) for one in (1, 2)), "unit", LATE, "digest")
    early = EntriesSubmitted(C, (filed(3, received_at=OPENS - timedelta(hours=1)),), "citizen", DURING, "digest")
    assert codes(issued(), two, early, late(4)) == ["", "submissions-closed", "submissions-closed", ""]


def test_what_comes_in_time_leaves_the_code_for_later() -> None:
    in_time = EntriesSubmitted(C, submitted(filed(1)).entries, "citizen", DURING, "digest")
    assert codes(issued(), in_time, late(2)) == ["", "", ""]


@given(st.integers(0, 16**32 - 1))
def test_a_code_is_read_however_it_is_typed(number: int) -> None:
    code = code_text(f"{number:032x}")
    assert normal_code(code.lower().replace("-", " ").replace("1", "l").replace("0", "o")) == code


@pytest.fixture
def door() -> Door:
    """A campaign that closed a moment ago."""
    found = Door()
    found.opens(submissions_close_at=NOON)
    return found


def code_of(door: Door, **asked: Any) -> str:
    until = (NOON + timedelta(days=1)).isoformat()
    answer = door.browser("organiser").post(CODES, json={"expires_at": until, **asked})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["code"])


def test_the_office_issues_and_the_log_does_not_know_the_code(door: Door) -> None:
    code = code_of(door, unit_id="haizhou")
    [kept] = door.desk.campaign("k-2026").late_codes.values()
    assert (code in str(kept), len(code)) == (False, 11)
    [listed] = door.browser("organiser").get(CODES).json()
    assert (listed["unit_id"], listed["used"], "code" in listed) == ("haizhou", False, False)


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [({"unit_id": "nobody"}, 404, "unit-unknown"), ({"expires_at": NOON.isoformat()}, 422, "expiry-invalid")],
)
def test_a_code_is_for_a_unit_that_there_is_and_for_some_time(
    door: Door, asked: dict[str, str], status: int, code: str
) -> None:
    until = (NOON + timedelta(days=1)).isoformat()
    answer = door.browser("organiser").post(CODES, json={"expires_at": until, **asked})
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize(("role", "status"), [(None, 401), ("citizen", 403), ("screener", 403), ("unit", 403)])
def test_only_an_organiser_issues_codes(door: Door, role: str | None, status: int) -> None:
    assert door.browser(role).post(CODES, json={"expires_at": NOON.isoformat()}).status_code == status


def test_a_citizen_hands_in_late_once_and_the_entry_counts_for_the_unit_of_the_code(door: Door) -> None:
    code, browser = code_of(door, unit_id="haizhou"), door.browser("citizen")
    assert "我有补投码" in browser.get("/submit?campaign=k-2026").text
    assert 'name="late_code"' in browser.get("/submit?campaign=k-2026&late=true").text
    path = "/submit?campaign=k-2026&late=true"
    wrong = browser.post(path, data={**ENTRY, "late_code": "00000-00000"})
    assert (wrong.status_code, 'id="late_code-error"' in wrong.text, ENTRY["phrase"] in wrong.text) == (409, True, True)
    right = browser.post(path, data={**ENTRY, "late_code": code.lower().replace("-", " ")})
    assert right.headers["location"].endswith("?said=accepted")
    again = browser.post("/api/v1/campaigns/k-2026/entries", json={**ENTRY, "phrase": "另一件", "late_code": code})
    assert (again.status_code, again.json()["code"]) == (409, "late-code-used")
    assert [one.filed.unit_id for one in door.desk.state.entries_of("k-2026")] == ["haizhou"]


def test_the_office_enters_a_late_letter_with_a_code(door: Door) -> None:
    letter = {**ENTRY, "channel": "letter", "phone": "15400000009", "received_on": "2096-06-01"}
    form = {**letter, "late_code": code_of(door)}
    assert door.browser("screener").post("/office/registration", data=letter).status_code == 409
    assert door.browser("screener").post("/office/registration", data=form).status_code == 303


def test_the_page_shows_a_code_once_and_what_became_of_it(door: Door) -> None:
    organiser, path = door.browser("organiser"), "/office/campaign/late-codes?campaign=k-2026"
    assert organiser.post(path, data={"expires_at": ""}).status_code == 422
    shown = organiser.post(path, data={"expires_at": "2096-06-03T12:00", "unit_id": "haizhou"})
    assert (shown.status_code, "只显示这一次" in shown.text) == (201, True)
    assert ("未用" in organiser.get(path).text, "只显示这一次" in organiser.get(path).text) == (True, False)
    english = organiser.get(path, headers={"Accept-Language": "en"}).text
    assert ("Late codes" in english, "请" in english) == (True, False)
