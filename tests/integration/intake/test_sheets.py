"""A unit's 汇总表 on the real Kafka: figures, once only, and the unit's own sheet back."""

import base64
import io
from typing import Any

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from deploy.local.rehearsal.faults import Fault, Figures, figures_again
from deploy.local.rehearsal.sheets import Row, Sheet, good_rows
from deploy.local.rehearsal.slogans import overlong_phrase
from tests.integration.intake.callers import office, open_campaign

pytestmark = pytest.mark.broker
SHEETS = "/api/v1/campaigns/k-2026/sheets"


def planted() -> Sheet:
    """Ten good rows, and one of each fault that a single sheet can have."""
    rows = good_rows(500, 13)
    over, floated, phoneless = rows[10:]
    return Sheet("haizhou", "海州区", rows=[
        *rows[:10], Row(rows[0].phrase, rows[0].explanation, rows[0].author, Fault.REPEATED),
        Row(overlong_phrase(510), over.explanation, over.author, Fault.OVERLONG),
        Row(floated.phrase, floated.explanation, floated.author, Fault.FLOAT_PHONE),
        Row(phoneless.phrase, phoneless.explanation, phoneless.author, Fault.MISSING_PHONE),
        Row("=1+1", phoneless.explanation, phoneless.author, Fault.FORMULA),
    ])  # fmt: skip


def send(door: TestClient, content: bytes, headers: dict[str, str] | None = None, unit: str = "haizhou") -> Any:
    file = {"file": ("汇总表.xlsx", content)}
    return door.post(SHEETS, params={"unit_id": unit}, files=file, headers=headers or office(door))


def reported(answer: Any) -> Figures:
    body = answer.json()
    return Figures(*(body[name] for name in ("rows", "accepted", "unchanged", "rejected", "warned")))


def test_a_sheet_with_faults_is_taken_once(door: TestClient) -> None:
    open_campaign(door)
    sheet = planted()
    first = send(door, sheet.content())
    assert (first.status_code, reported(first)) == (200, sheet.figures())
    again = send(door, sheet.content())
    assert reported(again) == figures_again([row.fault for row in sheet.rows])
    lines = returned(first)
    assert lines[2][-1] == "错误说明"
    assert [(place, line[-1]) for place, line in enumerate(lines, start=1) if line[-1] and place > 3] == [
        (14, "【提示】与第 4 行重复，只计一次。"),
        (15, "【提示】共 20 字，超过 16 字；已收下，由主办单位决定。"),
        (17, "【错误】缺少手机号码。"),
        (18, "【错误】表述语（16字以内）：单元格中是公式，请改为文字。"),
    ]


def returned(answer: Any) -> list[tuple[Any, ...]]:
    """The lines of the sheet that came back."""
    book = load_workbook(io.BytesIO(base64.b64decode(answer.json()["returned_sheet"])))
    return list(book.worksheets[0].iter_rows(values_only=True))
