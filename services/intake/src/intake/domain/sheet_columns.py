"""Where the columns of a 汇总表 are: units move, rename and add them, so they are found by what their headings say."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from intake.domain.phrase import clean_line
from intake.domain.sheet_table import Cell, Lines, SheetError, cell_text

ERROR_HEADING = "错误说明"
COLUMN_NAMES = {
    "phrase": "表述语",
    "name": "姓名",
    "workplace": "工作单位",
    "phone": "手机号码",
    "explanation": "简要阐释说明",
}
REQUIRED = ("phrase", "name", "phone")
_WORDS = (
    # The order matters: 作者单位 and 作者电话 are told apart before 作者 is a name, 表述语说明 before 表述语.
    ("阐释", "explanation"), ("说明", "explanation"), ("释义", "explanation"), ("表述", "phrase"), ("口号", "phrase"),
    ("标语", "phrase"), ("手机", "phone"), ("电话", "phone"), ("联系方式", "phone"), ("工作单位", "workplace"),
    ("单位", "workplace"), ("姓名", "name"), ("作者", "name"), ("投稿人", "name"), ("应征人", "name"),
)  # fmt: skip
_CALLS, _NUMBER = re.compile("手机|手機|电话|電話|联系方式|聯繫方式"), re.compile(r"\d{7}")
_SIMPLIFIED = str.maketrans("單號聯繫標語電話機闡釋說應徵", "单号联系标语电话机阐释说应征")
"""Of the headings only; what authors write stays as it is."""
_NO_WORKPLACE = ("报送", "推荐")
_LONGEST_HEADING = 60
_SEARCHED_LINES = 50
"""Headings stand at the top: a title, notes and the unit's name above them, and no more."""
_UNIT_LINE = re.compile(r"单位名称(?:\([^)]*\))?\s*:?\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """The last line of some headings and the columns by field, both from 0. They count down to the next headings."""

    heading_line: int
    columns: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """The headings from the top down, mostly one; the unit that the sheet names, or ''."""

    blocks: tuple[Block, ...]
    unit_name: str
    unit_line: int = 0

    @property
    def heading_line(self) -> int:
        """The line of the first headings."""
        return self.blocks[0].heading_line

    @property
    def columns(self) -> Mapping[str, int]:
        """The columns below the first headings."""
        return self.blocks[0].columns

    def block_at(self, line: int) -> Block:
        """The headings that count for a line."""
        return self.blocks[max(0, bisect_right(self.blocks, line, key=lambda one: one.heading_line) - 1)]


def find_layout(lines: Lines) -> Layout | None:
    """Where everything is: the first line that has every required heading, or the first two that have them together;
    and every further line of headings below, where units put one table under another.

    None when there are no such lines.
    """
    first = _first(lines)
    if first is None:
        return None
    return Layout((first, *_further(lines, first.heading_line + 1)), *_unit(lines[: first.heading_line]))


def has_headings(lines: Lines) -> bool:
    """Whether there is a layout."""
    return _first(lines) is not None


def _first(lines: Lines) -> Block | None:
    found = (Block(line, _columns(headings)) for line, headings in _candidates(lines))
    return next((block for block in found if _is_complete(block.columns)), None)


def _further(lines: Lines, start: int) -> Iterator[Block]:
    """Headings below the first; a line with a number as long as a phone is a row, whatever it says."""
    for place in range(start, len(lines)):
        cells = list(map(cell_text, lines[place]))
        if any(map(_CALLS.search, cells)) and not any(map(_NUMBER.search, cells)):
            columns = _columns([_heading(cell) for cell in cells])
            if _is_complete(columns):
                yield Block(place, columns)


def _is_complete(columns: Mapping[str, int]) -> bool:
    return all(field in columns for field in REQUIRED)


def headings_missing(lines: Lines) -> SheetError:
    """What to tell of a sheet without a layout: which headings were not found, in the line that has most of them."""
    found = max((_columns(headings) for _, headings in _candidates(lines)), key=len, default={})
    named = "、".join(COLUMN_NAMES[field] for field in REQUIRED if field not in found)
    return SheetError("sheet-headings-missing", f"表头缺少：{named}。", f"These headings are missing: {named}.")


def error_column(lines: Lines, layout: Layout) -> int:
    """Where 错误说明 stands, or may be put: right of everything that is filled."""
    headings = [cell_text(cell) for cell in lines[layout.heading_line]]
    if ERROR_HEADING in headings:
        return headings.index(ERROR_HEADING)
    filled = (place for line in lines for place, cell in enumerate(line) if cell_text(cell))
    return max(filled) + 1


def _candidates(lines: Lines) -> list[tuple[int, list[str]]]:
    """Lines that may be headings, single lines first: (the last line of it, its texts)."""
    texts = [[_heading(cell) for cell in line] for line in lines[:_SEARCHED_LINES]]
    return [*enumerate(texts), *((place + 1, _joined(*texts[place : place + 2])) for place in range(len(texts) - 1))]


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Two lines as one, as a reader takes them: 作者 above 姓名, 手机号码; 表述语 above nothing."""
    width = max(len(upper), len(lower))
    padded = [[*line, *[""] * (width - len(line))] for line in (upper, lower)]
    return [below or above for above, below in zip(*padded, strict=True)]


def _columns(texts: Sequence[str]) -> dict[str, int]:
    headings = {place: text for place, text in enumerate(texts) if text}
    columns: dict[str, int] = {}
    for word, field in _WORDS:
        place = None if field in columns else _plainest(headings, word, field)
        if place is not None:
            columns[field] = place
            del headings[place]
    return columns


def _plainest(headings: Mapping[int, str], word: str, field: str) -> int | None:
    """Where a word stands in the shortest heading: in 表述语 rather than in 表述语类别.

    报送单位 is the unit that sends the sheet, not where an author works.
    """
    fitting = [place for place, text in headings.items() if word in text]
    if field == "workplace":
        fitting = [place for place in fitting if not headings[place].startswith(_NO_WORKPLACE)]
    return min(fitting, key=lambda place: len(headings[place]), default=None)


def _heading(cell: Cell) -> str:
    """The words of a cell that may be a heading: a sentence, our own column and the unit's line are none."""
    plain = "".join(clean_line(cell_text(cell)).split()).translate(_SIMPLIFIED)
    no_heading = len(plain) > _LONGEST_HEADING or ERROR_HEADING in plain or plain.startswith("单位名称")
    return "" if no_heading else plain


def _unit(lines: Lines) -> tuple[str, int]:
    """The unit that the lines above the headings name, and the line that does."""
    for number, line in enumerate(lines):
        texts = [unicodedata.normalize("NFKC", cell_text(cell)) for cell in line]
        for place, text in enumerate(texts):
            found = _UNIT_LINE.match(text)
            if found:
                return found[1].strip() or next(filter(None, texts[place + 1 :]), ""), number
    return "", 0
