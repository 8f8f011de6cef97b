"""What is told of a file that cannot be read. Codes are stable; the bounds are far above any real 汇总表."""

from intake.domain.sheet_book import MOST_ROWS, too_many_rows
from intake.domain.sheet_table import SheetError, cell_name

MOST_FILE_BYTES = 10 * 1024 * 1024
MOST_LINES = 2 * MOST_ROWS
MOST_COLUMNS = 100


def unsupported() -> SheetError:
    """It is something else than a table."""
    return SheetError(
        "file-type-unsupported",
        "不支持这种文件，请另存为 .xlsx、.xls 或 .csv 后重新上传。",
        "This kind of file is not supported; please save it as .xlsx, .xls or .csv and upload it again.",
    )


def damaged() -> SheetError:
    """It was cut off or changed on its way."""
    return SheetError(
        "file-damaged",
        "文件已损坏或不完整，请用表格软件打开并重新保存后上传。",
        "The file is damaged or incomplete; please open it in a spreadsheet program, save it again and upload it.",
    )


def encrypted() -> SheetError:
    """Only its owner can open it."""
    return SheetError(
        "file-encrypted",
        "文件设有打开密码，请取消密码后重新上传。",
        "The file is protected with a password; please remove it and upload the file again.",
    )


def swollen() -> SheetError:
    """It would unpack to far more than a 汇总表 can be."""
    return SheetError(
        "file-expands-too-much",
        "文件解压后过大，不是正常的汇总表，未读取。",
        "Unpacked the file is far larger than any such sheet; it was not read.",
    )


def quote_unclosed(row: int) -> SheetError:
    """A quote swallows all that follows it: nobody can tell the rows apart any more."""
    return SheetError(
        "quote-unclosed",
        f"第 {row} 行的英文双引号没有配对，后面的内容无法分行；请改正后重新上传，或另存为 .xlsx。",
        f"A double quote that row {row} opens is never closed, and the rows behind it cannot be told apart; please mend"
        " it and upload the file again, or save it as .xlsx.",
    )


def empty() -> SheetError:
    """There is not a single byte in it."""
    return SheetError("file-empty", "文件是空的，请重新选择。", "The file is empty; please choose another one.")


def check_extent(lines: int, columns: int) -> None:
    """SheetError unless a worksheet whose last filled cell is there can be held. Readers fill the whole rectangle."""
    if lines > MOST_LINES:
        raise too_many_rows(MOST_ROWS)
    if columns > MOST_COLUMNS:
        last = cell_name(lines - 1, columns - 1)
        raise SheetError(
            "sheet-too-wide",
            f"表格一直填到 {last}，请删除右侧多余的内容。",
            f"The sheet is filled as far as {last}; please delete what stands on the far right.",
        )
