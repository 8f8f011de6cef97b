"""Issue 5: importing the corpus of nasty 汇总表 loses no good row and explains every bad one."""

import base64
import io
from collections import defaultdict
from typing import Any

import pytest
from intake.domain import sheet_rows
from intake.domain.contact_card import read_card
from intake.domain.sheet_remarks import Level
from openpyxl import Workbook, load_workbook

from tests.unit.intake.corpus import Entry, Nasty, Told, both
from tests.unit.intake.corpus_refused import REFUSED
from tests.unit.intake.corpus_texts import WAYS_OF_WRITING, WHAT_IS_WRITTEN
from tests.unit.intake.corpus_workbooks import CELLS, OLD, SHAPES
from tests.unit.intake.door import Door
from tests.unit.intake.sheet_sending import PATH

CORPUS = both(WAYS_OF_WRITING, WHAT_IS_WRITTEN, SHAPES, CELLS, OLD)
RED = "00FFC7CE"
PLANTED = "xlsx"


def sent(door: Door, file: Nasty, language: str = "zh-CN") -> Any:
    headers = {"Accept-Language": language}
    files = {"file": (file.called, file.content)}
    return door.browser("organiser").post(PATH, params={"unit_id": "haizhou"}, files=files, headers=headers)


def entries(door: Door) -> tuple[Entry, ...]:
    """What is in: phrase and phone of every entry, in the order of the log."""
    filed = [entry.filed for entry in door.desk.state.entries_of("k-2026")]
    cards = [read_card(door.desk.vault.open(one.author_ref, one.sealed_contact) or "") for one in filed]
    return tuple((one.phrase, card.phone) for one, card in zip(filed, cards, strict=True))


def told(body: Any, level: Level) -> tuple[Told, ...]:
    return tuple((one["row"], one["code"]) for one in body["errors"] if one["level"] == level)


def check_returned(body: Any) -> None:
    """Every remark on a row stands in that row of the sheet that goes back, and the cell that it is about is red."""
    rows: defaultdict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for one in body["errors"]:
        rows[(one["sheet"], one["row"])] += [one] if one["row"] else []
    if not any(rows.values()):
        assert body["returned_sheet"] is None
        return
    book = load_workbook(io.BytesIO(base64.b64decode(body["returned_sheet"])))
    places = {name: place for place, name in enumerate(body["sheets"])}
    for (sheet, row), own in rows.items():
        check_row(book, places[sheet], row, own) if row else None


def check_row(book: Workbook, sheet: int, row: int, remarks: list[dict[str, Any]]) -> None:
    cells = book.worksheets[sheet][row]
    said = "\n".join(str(cell.value) for cell in cells)
    assert [one["zh"] for one in remarks if one["zh"] not in said] == []
    errors = {one["column"] for one in remarks if one["level"] == "error"}
    red = [cell for cell in cells if cell.fill.fgColor.rgb == RED]
    assert len(red) == len(errors) + bool(errors)


def check(file: Nasty) -> None:
    """The file leaves no more and no less than what is owed, also when it is sent again."""
    door = Door()
    door.opens()
    answer = sent(door, file)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert entries(door) == file.taken
    assert (told(body, "error"), told(body, "warning")) == (file.bad, file.notes)
    assert [one for one in body["errors"] if not one["zh"] or not one["en"] or one["zh"] == one["en"]] == []
    assert (body["accepted"], body["rejected"]) == (len(file.taken), len({row for row, _ in file.bad}))
    check_returned(body)
    again = sent(door, file).json()
    assert (again["accepted"], again["replaced"], again["rejected"]) == (0, 0, body["rejected"])
    assert entries(door) == file.taken


@pytest.mark.parametrize("name", CORPUS)
def test_a_nasty_sheet_loses_no_good_row_and_explains_every_bad_one(name: str) -> None:
    check(CORPUS[name])


@pytest.fixture(scope="module")
def closed_door() -> Door:
    """Files that nothing is taken from change nothing, so one door is enough for all of them."""
    door = Door()
    door.opens()
    return door


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_nothing_is_taken_from_says_why_in_both_languages(closed_door: Door, name: str) -> None:
    zh, en = (sent(closed_door, REFUSED[name], language) for language in ("zh-CN", "en"))
    status = 413 if REFUSED[name].refused == "file-too-large" else 422
    assert [(one.status_code, one.json()["code"]) for one in (zh, en)] == [(status, REFUSED[name].refused)] * 2
    assert zh.json()["title"] != en.json()["title"]
    assert entries(closed_door) == ()


def test_the_corpus_is_as_large_as_it_has_to_be() -> None:
    assert len(CORPUS) + len(REFUSED) >= 25


def test_a_reader_that_drops_the_last_row_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The corpus can fail: with a planted defect its plainest file does."""
    read = sheet_rows.read_rows

    def careless(*given: Any, **more: Any) -> sheet_rows.SheetContent:
        content = read(*given, **more)
        return sheet_rows.SheetContent(content.filled - 1, content.rows[:-1], content.remarks)

    monkeypatch.setattr("intake.domain.sheet_book.read_rows", careless)
    with pytest.raises(AssertionError):
        check(CORPUS[PLANTED])
