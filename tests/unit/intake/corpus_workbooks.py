"""The corpus: workbooks as office suites write them, and as people leave them."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Literal

import xlwt
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet

from tests.unit.intake.corpus import FIRST, SECOND, Nasty
from tests.unit.intake.sheet_files import (
    HEAD,
    OTHER,
    ROW,
    SHEET,
    TITLE,
    UNIT,
    part_of,
    saved,
    with_parts,
    workbook,
    xls,
    xlsx,
)

WORKSHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
GOOD = xlsx(*SHEET)
OF_ROW = '<c r="B4" t="inlineStr"><is><t>山海同歌</t></is></c>'.encode()
READ_ALOUD = (
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>山海同歌</t>'
    '<rPh sb="0" eb="1"><t>shan</t></rPh></si></sst>'
).encode()
LINKED = {
    "xl/vbaProject.bin": b"\xd0\xcf macro", "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
    "xl/embeddings/oleObject1.bin": b"\xd0\xcf object", "xl/media/image1.png": b"\x89PNG",
    "docProps/core.xml": b"<!DOCTYPE x []><x/>",
}  # fmt: skip


def merged(sheet: Worksheet) -> None:
    for corners in ("A1:F1", "A2:F2", "C4:C5", "D4:D9", "E4:E5"):
        sheet.merge_cells(corners)


def hidden(book: Workbook, state: Literal["hidden", "veryHidden"]) -> bytes:
    book.worksheets[-1].sheet_state = state
    return saved(book)


def formatted(sheet: Worksheet) -> None:
    """Formats as far as a workbook goes, and blanks below the rows."""
    sheet["A1048576"].number_format = "@"
    sheet["XFD3"].number_format = "@"
    for line in range(20, 2000):
        sheet.cell(line, 1).value = " "


def out_of_sight(sheet: Worksheet) -> None:
    """Rows and columns that are hidden, and a filter over them."""
    sheet.row_dimensions[5].hidden = sheet.column_dimensions["E"].hidden = True
    sheet.auto_filter.ref = "A3:F5"


def dated_phone(sheet: Worksheet) -> None:
    sheet["E4"], sheet["E5"] = 15400000001, 15400000002
    sheet["E4"].number_format = sheet["E5"].number_format = "yyyy-mm-dd"


def rich(sheet: Worksheet) -> None:
    sheet["B4"] = CellRichText("山海", TextBlock(InlineFont(b=True), "同歌"))


def replaced(part: str, *changes: tuple[bytes, bytes], content: bytes = GOOD) -> bytes:
    """The file with some words of one part put otherwise; each of them is there."""
    text = part_of(content, part)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return with_parts(content, {part: text})


def moved_parts() -> bytes:
    """Parts under names in capitals, as some writers have it."""
    book = replaced("xl/_rels/workbook.xml.rels", (b"worksheets/sheet1.xml", b"Worksheets/Sheet1.xml"))
    return with_parts(book, {"xl/Worksheets/Sheet1.xml": part_of(book, WORKSHEET)}, leaving=WORKSHEET)


SHAPES = {
    "xlsx": Nasty(GOOD, called="汇总表.csv"),
    "xlsx with columns in another order": Nasty(xlsx(TITLE, HEAD[::-1], ROW[::-1], OTHER[::-1])),
    "xlsx that begins far down and to the right": Nasty(
        xlsx(*[()] * 7, *((None, None, *line) for line in SHEET))
    ),
    "xlsx with lines about the form above the headings": Nasty(
        xlsx(TITLE, ("填表说明：表述语须为原创，姓名、手机号码务必如实填写。",), UNIT, (), HEAD, ROW, OTHER)
    ),
    "xlsx with headings on two lines": Nasty(
        xlsx(("序号", "表述语", "作者信息", None, None), (None, None, "姓名", "工作单位", "手机号码"), ROW, OTHER)
    ),
    "xlsx with merged cells": Nasty(
        xlsx(TITLE, UNIT, HEAD, ROW, ("2", "港城新韵", None, None, None), prepare=merged),
        (FIRST, ("港城新韵", FIRST[1])),
    ),
    "xlsx with an empty sheet in front": Nasty(saved(workbook(Sheet1=(), 汇总表=SHEET, Sheet3=()))),
    "xlsx with a row a sheet and a fault on the second": Nasty(
        saved(workbook(一=(HEAD, ROW), 二=(TITLE, HEAD, OTHER, ("3", None, *ROW[2:])))), bad=((4, "phrase-missing"),)
    ),
    "xlsx with a sheet without headings": Nasty(
        saved(workbook(汇总表=SHEET, 说明=(("请先阅读",),))), notes=((0, "sheet-skipped"),)
    ),
    "xlsx with a hidden sheet": Nasty(
        hidden(workbook(汇总表=SHEET, 去年=(HEAD, ("1", "去年作品", *ROW[2:]))), "hidden"), notes=((0, "sheet-hidden"),)
    ),
    "xlsx with a very hidden sheet of a dropdown": Nasty(
        hidden(workbook(汇总表=SHEET, 单位=(("海州区",), ("连云区",))), "veryHidden")
    ),
    "xlsx with a sheet by a name that is not allowed": Nasty(
        replaced("xl/workbook.xml", (b'name="Sheet"', 'name="汇总[表]*/2026?"'.encode()),
                 content=xlsx(*SHEET, ("3", *OTHER[1:4], None, None))),
        bad=((6, "phone-missing"),),
    ),
    "xlsx with formats to the end of the world": Nasty(xlsx(*SHEET, prepare=formatted)),
    "xlsx with hidden rows, a hidden column and a filter": Nasty(xlsx(*SHEET, prepare=out_of_sight)),
    "xlsx with blank rows between": Nasty(xlsx(*SHEET[:4], (), (None, " "), (), OTHER)),
    "xlsx with parts in capitals": Nasty(moved_parts()),
}  # fmt: skip

CELLS = {
    "xlsx with phones as numbers": Nasty(xlsx(HEAD, (*ROW[:4], 15400000001.0), (*OTHER[:4], 15400000002))),
    "xlsx with a phone that lost its digits": Nasty(
        xlsx(HEAD, (*ROW[:4], 1.54e10), OTHER), (SECOND,), ((2, "phone-lost-digits"),)
    ),
    "xlsx with phones in the format of a date": Nasty(xlsx(*SHEET, prepare=dated_phone)),
    "xlsx with numbers, dates, times and ticks": Nasty(
        xlsx(HEAD, ("1", 2026, *ROW[2:]), ("2", date(2026, 5, 4), *ROW[2:]), ("3", "港城新韵", True, 3.5, OTHER[4]),
             (4.0, "山海同歌", 7, time(8, 30), ROW[4], datetime(2026, 5, 4, 8))),  # noqa: DTZ001 - as a workbook has it
        (("2026", FIRST[1]), ("2026-05-04", FIRST[1]), SECOND, FIRST),
    ),
    "xlsx with a text of several formats": Nasty(xlsx(*SHEET, prepare=rich)),
    "xlsx with shared texts and a reading aid over them": Nasty(
        with_parts(replaced(WORKSHEET, (OF_ROW, b'<c r="B4" t="s"><v>0</v></c>')), {STRINGS: READ_ALOUD})
    ),
    "xlsx with errors in its cells": Nasty(
        replaced(WORKSHEET, (OF_ROW, b'<c r="B4" t="e"><v>#REF!</v></c>')), (SECOND,),
        ((4, "phrase-missing"),),
    ),
    "xlsx that computes": Nasty(
        xlsx(HEAD, ("1", "=1+1", *ROW[2:]), ("2", '="山海"&"同歌"', *ROW[2:]), ("=ROW()-3", *ROW[1:]),
             ("4", *OTHER[1:4], '=HYPERLINK("http://example.invalid/","15400000002")')),
        (FIRST,), ((2, "formula"), (3, "formula"), (5, "formula")),
    ),
    "xlsx that reaches into another file": Nasty(
        xlsx(*SHEET, ("3", "=[1]Other!A1", *ROW[2:])), bad=((6, "formula"),)
    ),
    "xlsx with macros, links and objects": Nasty(with_parts(GOOD, LINKED), called="汇总表.xlsx"),
}  # fmt: skip


def old(*lines: tuple[object, ...], **more: object) -> bytes:
    write: Callable[..., bytes] = xls
    return write(*lines, **more)


DATED = xlwt.easyxf(num_format_str="yyyy-mm-dd")
OLD = {
    "xls": Nasty(old(*SHEET), called="汇总表.xlsx"),
    "xls with columns in another order": Nasty(old(HEAD[::-1], ROW[::-1], OTHER[::-1])),
    "xls with merged cells": Nasty(
        old(TITLE, UNIT, HEAD, ROW, ("2", "港城新韵"), merges=((0, 0, 0, 5), (3, 4, 2, 2), (3, 8, 3, 3), (3, 4, 4, 4))),
        (FIRST, ("港城新韵", FIRST[1])),
    ),
    "xls with phones as numbers": Nasty(old(HEAD, (*ROW[:4], 15400000001.0), (*OTHER[:4], 15400000002))),
    "xls with a hidden sheet": Nasty(
        old(*SHEET, hidden=(HEAD, ("1", "去年作品", *ROW[2:]))), notes=((0, "sheet-hidden"),)
    ),
    "xls that computes": Nasty(
        old(HEAD, ("1", xlwt.Formula("1+1"), *ROW[2:]), ("2", xlwt.Formula('"山海"&"同歌"'), *ROW[2:]), ROW, OTHER),
        bad=((2, "formula"), (3, "formula")),
    ),
    "xls with faults": Nasty(
        old(HEAD, ROW, ("2", "", "示例乙", "", ""), (), OTHER), bad=((3, "phrase-missing"), (3, "phone-missing"))
    ),
}  # fmt: skip
