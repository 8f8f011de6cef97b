"""The blank 汇总表 of a unit, as an .xlsx that keeps phones as text and warns while somebody types."""

import io

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from intake.adapters.sheets import styles
from intake.domain.rules import Rules, Unit
from intake.domain.sheet_form import form_headings, form_lines, form_title, unit_line

_WIDTHS = (6, 40, 12, 26, 16, 60)
_PHRASE, _PHONE = "B", "E"
_HEADING_LINE = 3
_LAST_LINE = 2000


def blank_form(rules: Rules, unit: Unit) -> bytes:
    """The form: title, unit, headings that stay in sight, numbered lines."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook has a worksheet")
    sheet.title = "汇总表"
    _head(sheet, rules, unit)
    _lines(sheet, form_lines(unit))
    _validate(sheet, rules.phrase_limit)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _head(sheet: Worksheet, rules: Rules, unit: Unit) -> None:
    title = styles.text_cell(sheet, 1, 1, form_title(rules))
    title.font, title.alignment = styles.TITLE, styles.CENTRED
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(_WIDTHS))
    sheet.row_dimensions[1].height = 30
    styles.text_cell(sheet, 2, 1, unit_line(unit)).font = styles.HEADING
    for column, heading in enumerate(form_headings(rules), start=1):
        cell = styles.text_cell(sheet, _HEADING_LINE, column, heading)
        cell.font, cell.fill, cell.alignment, cell.border = (
            styles.HEADING, styles.HEADING_FILL, styles.CENTRED, styles.GRID,
        )  # fmt: skip
    sheet.freeze_panes = f"A{_HEADING_LINE + 1}"
    sheet.print_title_rows = f"1:{_HEADING_LINE}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _lines(sheet: Worksheet, lines: int) -> None:
    for place, width in enumerate(_WIDTHS):
        dimension = sheet.column_dimensions["ABCDEF"[place]]
        dimension.width, dimension.number_format = width, styles.TEXT
    for number in range(1, lines + 1):
        for column in range(1, len(_WIDTHS) + 1):
            cell = styles.text_cell(sheet, _HEADING_LINE + number, column, str(number) if column == 1 else "")
            cell.border, cell.alignment = styles.GRID, styles.WRAPPED


def _validate(sheet: Worksheet, phrase_limit: int) -> None:
    """A phone has 11 digits: anything else is refused by the office suite. A long phrase is only remarked upon."""
    phone = DataValidation(
        type="textLength", operator="equal", formula1="11", allow_blank=True, showErrorMessage=True,
        showInputMessage=True, errorTitle="手机号码", error="手机号码应为 11 位数字。",
        promptTitle="手机号码", prompt="11 位数字，按文本填写。",
    )  # fmt: skip
    phrase = DataValidation(
        type="textLength", operator="between", formula1="1", formula2=str(2 * phrase_limit), allow_blank=True,
        showErrorMessage=True, showInputMessage=True, errorStyle="warning", errorTitle="表述语",
        error=f"原则上 {phrase_limit} 字以内，标点和空格不计。", promptTitle="表述语",
        prompt=f"原则上 {phrase_limit} 字以内，标点和空格不计。",
    )  # fmt: skip
    for column, validation in ((_PHONE, phone), (_PHRASE, phrase)):
        validation.add(f"{column}{_HEADING_LINE + 1}:{column}{_LAST_LINE}")
        sheet.add_data_validation(validation)
