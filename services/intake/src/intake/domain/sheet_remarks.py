"""What is said of a 汇总表 and its rows: a stable code, a place, and words in both languages."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from intake.domain.sheet_columns import COLUMN_NAMES

Level = Literal["error", "warning"]
"""An error keeps its row out. A warning does not: the row is in, or was in already."""

_WORDS: dict[str, tuple[str, Level, str, str]] = {
    "phrase-missing": ("phrase", "error", "缺少表述语。", "The slogan is missing."),
    "name-missing": ("name", "error", "缺少姓名。", "The name is missing."),
    "phone-missing": ("phone", "error", "缺少手机号码。", "The mobile number is missing."),
    "phone-invalid": ("phone", "error", "手机号码有误，请核对。", "This is not a mobile number; please check it."),
    "phone-lost-digits": (
        "phone", "error", "手机号码被表格软件当作数字，末尾数字已丢失；请将单元格设为文本后重新填写。",
        "The spreadsheet took the number for a figure and lost its last digits; make the cell text and type it again.",
    ),
    "formula": ("", "error", "单元格中是公式，请改为文字。", "The cell holds a formula; please write text."),
    "text-too-long": ("", "error", "内容过长，请缩短。", "The text is too long."),
    "row-repeated": ("phrase", "warning", "与第 {0} 行重复，只计一次。", "The same as row {0}; it counts once."),
    "row-replaces": (
        "phrase", "warning", "替换本单位先前为这位作者报送的“{0}”。",
        "Replaces “{0}”, which was sent for this author before.",
    ),
    "edited-meanwhile": (
        "", "error", "这件作品刚刚在别处改过，没有替换；请核对后重新上传。",
        "The entry was changed elsewhere meanwhile and not replaced; please compare it and upload again.",
    ),
    "phrase-over-limit": (
        "phrase", "warning", "共 {0} 字，超过 {1} 字；已收下，由主办单位决定。",
        "{0} characters, more than {1}; taken, the office decides.",
    ),
    "phrase-duplicate": (
        "phrase", "warning", "与更早收到的作品内容相同；已收下并与其关联，以最早的一件为准。",
        "The same text as an earlier entry; taken and linked to it, the earliest stands.",
    ),
    "sheet-empty": ("", "warning", "表中没有作品。", "There is no entry in this sheet."),
    "sheet-skipped": (
        "", "warning", "工作表“{0}”没有表头，未读取。", "Worksheet “{0}” has no headings; it was not read.",
    ),
    "sheet-hidden": (
        "", "warning", "工作表“{0}”是隐藏的，未读取；若其中有作品，请取消隐藏后重新上传。",
        "Worksheet “{0}” is hidden and was not read; if there are entries in it, please show it and upload again.",
    ),
    "unit-differs": (
        "", "warning", "表中的单位名称是“{0}”，作品已计入“{1}”，请核对。",
        "The sheet names the unit “{0}”; its entries were counted for “{1}”. Please check.",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark. `row` is a line of `sheet` from 1, or 0 when the sheet or the file is meant; `field` as in
    COLUMN_NAMES, or '' when the whole row is meant.
    """

    code: str
    row: int
    field: str
    level: Level
    zh: str
    en: str
    sheet: str = ""

    @property
    def column(self) -> str:
        """The usual heading of the column, or ''."""
        return COLUMN_NAMES.get(self.field, "")


def remark(code: str, row: int, *values: object, field: str | None = None) -> Remark:
    """The remark of a code; `values` are what its words leave open."""
    usual, level, zh, en = _WORDS[code]
    return Remark(code, row, usual if field is None else field, level, zh.format(*values), en.format(*values))


def of_sheet(sheet: str, remarks: Iterable[Remark]) -> list[Remark]:
    """The remarks with the name of their worksheet."""
    return [replace(one, sheet=sheet) for one in remarks]
