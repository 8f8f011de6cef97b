"""雷同 as tables: each likeness with its reason, whose the other text is, and both texts."""

from collections.abc import Iterable, Sequence

from review.domain.alike import Alike
from review.domain.book_scores import ENTRY
from review.domain.entry import Entry
from review.domain.tables import Cell, Column, Table

COLUMNS = (
    *ENTRY, Column("雷同情形", "Reason", 34), Column("对方文字", "The other text", 40),
    Column("对方来源", "Whose it is", 34), Column("对方作品编号", "The other entry", 36),
)  # fmt: skip
NOTE = (("雷同只作提示，由人判断。", "Likeness is a hint; a person decides."),)


def likeness_table(found: Iterable[tuple[str, str, Sequence[Alike]]]) -> Table:
    """One row a likeness of these entries, each given as its id, its text and what that is like."""
    return Table("雷同", "Likeness", COLUMNS, [row for one in found for row in _rows(*one)], NOTE)


def in_short(alike: Sequence[Alike]) -> str:
    """The reasons of one entry in a cell, with how often each: the words of both languages stand in the table."""
    words = [one.because[0] for one in alike]
    return "；".join(f"{word} {words.count(word)}" for word in dict.fromkeys(words))


def _rows(entry_id: str, text: str, alike: Sequence[Alike]) -> Iterable[tuple[Cell, ...]]:
    for one in alike:
        other = one.other.entry_id if isinstance(one.other, Entry) else ""
        yield (entry_id, text, " ".join(one.because), one.text, " / ".join(one.origin), other)
