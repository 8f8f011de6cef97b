"""汇总表 files as units send them: .xlsx written with openpyxl, or .csv in GB18030 as an office suite saves it."""

import csv
import io

from openpyxl import Workbook

Cell = str | float | None
HEADER = ("序号", "表述语（16字以内）", "姓名", "工作单位", "手机号码", "简要阐释说明（可附页）")
TITLE = "“新时代连云港精神”征集投稿汇总表"


def table(unit_name: str, rows: list[list[Cell]]) -> list[list[Cell]]:
    """The whole form: title, unit line, columns, and the numbered rows."""
    numbered: list[list[Cell]] = [[str(place), *row] for place, row in enumerate(rows, start=1)]
    return [[TITLE], [f"单位名称：{unit_name}"], list(HEADER), *numbered]


def as_xlsx(lines: list[list[Cell]]) -> bytes:
    """The form as a workbook; a text that begins with `=` is a live formula, as it is in an office suite."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append(line)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_csv(lines: list[list[Cell]]) -> bytes:
    """The form as a GB18030 text file."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(["" if cell is None else cell for cell in line] for line in lines)
    return buffer.getvalue().encode("gb18030")


def empty_workbook() -> bytes:
    """A workbook whose one sheet holds nothing at all."""
    return as_xlsx([])
