"""Sends a 汇总表 to intake's API and reads the answer."""

import base64
import io
from typing import Any

from fastapi.testclient import TestClient
from openpyxl import load_workbook

from deploy.local.rehearsal.faults import Figures
from tests.unit.intake.door import Door

PATH = "/api/v1/campaigns/k-2026/sheets"


def send(door: Door, content: bytes, unit: str | None = "haizhou", browser: TestClient | None = None) -> Any:
    """The answer to an upload, by the office unless another browser is named."""
    params = {"unit_id": unit} if unit else {}
    sender = browser or door.browser("organiser")
    return sender.post(PATH, params=params, files={"file": ("汇总表", content)})


def figures(answer: Any) -> Figures:
    assert answer.status_code == 200, answer.text
    body = answer.json()
    return Figures(*(body[name] for name in ("rows", "accepted", "unchanged", "rejected", "warned")))


def codes(answer: Any) -> list[tuple[int, str]]:
    return [(one["row"], one["code"]) for one in answer.json()["errors"]]


def lines(answer: Any) -> list[tuple[Any, ...]]:
    """The sheet that came back."""
    book = load_workbook(io.BytesIO(base64.b64decode(answer.json()["returned_sheet"])))
    return list(book.worksheets[0].iter_rows(values_only=True))
