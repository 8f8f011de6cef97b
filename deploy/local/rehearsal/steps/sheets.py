"""The units send their 汇总表, get their errors back in their own sheet, and send them again."""

import base64
import io
from typing import Any

from openpyxl import load_workbook

from deploy.local.rehearsal.client import ASKED_AGAIN, Call
from deploy.local.rehearsal.faults import Fault, Figures, figures_again
from deploy.local.rehearsal.sheets import Sheet
from deploy.local.rehearsal.stage import Stage, expect, together
from deploy.local.rehearsal.steps.accounts import units_with_account

ERROR_COLUMN = "错误说明"


async def upload_sheets(stage: Stage) -> str:
    """Every figure of every upload is what was planted; the sheets with faults come back with their errors."""
    answers = await together(_send(stage, sheet) for sheet in stage.material.sheets)
    for sheet, answer in zip(stage.material.sheets, answers, strict=True):
        expect(f"{sheet.filename} of {sheet.unit_name}", *comparable([answer], sheet.figures()))
        _check_returned(sheet, answer)
    total = sum((reported(answer) for answer in answers), Figures())
    expect("all sheets", *comparable(answers, stage.material.sheet_figures()))
    return (
        f"{len(answers)} files, {total.rows} rows: {total.accepted} accepted ({total.warned} warned), "
        f"{total.unchanged} unchanged, {total.rejected} rejected"
    )


async def upload_again(stage: Stage) -> str:
    """The same files a second time create nothing."""
    answers = await together(_send(stage, sheet) for sheet in stage.material.sheets)
    for sheet, answer in zip(stage.material.sheets, answers, strict=True):
        owed = figures_again([row.fault for row in sheet.rows])
        expect(f"{sheet.filename} again", reported(answer), owed)
    total = sum((reported(answer) for answer in answers), Figures())
    return f"{len(answers)} files again: {total.accepted} accepted, {total.unchanged} unchanged"


async def check_quotas(stage: Stage) -> str:
    """Each unit's entries and the state of its soft quota."""
    units = await stage.client.get(f"/api/v1/campaigns/{stage.campaign}/units", await stage.office())
    rows = units["units"] if isinstance(units, dict) else units
    owed = stage.material.entries_of_units()
    expect("entries of the units", {row["unit_id"]: row["entries"] for row in rows},
           {quota.unit_id: owed[quota.unit_id] for quota in stage.material.quotas})  # fmt: skip
    states = {row["unit_id"]: row["state"] for row in rows}
    expect("quota states", states, stage.material.states())
    shown = {state: list(states.values()).count(state) for state in ("under", "within", "over", "open")}
    return ", ".join(f"{number} {state}" for state, number in shown.items())


async def chase_units(stage: Stage) -> str:
    """One click writes to every unit that is under its quota (提醒函), and to nobody else; once a day."""
    office, campaign = await stage.office(), f"/api/v1/campaigns/{stage.campaign}"
    behind = [unit for unit, state in stage.material.states().items() if state == "under"]
    for _ in range(2):
        await stage.client.ask(
            "POST", f"{campaign}/reminders", Call(token=office, json={}, allow=frozenset({200, 409}))
        )
    letters = {
        quota.unit_id: len(await stage.client.get(f"{campaign}/units/{quota.unit_id}/letters", office))
        for quota in stage.material.quotas
    }
    expect("letters to the units", {unit: count for unit, count in letters.items() if count}, dict.fromkeys(behind, 1))
    return f"{len(behind)} letters to units that are behind"


def reported(answer: dict[str, Any]) -> Figures:
    """The figures of an upload's answer."""
    return Figures(*(answer[name] for name in ("rows", "accepted", "unchanged", "rejected", "warned")))


def comparable(answers: list[dict[str, Any]], owed: Figures) -> tuple[Figures, Figures]:
    """What was reported and what is owed. An answer that was lost with its process may have been given to rows that
    were taken: the second one finds them, all or some, unchanged. That none is in twice, the quotas tell."""
    total = sum((reported(answer) for answer in answers), Figures())
    return (total.again, owed.again) if any(answer[ASKED_AGAIN] for answer in answers) else (total, owed)


async def upload(stage: Stage, sheet: Sheet, token: str) -> dict[str, Any]:
    """Sends one file in the name of its unit."""
    call = Call(token=token, file=(sheet.filename, sheet.content()), params={"unit_id": sheet.unit_id})
    answer = await stage.client.ask("POST", f"/api/v1/campaigns/{stage.campaign}/sheets", call)
    return {**answer.json(), ASKED_AGAIN: answer.extensions[ASKED_AGAIN]}


async def _send(stage: Stage, sheet: Sheet) -> dict[str, Any]:
    own = sheet.unit_id in units_with_account(stage)
    return await upload(stage, sheet, await (stage.staff(sheet.unit_id) if own else stage.office()))


def _check_returned(sheet: Sheet, answer: dict[str, Any]) -> None:
    """A sheet with a rejected row comes back as a workbook with the extra column; the bad row is named there."""
    rejected = [row for row in sheet.rows if row.fault in (Fault.MISSING_PHONE, Fault.FORMULA)]
    if not rejected:
        return
    header = next(line for line in _lines(base64.b64decode(answer["returned_sheet"])) if "序号" in line)
    expect("header of the returned sheet ends", header[-1], ERROR_COLUMN)
    expect("errors in the answer", len({error["row"] for error in answer["errors"]}) >= len(rejected), True)


def _lines(workbook: bytes) -> list[list[str]]:
    """The filled cells of the first sheet, line by line."""
    sheet = load_workbook(io.BytesIO(workbook)).worksheets[0]
    return [[str(cell) for cell in line if cell is not None] for line in sheet.iter_rows(values_only=True)]
