"""The port to 汇总表 files. Work on them takes up to seconds, so it runs in threads of its own: two files at a time."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from plumbing.language import Language
from python_calamine import CalamineError, PasswordError

from intake.adapters.sheets.faults import MOST_FILE_BYTES, damaged, empty, encrypted
from intake.adapters.sheets.text import read_text
from intake.adapters.sheets.xls import OLE, read_xls
from intake.adapters.sheets.xlsx import read_xlsx
from intake.domain.rules import Rules, Unit
from intake.domain.sheet_book import Book
from intake.domain.sheet_remarks import Remark
from intake.domain.sheet_table import SheetError, Table

T = TypeVar("T")
ZIP = b"PK"
AT_ONCE = 2


class OfficeSheetFiles:
    """Reads and writes files, off the event loop."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(AT_ONCE, "sheets")

    async def read(self, content: bytes) -> Sequence[Table]:
        """The worksheets. The content decides what it is, never the name. Raises SheetError."""
        return await self._run(lambda: read_file(content))

    async def returned(self, book: Book, remarks: Sequence[Remark], language: Language) -> bytes:
        """The unit's sheet with its errors, as an .xlsx."""
        return await self._run(lambda: _returned(book, remarks, language))

    async def form(self, rules: Rules, unit: Unit) -> bytes:
        """The blank 汇总表 of a unit, as an .xlsx."""
        return await self._run(lambda: _form(rules, unit))

    def close(self) -> None:
        """Lets running work end."""
        self._threads.shutdown(wait=False)

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)


def read_file(content: bytes) -> Sequence[Table]:
    """The worksheets of a file. Raises SheetError and nothing else."""
    if not content.strip():
        raise empty()
    if len(content) > MOST_FILE_BYTES:
        raise SheetError(
            "file-too-large", "文件超过 10 MB，请分成几个文件上传。", "The file is over 10 MB; please split it."
        )
    try:
        return _reader(content)(content)
    except PasswordError as error:
        raise encrypted() from error
    except CalamineError as error:
        raise damaged() from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # how a broken assertion in the reader's Rust shows here
            raise damaged() from error
        raise


def _reader(content: bytes) -> Callable[[bytes], Sequence[Table]]:
    if content.startswith(ZIP):
        return read_xlsx
    return read_xls if content.startswith(OLE) else read_text


# The writers load openpyxl, a seventh of what this process loads; they are loaded when the first file is written.
def _returned(book: Book, remarks: Sequence[Remark], language: Language) -> bytes:
    from intake.adapters.sheets.returned import returned_workbook

    return returned_workbook(book, remarks, language)


def _form(rules: Rules, unit: Unit) -> bytes:
    from intake.adapters.sheets.form import blank_form

    return blank_form(rules, unit)
