"""Reads an .xlsx (or .xlsm, whose macros are left behind)."""

import io
from collections.abc import Sequence

from python_calamine import CalamineWorkbook

from intake.adapters.sheets.cells import calamine_tables
from intake.adapters.sheets.package import WORKSHEETS, repacked, unpacked
from intake.adapters.sheets.worksheet_xml import look_over, worksheet_paths
from intake.domain.sheet_table import Table


def read_xlsx(content: bytes) -> Sequence[Table]:
    """The worksheets. Raises SheetError; may raise CalamineError."""
    parts = unpacked(content)
    # Every worksheet, also one that no name leads to: the reader may find another way to it.
    extents = {path: look_over(xml) for path, xml in parts.items() if path.startswith(WORKSHEETS)}
    paths = worksheet_paths(parts)
    formulas = {name: extents[path].formulas for name, path in paths.items() if path in extents}
    with CalamineWorkbook.from_filelike(io.BytesIO(repacked(parts))) as book:
        return calamine_tables(book, formulas)
