"""Nasty 汇总表 files, each made on the spot with what is owed for it: the rows that are good, and what is wrong.

Issue 5: at least 25 of them; importing them loses no good row and explains every bad one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Entry = tuple[str, str]
Told = tuple[int, str]
FIRST, SECOND = ("山海同歌", "+8615400000001"), ("港城新韵", "+8615400000002")


@dataclass(frozen=True, slots=True)
class Nasty:
    """A file and what is owed: entries as (phrase, phone) in the order of the file, the rows that are kept out as
    (row, code), the notes on other rows or the whole file. Or the one code with which all of it is refused.
    """

    content: bytes
    taken: tuple[Entry, ...] = (FIRST, SECOND)
    bad: tuple[Told, ...] = ()
    notes: tuple[Told, ...] = ()
    refused: str = ""
    called: str = "汇总表"


def both(*halves: Mapping[str, Nasty]) -> dict[str, Nasty]:
    """One shelf of several; no two files go by one name."""
    shelf: dict[str, Nasty] = {}
    for half in halves:
        assert not shelf.keys() & half.keys()
        shelf |= half
    return shelf
