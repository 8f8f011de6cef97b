"""The order in which a reader of the public list sees the entries: another one for each lot, the same for one lot."""

import re
from collections.abc import Iterable
from hashlib import blake2b

from review.domain.entry import Entry
from review.domain.listing import Sought

LOT = re.compile(r"[0-9a-f]{4}", re.ASCII)
"""One of 65,536: says nothing of a reader, and is too short to know him by."""


def in_order_of(entries: Iterable[Entry], campaign_id: str, lot: str) -> list[Entry]:
    """The entries in the order of this lot. The first places of a list are read most; nobody has them for everyone."""

    def place(entry: Entry) -> bytes:
        return blake2b("\x1f".join((campaign_id, lot, entry.entry_id)).encode(), digest_size=16).digest()

    return sorted(entries, key=place)


def holding(entries: Iterable[Entry], words: str, unit_id: str) -> list[Entry]:
    """The entries of a unit (any, when empty) that hold every one of the words, in phrase or explanation."""
    sought = [Sought(unit_id or None, text=word) for word in words.split() or [""]]
    return [entry for entry in entries if all(one.fits(entry) for one in sought)]
