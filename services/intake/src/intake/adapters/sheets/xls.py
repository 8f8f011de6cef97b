"""Reads an .xls by way of a process that may die of it."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from intake.adapters.sheets import xls_process
from intake.adapters.sheets.cells import plain_table
from intake.adapters.sheets.faults import (
    MOST_COLUMNS,
    MOST_LINES,
    check_extent,
    damaged,
    encrypted,
    unsupported,
)
from intake.domain.sheet_table import Formula, Table

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WITHIN_SECONDS = 30
SOME_FORMULA = Formula("=…")
"""The old format keeps formulas as a program, not as text."""
_REFUSALS = {"damaged": damaged, "encrypted": encrypted, "unsupported": unsupported}


def read_xls(content: bytes) -> Sequence[Table]:
    """The worksheets. Raises SheetError."""
    command = [sys.executable, "-I", str(Path(xls_process.__file__)), str(MOST_LINES), str(MOST_COLUMNS)]
    try:
        ended = subprocess.run(  # noqa: S603 - our own program; the file is its input, never an argument
            command, input=content, capture_output=True, timeout=WITHIN_SECONDS, check=True, env={}
        )
    except subprocess.SubprocessError as error:
        raise damaged() from error
    answer = json.loads(ended.stdout)
    if "far" in answer:
        check_extent(*answer["far"])
    if "sheets" not in answer:
        raise _REFUSALS[answer["refused"]]()
    return [_table(one) for one in answer["sheets"]]


def _table(sheet: dict[str, Any]) -> Table:
    formulas = dict.fromkeys(map(tuple, sheet["formulas"]), SOME_FORMULA)
    return replace(plain_table(sheet["name"], sheet["lines"], sheet["merges"], formulas), hidden=sheet["hidden"])
