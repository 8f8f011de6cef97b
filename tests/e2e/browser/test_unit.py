"""A reporting unit's part: its quota, the blank sheet, a 汇总表 with a fault, its own sheet back, mended."""

import asyncio
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from playwright.async_api import FilePayload

from deploy.local.rehearsal.faults import Fault
from deploy.local.rehearsal.sheets import Row, Sheet
from deploy.local.rehearsal.steps.sheets import ERROR_COLUMN
from deploy.local.rehearsal.workbook import HEADER
from deploy.local.seed import LOGINS
from tests.e2e.browser.conftest import Enter
from tests.e2e.browser.newcomers import Newcomer
from tests.e2e.browser.visitor import PHONE, Visitor

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(420), pytest.mark.asyncio(loop_scope="session")]
UNIT = "海州区"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLE_LINES = 3
"""Lines of a 汇总表 above its first entry: title, unit, columns."""
GOOD = 2
BAD_LINE = TITLE_LINES + GOOD + 1
PHONE_COLUMN = HEADER.index("手机号码") + 1


async def test_a_unit_sends_its_sheet_and_mends_it(enter: Enter, people: Iterator[Newcomer]) -> None:
    visitor = await enter("unit", PHONE)
    await visitor.sign_in_as_staff("unit", LOGINS["unit"])
    await visitor.says(UNIT, "重点报送数：8—10")
    had = await reported(visitor)
    blank = first_sheet(await downloaded(visitor, "下载空白汇总表"))
    assert lines(blank)[TITLE_LINES - 1] == list(HEADER)
    assert UNIT in lines(blank)[TITLE_LINES - 2][0]
    rows = [next(people).row for _ in range(GOOD)]
    faulty = next(people)
    mended = await is_told_what_is_wrong(visitor, [*rows, replace(faulty.row, fault=Fault.MISSING_PHONE)])
    mended.cell(BAD_LINE, PHONE_COLUMN).value = faulty.person.phone
    await upload(visitor, as_file(mended))
    assert await figures(visitor) == {"读到的行": 3, "新登记": 1, "已有，未重复登记": 2, "未收下": 0}
    await visitor.keep("unit-2-mended")
    assert await reported(visitor) == had + GOOD + 1


async def test_no_file_and_a_file_of_another_kind_are_said_beside_the_field(enter: Enter) -> None:
    visitor = await enter("unit-wrong")
    await visitor.sign_in_as_staff("unit", LOGINS["unit"])
    await upload(visitor, b"\x89PNG\r\n\x1a\n" + bytes(100))
    await visitor.page.locator("#file-error").wait_for()
    await visitor.says("有内容需要修改")
    await visitor.keep("unit-3-not-a-sheet")


async def is_told_what_is_wrong(visitor: Visitor, rows: list[Row]) -> Worksheet:
    """Uploads the rows, the last of them without its phone; the unit's own sheet, as it comes back."""
    await upload(visitor, Sheet("haizhou", UNIT, rows=rows).content())
    assert await figures(visitor) == {"读到的行": 3, "新登记": 2, "已有，未重复登记": 0, "未收下": 1}
    await visitor.says(f"第 {BAD_LINE} 行", "手机号码")
    await visitor.keep("unit-1-faults")
    returned = first_sheet(await downloaded(visitor, "下载带错误说明的表"))
    heading, *below = lines(returned)[TITLE_LINES - 1 :]
    assert heading == [*HEADER, ERROR_COLUMN]
    assert [bool(line[-1]) for line in below] == [False, False, True]
    return returned


async def upload(visitor: Visitor, content: bytes) -> None:
    """Chooses the file and sends it."""
    file: FilePayload = {"name": "汇总表.xlsx", "mimeType": XLSX, "buffer": content}
    await visitor.control("file").set_input_files(file)
    await visitor.press("上传")


async def downloaded(visitor: Visitor, name: str) -> bytes:
    """What the link of this name gives."""
    async with visitor.page.expect_download() as waiting:
        await (await visitor.named(name)).click()
    file = await (await waiting.value).path()
    return await asyncio.to_thread(Path(file).read_bytes)


async def reported(visitor: Visitor) -> int:
    """How many entries the unit has sent."""
    await visitor.open("/unit")
    figure = visitor.page.locator(".figure", has_text="已报件数").locator(".figure-value")
    return int(await figure.inner_text())


async def figures(visitor: Visitor) -> dict[str, int]:
    """What is said of the sheet that was sent."""
    shown = await visitor.page.locator("#result .figure").all()
    return {
        (await one.locator(".figure-label").inner_text()): int(await one.locator(".figure-value").inner_text())
        for one in shown
    }


def first_sheet(workbook: bytes) -> Worksheet:
    """The form itself."""
    sheet = load_workbook(io.BytesIO(workbook)).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def lines(sheet: Worksheet) -> list[list[str]]:
    """Its cells as texts, without what is empty at the end of every line."""
    return [["" if cell is None else str(cell) for cell in line] for line in sheet.iter_rows(values_only=True)]


def as_file(sheet: Worksheet) -> bytes:
    """The workbook of this sheet."""
    buffer = io.BytesIO()
    assert sheet.parent is not None
    sheet.parent.save(buffer)
    return buffer.getvalue()
