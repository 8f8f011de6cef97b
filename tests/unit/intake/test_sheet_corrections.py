"""A corrected row of a 汇总表 replaces its former self; a new work, another author and an old file never do."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from intake.domain.corrections import NewRow, corrections
from intake.domain.entries import Entry
from intake.domain.sheet_book import read_book
from intake.handlers.sheets import _submitted
from intake.handlers.submit import Sender

from tests.unit.intake.door import Door
from tests.unit.intake.log_play import filed
from tests.unit.intake.sheet_files import HEAD, csv_text
from tests.unit.intake.sheet_sending import codes, send

Row = tuple[str, str, str, str, str, str]
FIRST: Row = ("1", "山海相拥向海图强", "示例甲", "示例单位", "15400000001", "阐释")
SECOND: Row = ("2", "凤凰山下花果飘香", "示例乙", "示例单位", "15400000002", "")
THIRD: Row = ("3", "一座城一种精神气", "示例丙", "示例单位", "15400000003", "")


@pytest.fixture
def door() -> Door:
    found = Door()
    found.opens()
    return found


def upload(door: Door, *rows: Row, unit: str = "haizhou") -> Any:
    return send(door, csv_text(HEAD, *rows).encode(), unit)


def counts(answer: Any) -> tuple[int, int, int, int]:
    body = answer.json()
    return body["accepted"], body["replaced"], body["unchanged"], body["rejected"]


def phrases(door: Door) -> list[str]:
    return [entry.filed.phrase for entry in door.desk.state.entries_of("k-2026")]


def row(one: Row, phrase: str = "", **changes: str) -> Row:
    names = ("number", "phrase", "name", "workplace", "phone", "explanation")
    found = dict(zip(names, one, strict=True)) | ({"phrase": phrase} if phrase else {}) | changes
    return tuple(found[name] for name in names)  # type: ignore[return-value]


def test_a_row_that_is_nearly_the_same_replaces_its_former_self_and_the_report_says_so(door: Door) -> None:
    """Issue 5: ingest is idempotent by content, a corrected row replaces its former self."""
    upload(door, FIRST, SECOND)
    better = row(FIRST, "山海相拥向海图新")
    answer, again = upload(door, better, SECOND), upload(door, better, SECOND)
    assert (counts(answer), codes(answer)) == ((0, 1, 1, 0), [(2, "row-replaces")])
    assert "山海相拥向海图强" in answer.json()["errors"][0]["zh"]
    assert (counts(again), codes(again)) == ((0, 0, 2, 0), [])
    assert phrases(door) == ["山海相拥向海图新", "凤凰山下花果飘香"]


def test_an_old_file_does_not_undo_a_correction(door: Door) -> None:
    upload(door, FIRST, SECOND)
    upload(door, row(FIRST, "山海相拥向海图新"), row(SECOND, explanation="补充阐释"))
    assert counts(upload(door, FIRST, SECOND)) == (0, 0, 2, 0)
    assert phrases(door)[0] == "山海相拥向海图新"


@pytest.mark.parametrize(
    "changes",
    [{"explanation": "补充"}, {"name": "示例甲甲"}, {"workplace": "另一单位"}],
    ids=lambda one: next(iter(one)),
)
def test_another_column_that_was_put_right_replaces_too(door: Door, changes: dict[str, str]) -> None:
    upload(door, FIRST)
    assert counts(upload(door, row(FIRST, **changes))) == (0, 1, 0, 0)
    assert counts(upload(door, row(FIRST, **changes))) == (0, 0, 1, 0)


def test_the_whole_sheet_again_with_one_row_in_quite_other_words_replaces_it(door: Door) -> None:
    upload(door, FIRST, SECOND, THIRD)
    assert counts(upload(door, row(FIRST, "港通天下"), SECOND, THIRD)) == (0, 1, 2, 0)


def test_a_second_file_with_another_work_of_the_same_author_is_an_entry_of_its_own(door: Door) -> None:
    upload(door, FIRST, SECOND)
    assert counts(upload(door, row(FIRST, "港通天下"))) == (1, 0, 0, 0)
    assert counts(upload(door, row(FIRST, "港通天下"), SECOND, THIRD)) == (1, 0, 2, 0)
    assert len(phrases(door)) == 4


def test_nothing_is_replaced_across_authors_units_or_ways_of_coming(door: Door) -> None:
    upload(door, FIRST, SECOND)
    assert counts(upload(door, row(FIRST, "山海相拥向海图新", phone="15400000009"), SECOND)) == (1, 0, 1, 0)
    assert counts(upload(door, row(FIRST, "山海相拥向海图兴"), unit="donghai")) == (1, 0, 0, 0)
    letter = {"phrase": THIRD[1], "name": "示例丙", "phone": THIRD[4], "channel": "letter", "received_on": "2096-06-01"}
    door.browser("organiser").post("/api/v1/campaigns/k-2026/registrations", json={**letter, "unit_id": "haizhou"})
    assert counts(upload(door, row(THIRD, "一座城一种精神力"))) == (1, 0, 0, 0)


def test_what_was_withdrawn_is_not_put_right_nor_brought_back(door: Door) -> None:
    upload(door, FIRST)
    [entry] = door.desk.state.entries_of("k-2026")
    unit = door.browser("unit", campaign="k-2026", unit="haizhou")
    unit.put(f"/api/v1/submissions/{entry.filed.receipt_no}/withdrawal", json={"replaces": 1})
    assert counts(upload(door, FIRST)) == (0, 0, 1, 0)
    assert counts(upload(door, row(FIRST, "山海相拥向海图新"))) == (1, 0, 0, 0)


def test_after_the_deadline_no_row_is_put_right(door: Door) -> None:
    upload(door, FIRST)
    door.waits(timedelta(days=2))
    answer = upload(door, row(FIRST, "山海相拥向海图新"))
    assert (answer.status_code, answer.json()["code"]) == (409, "submissions-closed")


def test_the_same_corrected_sheet_twice_at_once_corrects_once(door: Door) -> None:
    """Issue 5, race tests: the log orders, one wins, the other finds it done."""
    upload(door, FIRST, SECOND)
    rows = [HEAD, row(FIRST, "山海相拥向海图新"), SECOND]

    async def both() -> list[Any]:
        tables = await door.desk.sheets.read(csv_text(*rows).encode())
        book = read_book(tables, demo=True)
        sent = (_submitted(door.desk, "k-2026", Sender("u", "haizhou"), book) for _ in range(2))
        return await asyncio.gather(*sent)

    outcomes = asyncio.run(both())
    assert sorted(one[0].status for one in outcomes) == ["replaced", "unchanged"]
    assert phrases(door) == ["山海相拥向海图新", "凤凰山下花果飘香"]


def sent(number: int, author: str, text: str) -> Entry:
    return Entry(filed(number, author_ref=author, phrase_key=text, channel="unit"), number, None)


def test_an_author_with_two_new_rows_or_two_missing_entries_is_left_to_people() -> None:
    entries = [sent(1, "a", "山海相拥"), sent(2, "a", "向海图强")]
    assert corrections({0: NewRow("a", "山海相抱")}, frozenset(), entries) == {}
    two = {0: NewRow("a", "山海相抱"), 1: NewRow("a", "山海相依")}
    assert corrections(two, frozenset(), entries[:1]) == {}
    assert corrections({0: NewRow("a", "山海相抱")}, frozenset(), entries[:1]) == {0: entries[0]}


@pytest.mark.parametrize(
    ("text", "near"), [("山海相抱", True), ("山海抱抱", False), ("山海相", True), ("海相拥抱", False)]
)
def test_one_slip_in_eight_characters_is_nearly_the_same(text: str, near: bool) -> None:
    assert bool(corrections({0: NewRow("a", text)}, frozenset(), [sent(1, "a", "山海相拥")])) == near
