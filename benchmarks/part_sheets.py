"""(i) A unit's 汇总表 of ten thousand rows: from the upload over the log to the answer, beside plainly reading it."""

import io
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
from python_calamine import CalamineWorkbook

from benchmarks.figures import Figure, Target, over, spread
from benchmarks.parts import Part, Plan
from benchmarks.system import Ground
from deploy.local.rehearsal.slogans import CAPACITY, explanation, phrase
from deploy.local.rehearsal.workbook import Cell, as_xlsx, table

TITLE = "A long sheet"
ROUNDS, ROWS = 3, 10_000
PACE_SECONDS = 0.2
"""How often the sender asks how far it is."""


class WrongAnswerError(Exception):
    """The sheet was not taken as it is."""


def measure(plan: Plan, ground: Ground) -> Part:
    """Each round sends the same file into a campaign of its own, as a program does that shows a bar meanwhile."""
    rows = plan.amount(ROWS)
    content = as_xlsx(table("海州区", [_cells(number) for number in range(rows)]))
    taken, cpu, read, steps = list[float](), list[float](), list[float](), list[float]()
    with (
        ground.serving("intake.entrypoints.http", "i-") as door,
        httpx2.Client(base_url=door.url, timeout=120, trust_env=False) as client,
    ):
        office = _office(client)
        for number in range(plan.rounds(ROUNDS)):
            path, meter = _opened(client, office, f"i-{number}"), door.meter
            seconds, seen = _sent(client, office, path, (content, rows))
            cpu.append(meter.read()[0])
            taken.append(seconds)
            steps.append(seen)
            read.append(_read(content, rows))
            plan.say(f"{rows} rows: {seconds:.1f} s, {seen} steps seen; plainly read in {read[-1]:.2f} s")
    figures = [
        Figure(f"{rows:,} rows from upload to answer", spread(taken), "s", Target("at most", 20.0)),
        Figure("of these, CPU seconds of intake", spread(cpu), "s"),
        Figure("plainly reading the file", spread(read), "s"),
        Figure("taking it in ÷ plainly reading it", over(spread(taken), spread(read)), "×"),
        Figure("steps of progress seen on the way", spread(steps), "", Target("at least", 5.0)),
    ]
    said = f"An .xlsx of {len(content):,} bytes; every row has another author, whose key is made and logged first."
    return Part("i", TITLE, figures, remarks=[said])


def _cells(number: int) -> list[Cell]:
    """A row of another text and another author than every other."""
    place = number % CAPACITY
    text, phone = f"{phrase(place)}{number}", f"1540000{number:04}"
    return [text, f"测试作者{number}", "测试单位", phone, explanation(place)]


def _office(client: httpx2.Client) -> dict[str, str]:
    answer = client.post("/api/v1/sessions", json={"username": "office", "password": "demo-office"})
    client.cookies.clear()
    return {"authorization": f"Bearer {answer.json()['token']}"}


def _opened(client: httpx2.Client, office: dict[str, str], campaign: str) -> str:
    """The path of the sheets of a campaign that is open now."""
    now = datetime.now(UTC).replace(microsecond=0)
    dates = {"submissions_open_at": now - timedelta(hours=1), "submissions_close_at": now + timedelta(hours=1)}
    told = {name: moment.isoformat() for name, moment in dates.items()}
    body = {"pack": "lianyungang-2020", "campaign_id": campaign, **told}
    client.post("/api/v1/campaigns", json=body, headers=office).raise_for_status()
    return f"/api/v1/campaigns/{campaign}/sheets/uploads"


def _sent(client: httpx2.Client, office: dict[str, str], path: str, sent: tuple[bytes, int]) -> tuple[float, int]:
    """Seconds from the first byte to the report, and how many different steps were seen on the way."""
    content, rows = sent
    unit, files, seen = {"unit_id": "haizhou"}, {"file": ("sheet.xlsx", content)}, set[tuple[str, int]]()
    start = time.perf_counter()
    begun = client.post(path, params=unit, files=files, headers=office)
    shown: dict[str, Any] = begun.raise_for_status().json()
    while shown["state"] not in ("done", "failed"):
        seen.add((shown["state"], shown["done"]))
        time.sleep(PACE_SECONDS)
        shown = client.get(f"{path}/{shown['upload_id']}", params=unit, headers=office).raise_for_status().json()
    seconds = time.perf_counter() - start
    if shown["failure"] or shown["report"]["accepted"] != rows:
        raise WrongAnswerError(f"{shown['failure'] or shown['report']}")
    return seconds, len(seen)


def _read(content: bytes, rows: int) -> float:
    start = time.perf_counter()
    lines = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    if len(lines) < rows:
        raise WrongAnswerError(f"{len(lines)} lines were read")
    return time.perf_counter() - start
