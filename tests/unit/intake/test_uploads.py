"""A 汇总表 whose sender watches how far it is: by a page that comes again, by its bar alone, and over the API."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx2
import pytest
from intake.domain.events import LogEvent
from intake.domain.fold import Verdict
from intake.handlers import submit
from intake.handlers.recent_reports import KEPT
from intake.handlers.uploads import Uploads

from tests.unit.intake.door import Door, FoldedLog
from tests.unit.intake.sheet_files import HEAD, csv_text

ROWS = [(n, f"示例作品第{n}号", "示例甲", "示例单位", 15400000000 + n, "") for n in range(1, 31)]
CONTENT = csv_text(HEAD, *ROWS, (31, "示例", "示例乙", "", "", "")).encode()
API = "/api/v1/campaigns/k-2026/sheets/uploads"
OWN = {"campaign": "k-2026", "unit": "haizhou"}
Visit = Callable[[httpx2.AsyncClient, "GatedLog"], Awaitable[Any]]


class GatedLog(FoldedLog):
    """Takes one record, and the next ones once the gate is open."""

    def __init__(self, door: Door) -> None:
        super().__init__(door.desk.state)
        self.gate, self.waits, self._taken = asyncio.Event(), asyncio.Event(), 0

    async def append(self, event: LogEvent) -> Verdict:
        if self._taken:
            self.waits.set()
            await self.gate.wait()
        self._taken += 1
        return await super().append(event)


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Door:
    """Ten rows are a record, and nobody's browser is made to wait."""
    found = Door()
    found.opens()
    found.parts.uploads = Uploads(found.parts.reports, patience=0.0)
    monkeypatch.setattr(submit, "weight", lambda _row: 1)
    monkeypatch.setattr(submit, "BATCH_BYTES", 10)
    return found


def visited(door: Door, visit: Visit, unit: str = "haizhou") -> Any:
    """What a visit of a unit brings, in one event loop, as in a process."""

    async def run() -> Any:
        log = GatedLog(door)
        door.log_to(log)
        told = door.browser("unit", campaign="k-2026", unit=unit)
        transport = httpx2.ASGITransport(app=door.app)
        async with httpx2.AsyncClient(
            transport=transport, base_url="http://testserver", headers=dict(told.headers), cookies=dict(told.cookies)
        ) as client:
            return await visit(client, log)

    return asyncio.run(run())


async def ended(client: httpx2.AsyncClient, path: str, going_on: Callable[[Any], bool]) -> httpx2.Response:
    """The first answer that says that it is over."""
    answer = await client.get(path)
    return await ended(client, path, going_on) if going_on(answer) else answer


def test_a_page_without_script_shows_how_far_it_is_comes_again_and_leads_to_the_result(door: Door) -> None:
    async def visit(client: httpx2.AsyncClient, log: GatedLog) -> list[httpx2.Response]:
        sent = await client.post("/unit", files={"file": ("汇总表.csv", CONTENT)})
        place = sent.headers["location"]
        await log.waits.wait()
        shown, bar = await client.get(place), await client.get(place, headers={"HX-Request": "true"})
        log.gate.set()
        led = await ended(client, place, lambda answer: answer.status_code == 200)
        told = await client.get(place, headers={"HX-Request": "true"})
        return [sent, shown, bar, led, told, await client.get(led.headers["location"].partition("#")[0])]

    sent, shown, bar, led, told, result = visited(door, visit)
    assert (sent.status_code, sent.headers["location"].startswith("/unit/upload?")) == (303, True)
    assert ("已登记 10 / 30 行" in shown.text, '<noscript><meta http-equiv="refresh"' in shown.text) == (True, True)
    assert ("已登记 10 / 30 行" in bar.text, "<html" in bar.text, 'hx-trigger="every 1s"' in bar.text) == (
        True, False, True,
    )  # fmt: skip
    assert (led.status_code, led.headers["location"], told.headers["hx-redirect"]) == (
        303, led.headers["location"], led.headers["location"],
    )  # fmt: skip
    assert ("有 1 行没有收下" in result.text, len(door.desk.state.entries_of("k-2026"))) == (True, 30)


def test_over_the_api_it_is_begun_polled_and_fetched(door: Door) -> None:
    async def visit(client: httpx2.AsyncClient, log: GatedLog) -> list[httpx2.Response]:
        begun = await client.post(API, files={"file": ("汇总表.csv", CONTENT)})
        await log.waits.wait()
        again = await client.post(API, files={"file": ("汇总表.csv", CONTENT)})
        half = await client.get(begun.headers["location"])
        log.gate.set()
        done = await ended(client, begun.headers["location"], lambda answer: answer.json()["state"] != "done")
        door.waits(KEPT)
        return [begun, again, half, done, await client.get(f"{API}/nothing")]

    begun, again, half, done, gone = visited(door, visit)
    assert (begun.status_code, begun.json()["state"], begun.json()["rows"]) == (202, "reading", 0)
    assert again.headers["location"] == begun.headers["location"]
    assert [half.json()[name] for name in ("state", "rows", "done", "report")] == ["taking", 30, 10, None]
    report = done.json()["report"]
    assert (done.json()["done"], report["accepted"], report["rejected"]) == (30, 30, 1)
    assert (gone.status_code, gone.json()["code"]) == (404, "upload-unknown")


def test_a_file_that_nothing_is_taken_from_fails_in_words_on_both_ways(door: Door) -> None:
    async def visit(client: httpx2.AsyncClient, _log: GatedLog) -> list[httpx2.Response]:
        begun = await client.post(API, files={"file": ("汇总表.csv", b"%PDF")})
        failed = await ended(client, begun.headers["location"], lambda answer: answer.json()["state"] == "reading")
        page = f"/unit/upload?report={begun.json()['upload_id']}"
        led = await client.get(page)
        return [failed, await client.get(led.headers["location"].partition("#")[0])]

    failed, shown = visited(door, visit)
    assert (failed.json()["state"], failed.json()["failure"]["code"], failed.json()["failure"]["status"]) == (
        "failed", "file-type-unsupported", 422,
    )  # fmt: skip
    assert ("不支持这种文件" in shown.text, 'id="file-error"' in shown.text) == (True, True)


def test_no_unit_watches_another_one_s_upload(door: Door) -> None:
    async def begin(client: httpx2.AsyncClient, log: GatedLog) -> str:
        log.gate.set()
        answer = await client.post(API, files={"file": ("汇总表.csv", CONTENT)})
        await ended(client, answer.headers["location"], lambda answer: answer.json()["state"] != "done")
        return str(answer.json()["upload_id"])

    key = visited(door, begin)
    other = door.browser("unit", campaign="k-2026", unit="lianyun")
    assert other.get(f"{API}/{key}").json()["code"] == "upload-unknown"
    assert other.get(f"/unit/upload?report={key}").headers["location"].startswith("/unit?")


def test_what_nobody_foresaw_ends_the_upload_and_not_the_process(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_given: object) -> None:
        raise RuntimeError("nobody foresaw this")

    async def visit(client: httpx2.AsyncClient, _log: GatedLog) -> httpx2.Response:
        begun = await client.post(API, files={"file": ("汇总表.csv", CONTENT)})
        return await ended(client, begun.headers["location"], lambda answer: answer.json()["state"] == "reading")

    monkeypatch.setattr("intake.handlers.uploads.take_sheet", broken)
    assert visited(door, visit).json()["failure"]["code"] == "outcome-unknown"
