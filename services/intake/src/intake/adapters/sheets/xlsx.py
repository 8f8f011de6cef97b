"""Reads an .xlsx (or .xlsm, whose macros are left behind)."""

import io
from collections.abc import Sequence

from python_calamine import CalamineWorkbook

from intake.adapters.sheets.cells import calamine_tables
from intake.adapters.sheets.package import repacked, unpacked
from intake.adapters.sheets.worksheet_xml import look_over, worksheet_parts
from intake.domain.sheet_table import Table


def read_xlsx(content: bytes) -> Sequence[Table]:
    """The visible worksheets. Raises SheetError; may raise CalamineError."""
    parts = unpacked(content)
    formulas = {name: look_over(xml).formulas for name, xml in worksheet_parts(parts).items()}
    with CalamineWorkbook.from_filelike(io.BytesIO(repacked(parts))) as book:
        return calamine_tables(book, formulas)
