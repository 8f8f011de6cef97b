"""A 汇总表 over the API of intake, its log folded in memory: figures, who may send for whom, what is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from intake.domain.events import EntriesSubmitted, LogEvent
from intake.domain.fold import Verdict
from intake.handlers import submit
from intake.handlers.journal import to_log
from plumbing.broker import MAX_RECORD_BYTES
from plumbing.metrics import exposition
from structlog.testing import capture_logs

from deploy.local.rehearsal import material
from deploy.local.rehearsal.faults import Fault, Figures, figures_again
from deploy.local.rehearsal.material import Quota, rows_with
from deploy.local.rehearsal.sheets import Sheet
from tests.unit.intake.door import NOON, Door
from tests.unit.intake.sheet_files import HEAD, OTHER, ROW, SHEET, TITLE, csv_text, saved, workbook, xlsx
from tests.unit.intake.sheet_sending import codes, figures, lines, send


@pytest.fixture
def door() -> Door:
    found = Door()
    found.opens()
    return found


def written(door: Door, monkeypatch: pytest.MonkeyPatch) -> list[EntriesSubmitted]:
    """What is appended to the log from now on."""
    events: list[EntriesSubmitted] = []
    append: Callable[[LogEvent], Any] = door.desk.log.append

    async def noted(event: LogEvent) -> Verdict:
        assert isinstance(event, EntriesSubmitted)
        events.append(event)
        verdict: Verdict = await append(event)
        return verdict

    monkeypatch.setattr(door.desk.log, "append", noted)
    return events


def test_every_file_of_the_rehearsal_has_its_figures_once_and_again(door: Door) -> None:
    """Planted: over-long, repeated, float, missing phone, formula, duplicate between units, an empty sheet."""
    rules = door.desk.campaign("k-2026").rules
    built = material.build([Quota(one.unit_id, one.name, one.quota_min, one.quota_max) for one in rules.units])
    for sheet in built.sheets:
        assert figures(send(door, sheet.content(), sheet.unit_id)) == sheet.figures(), sheet.filename
    assert len(door.desk.state.entries_of("k-2026")) == built.sheet_figures().accepted > 600
    for sheet in built.sheets:
        again = send(door, sheet.content(), sheet.unit_id)
        assert figures(again) == figures_again([row.fault for row in sheet.rows]), sheet.filename
        _returns_what_is_faulty(sheet, again)
    assert len(door.desk.state.entries_of("k-2026")) == built.sheet_figures().accepted
    duplicates = [entry for entry in door.desk.state.entries_of("k-2026") if entry.duplicate_of]
    assert sorted(entry.filed.phrase for entry in duplicates) == sorted(
        row.phrase for _, row in rows_with(built, Fault.DUPLICATE)
    )


def _returns_what_is_faulty(sheet: Sheet, answer: Any) -> None:
    """Rows that are merely a float came in clean; everything else that is odd is told in the row's own line."""
    odd = [number for number, row in enumerate(sheet.rows, start=4)
           if row.fault not in (Fault.NONE, Fault.FLOAT_PHONE)]  # fmt: skip
    told = [(row, code) for row, code in codes(answer) if code not in ("phrase-duplicate", "sheet-empty")]
    assert [row for row, _ in told] == [n for n in odd if sheet.rows[n - 4].fault is not Fault.DUPLICATE]
    if odd:
        back = lines(answer)
        assert back[2][-1] == "错误说明"
        assert [number for number, line in enumerate(back, start=1) if number > 3 and line[-1]] == odd
    else:
        assert answer.json()["returned_sheet"] is None


def test_the_answer_names_the_unit_the_sheets_and_what_is_wrong_in_both_languages(door: Door) -> None:
    body = send(door, saved(workbook(一=(HEAD, ROW), 二=(HEAD, ("1", None, *ROW[2:]))))).json()
    assert (body["unit_id"], body["unit"], body["sheets"]) == ("haizhou", "海州区", ["一", "二"])
    assert body["errors"] == [{
        "sheet": "二", "row": 2, "column": "表述语", "code": "phrase-missing", "level": "error", "zh": "缺少表述语。",
        "en": "The slogan is missing.",
    }]  # fmt: skip


def test_the_same_text_from_another_author_is_taken_linked_and_told(door: Door) -> None:
    send(door, xlsx(*SHEET))
    later = send(door, xlsx(HEAD, ("1", "山海，同歌！", "示例丙", "", "15400000003", "")), "lianyun")
    assert (later.json()["accepted"], later.json()["duplicates"], codes(later)) == (1, 1, [(2, "phrase-duplicate")])
    assert "示例甲" not in later.text


