"""Intake's two processes on the real Kafka and Valkey, and a file sent to them."""

import base64
import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
from openpyxl import load_workbook

from deploy.local.rehearsal.faults import Figures
from tests.integration.intake.callers import office
from tests.integration.operations.processes import Processes


class RunningIntake:
    """What a test does with intake: send it sheets of a campaign, as the office."""

    def __init__(self, processes: Processes, campaign: str) -> None:
        self.processes, self.campaign = processes, campaign
        self.client = httpx2.Client(base_url=processes.url("intake-http"), timeout=60, trust_env=False)
        self._office = office(self.client)

    def send(self, content: bytes, unit: str = "haizhou") -> dict[str, Any]:
        """The answer to an upload."""
        answer = self.client.post(
            f"/api/v1/campaigns/{self.campaign}/sheets",
            params={"unit_id": unit},
            files={"file": ("sheet", content)},
            headers=self._office,
        )
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()
        return body

    def send_at_once(self, content: bytes, times: int) -> list[dict[str, Any]]:
        """The answers to the same upload from several people at the same moment."""
        with ThreadPoolExecutor(times) as senders:
            return list(senders.map(lambda _: self.send(content), range(times)))


def reported(answer: dict[str, Any]) -> Figures:
    """The figures of an answer."""
    return Figures(*(answer[name] for name in ("rows", "accepted", "unchanged", "rejected", "warned")))


def returned(answer: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The lines of the sheet that came back."""
    book = load_workbook(io.BytesIO(base64.b64decode(answer["returned_sheet"])))
    return list(book.worksheets[0].iter_rows(values_only=True))
