"""The order in which a reader sees the entries: his own, and the same each time he comes.

Who has signed in has it of himself, on every device. Anybody else has it of a number drawn by lot that his browser
holds: one of 65,536, which says nothing of him and is too short to know him by. The service keeps and logs none.
"""

import re
import secrets
from collections.abc import Iterable
from hashlib import blake2b
from typing import Protocol, TypeVar

from fastapi import Request, Response

COOKIE = "zj_order"
PLACE = "/vote"
KEPT_SECONDS = 90 * 24 * 3600
"""Longer than a vote takes: an order that changed meanwhile would be a trap for whoever comes back to choose."""
_LOT = re.compile(r"[0-9a-f]{4}", re.ASCII)


class Named(Protocol):
    """Anything with the id of an entry."""

    @property
    def entry_id(self) -> str:
        """The entry."""
        ...


E = TypeVar("E", bound=Named)


def shuffled(entries: Iterable[E], contest_id: str, reader: str) -> list[E]:
    """The entries in the order of this reader and contest.

    The first places of a list draw votes; with an order for each reader nobody has them for all.
    """

    def place(entry: E) -> bytes:
        return blake2b("\x1f".join((contest_id, reader, entry.entry_id)).encode(), digest_size=16).digest()

    return sorted(entries, key=place)


def lot_of(request: Request) -> str | None:
    """The number that this browser holds; None if it holds none, or something else."""
    held = request.cookies.get(COOKIE, "")
    return held if _LOT.fullmatch(held) else None


def draw_lot() -> str:
    """A number for a browser that has none."""
    return secrets.token_hex(2)


def hold_lot(request: Request, answer: Response, lot: str) -> None:
    """The browser holds it, for the ballots alone."""
    answer.set_cookie(
        COOKIE, lot, max_age=KEPT_SECONDS, path=PLACE, httponly=True, samesite="lax",
        secure=request.url.scheme == "https",
    )  # fmt: skip
