"""How a long command is cut into records of the log: as many rows a record as surely fit, and never none."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from intake.domain.entries import NewEntry

T = TypeVar("T")
_ROW_BYTES = 700
"""Identifiers, moments, nonce and tags of one entry on the log, with room to spare (510 bytes were seen)."""
_CO_AUTHOR = " " * 40
"""What stands around the name and the phone of a co-author."""


def weight(row: NewEntry) -> int:
    """No fewer bytes than the row takes on the log: texts escaped, the phrase twice (as it is and to compare), the
    contact under seal in base64.
    """
    others = (text for one in row.co_authors for text in (one.name, one.phone, _CO_AUTHOR))
    contact = (row.name, row.phone, row.workplace, *others)
    sealed = sum(_escaped(text) for text in contact) * 3 // 2
    return _ROW_BYTES + 2 * _escaped(row.phrase) + _escaped(row.explanation) + sealed


def batches(rows: Iterable[T], weigh: Callable[[T], int], most: int) -> Iterator[list[T]]:
    """The rows in order, cut so that no batch weighs more than `most`, unless it has one row only."""
    batch: list[T] = []
    total = 0
    for row in rows:
        heavy = weigh(row)
        if batch and total + heavy > most:
            yield batch
            batch, total = [], 0
        batch.append(row)
        total += heavy
    if batch:
        yield batch


def _escaped(text: str) -> int:
    """At most two bytes for each of UTF-8: unseen characters, which would take six, are left out before."""
    return 2 * len(text.encode())
