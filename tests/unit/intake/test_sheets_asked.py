"""The routes of the 汇总表: who may send for whom, what cannot be read, the blank form, the document of the API."""

import io

import orjson
import pytest
from openpyxl import load_workbook

from deploy.local.rehearsal.faults import Figures
from tests.unit.intake.door import Door
from tests.unit.intake.sheet_files import HEAD, ROW, SHEET, TITLE, UNIT, saved, xlsx
from tests.unit.intake.sheet_sending import PATH, codes, figures, send

OWN = {"campaign": "k-2026", "unit": "haizhou"}


@pytest.fixture
def door() -> Door:
    found = Door()
    found.opens()
    return found


REFUSED = {
    "nobody": (None, {}, "haizhou", (401, "sign-in-required")),
    "a citizen": ("citizen", {}, "haizhou", (403, "role-forbidden")),
    "a judge": ("judge", {}, "haizhou", (403, "role-forbidden")),
    "a unit for another": ("unit", OWN, "lianyun", (403, "unit-forbidden")),
    "a unit of another campaign": ("unit", {**OWN, "campaign": "other"}, "haizhou", (403, "campaign-forbidden")),
    "the office for nobody": ("organiser", {}, None, (422, "unit-missing")),
    "the office for a unit that is not there": ("organiser", {}, "nowhere", (404, "unit-unknown")),
    "a screener for one": ("screener", {}, "nowhere", (404, "unit-unknown")),
}  # fmt: skip


@pytest.mark.parametrize("who", REFUSED)
def test_who_may_not_send(door: Door, who: str) -> None:
    role, bound, unit, owed = REFUSED[who]
    browser = door.browser(role, **bound)
    answers = [
        send(door, xlsx(*SHEET), unit, browser),
        browser.get(f"{PATH}/form", params={"unit_id": unit} if unit else {}),
    ]
    assert [(one.status_code, one.json()["code"]) for one in answers] == [owed, owed]
    assert door.desk.state.entries_of("k-2026") == ()


@pytest.mark.parametrize(
    ("role", "bound", "unit"),
    [("unit", OWN, None), ("unit", OWN, "haizhou"), ("organiser", {}, "haizhou"), ("screener", {}, "haizhou")],
)
def test_who_may_send(door: Door, role: str, bound: dict[str, str], unit: str | None) -> None:
    assert figures(send(door, xlsx(*SHEET), unit, door.browser(role, **bound))) == Figures(2, 2)
    assert {entry.filed.unit_id for entry in door.desk.state.entries_of("k-2026")} == {"haizhou"}
    assert {entry.filed.channel for entry in door.desk.state.entries_of("k-2026")} == {"unit"}


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 422, "file-empty"),
        (b"%PDF-1.7", 422, "file-type-unsupported"),
        (xlsx(*SHEET)[:900], 422, "file-damaged"),
        (xlsx(TITLE, UNIT, ("序号", "表述语", "姓名"), ROW), 422, "sheet-headings-missing"),
        (b"x" * (10 * 1024 * 1024 + 1), 413, "file-too-large"),
        (b"x" * (13 * 1024 * 1024), 413, "body-too-large"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_problem_in_both_languages(
    door: Door, content: bytes, status: int, code: str
) -> None:
    zh = send(door, content)
    english = {"Accept-Language": "en"}
    en = door.browser("organiser").post(PATH, params={"unit_id": "haizhou"}, files={"file": content}, headers=english)
    assert [(one.status_code, one.json()["code"]) for one in (zh, en)] == [(status, code)] * 2
    assert zh.headers["content-type"] == "application/problem+json"
    assert zh.json()["title"] != en.json()["title"]


def test_without_a_file_nothing_is_taken(door: Door) -> None:
    answer = door.browser("organiser").post(PATH, params={"unit_id": "haizhou"}, data={"file": "text"})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")


def test_the_blank_form_is_a_sheet_without_rows_that_is_read_once_it_is_filled(door: Door) -> None:
    answer = door.browser("unit", **OWN).get(f"{PATH}/form")
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%E2%80%9C")
    book = load_workbook(io.BytesIO(answer.content))
    sheet = book.worksheets[0]
    assert [sheet["A1"].value, sheet["A2"].value] == ["“新时代连云港精神”征集投稿汇总表", "单位名称：海州区"]
    assert [cell.value for cell in sheet[3]] == list(HEAD)
    assert (sheet.freeze_panes, sheet["E4"].number_format, sheet["E400"].number_format) == ("A4", "@", "General")
    assert sheet.column_dimensions["E"].number_format == "@"
    [phone, phrase] = sheet.data_validations.dataValidation
    assert (str(phone.sqref), phone.formula1, phone.errorStyle) == ("E4:E2000", "11", None)
    assert (str(phrase.sqref), phrase.errorStyle) == ("B4:B2000", "warning")
    assert codes(send(door, answer.content)) == [(0, "sheet-empty")]
    sheet["B4"], sheet["C4"], sheet["E4"] = "山海同歌", "示例甲", "15400000001"
    assert figures(send(door, saved(book))) == Figures(1, 1)


def test_the_document_of_the_api_tells_the_upload_the_form_and_the_problems(door: Door) -> None:
    schema = orjson.loads(door.browser().get("/openapi.json").content)
    upload, form = (
        schema["paths"][PATH.replace("k-2026", "{c}")]["post"],
        schema["paths"][f"{PATH}/form".replace("k-2026", "{c}")]["get"],
    )
    assert "multipart/form-data" in upload["requestBody"]["content"]
    assert upload["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].endswith("/SheetView")
    assert list(form["responses"]["200"]["content"]) == [
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ]
    for operation in (upload, form):
        assert set(operation["responses"]["4XX"]["content"]) == {"application/problem+json"}