def test_a_row_repeated_on_another_worksheet_names_that_worksheet(door: Door) -> None:
    answer = send(door, saved(workbook(一=(HEAD, ROW), 二=(TITLE, HEAD, ROW))))
    assert (figures(answer).accepted, figures(answer).unchanged) == (1, 1)
    assert answer.json()["errors"][0]["zh"] == "与第 一!2 行重复，只计一次。"


def test_a_sheet_of_another_unit_is_pointed_out(door: Door) -> None:
    answer = send(door, xlsx(*SHEET), "lianyun")
    assert (figures(answer).accepted, codes(answer)) == (2, [(2, "unit-differs")])
    assert [line[-1] for line in lines(answer)][1] == "【提示】表中的单位名称是“海州区”，作品已计入“连云区”，请核对。"
    assert codes(send(door, xlsx(TITLE, ("单位名称：某某公司",), HEAD, ROW), "donghai")) == []


def test_after_the_end_nothing_new_comes_in_and_what_is_in_may_be_sent_again(door: Door) -> None:
    send(door, xlsx(*SHEET))
    rules = door.desk.campaign("k-2026").rules
    campaign = door.desk.state.campaigns["k-2026"]
    campaign.rules = replace(campaign.rules, submissions_close_at=NOON - timedelta(minutes=1))
    assert rules.submissions_close_at > NOON
    assert figures(send(door, xlsx(*SHEET))) == Figures(rows=2, unchanged=2)
    late = send(door, xlsx(HEAD, (*ROW[:4], "15400000009", "")))
    assert (late.status_code, late.json()["code"]) == (409, "submissions-closed")


def test_a_sheet_is_one_record_and_the_same_again_none(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    events = written(door, monkeypatch)
    for _ in range(2):
        send(door, xlsx(*SHEET))
    assert [len(event.entries) for event in events] == [2]


def test_a_corrected_sheet_adds_its_corrected_row_only(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    first = send(door, xlsx(HEAD, ROW, (*OTHER[:4], None, "")))
    back = lines(first)
    events = written(door, monkeypatch)
    corrected = [*back[:2], (*back[2][:4], "15400000002", *back[2][5:])]
    answer = send(door, xlsx(*corrected))
    assert (figures(answer), codes(answer)) == (Figures(rows=2, accepted=1, unchanged=1), [])
    assert [len(event.entries) for event in events] == [1]


def test_a_long_sheet_is_cut_into_records_that_fit(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts of the greatest length that is taken, also when every character has to be escaped."""
    longest = ("\\" * 2999 + "文", "\\" * 59 + "名", "\\" * 119 + "位")
    rows = [(n, f"{n}" + '"' * 90, longest[1], longest[2], 15400000000 + n, longest[0]) for n in range(1, 601)]
    events = written(door, monkeypatch)
    answer = send(door, xlsx(HEAD, *rows))
    sizes = [len(to_log(event).value) for event in events]
    assert figures(answer).accepted == sum(len(event.entries) for event in events) == 600
    assert len(sizes) > 3
    assert max(sizes) <= submit.BATCH_BYTES < MAX_RECORD_BYTES
    assert [entry.number for entry in door.desk.state.entries_of("k-2026")] == list(range(1, 601))


def test_figures_and_log_lines_name_campaign_and_unit_and_nobody(door: Door) -> None:
    with capture_logs() as logs:
        send(door, csv_text(*SHEET, (*ROW[:4], "", "")).encode())
        send(door, b"%PDF")
    assert [{key: one[key] for key in one if key != "log_level"} for one in logs] == [
        {"event": "sheet-taken", "campaign": "k-2026", "unit": "haizhou", "rows": 3, "accepted": 2, "replaced": 0,
         "unchanged": 0, "rejected": 1},
        {"event": "sheet-refused", "campaign": "k-2026", "unit": "haizhou", "reason": "file-type-unsupported"},
    ]  # fmt: skip
    text = exposition(None)[0].decode()
    assert 'zhengji_intake_sheets_total{outcome="returned"}' in text
    assert 'zhengji_intake_sheets_total{outcome="file-type-unsupported"}' in text
    assert 'zhengji_intake_sheet_rows_total{outcome="accepted"}' in text
    assert "示例甲" not in text + str(logs)
    assert "15400000001" not in text + str(logs)
