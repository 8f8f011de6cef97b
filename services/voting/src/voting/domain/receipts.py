"""Receipts: where a vote lies, in a number that a person can copy, and what became of it."""

import re
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import Literal

from voting.domain.tally import Applied

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_AFTER = [
    {character: ((carry + value) % 36 or 36) * 2 % 37 for value, character in enumerate(ALPHABET)}
    for carry in range(37)
]
"""The carry after one more character, by the carry before and the character."""
_NUMBER = re.compile(r"(\d{1,4})-(\d{8,18})-(\d{3,5})-([0-9A-Z])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a vote on the log."""

    partition: int
    offset: int
    index: int


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a vote. `contest_id` is empty while the record is not folded yet.

    `counted_as` is where the vote of the same voter and period lies that counts, when a refused one is not all he cast.
    """

    state: Literal["pending", "counted", "refused"]
    contest_id: str = ""
    reason: str = ""
    counted_as: Where | None = None


def number_of(where: Where) -> str:
    """`2-00001234-017-X`: partition, offset, index, check character."""
    body = f"{where.partition}-{where.offset:08d}-{where.index:03d}"
    return f"{body}-{check_character(body)}"


def place_of(number: str) -> Where | None:
    """The place that a number names; None when it is mistyped. Case and surrounding spaces do not matter."""
    found = _NUMBER.fullmatch(number.strip().upper())
    if found is None:
        return None
    where = Where(int(found[1]), int(found[2]), int(found[3]))
    return where if number_of(where) == number.strip().upper() else None


def numbers_of(partition: int, offset: int, count: int) -> list[str]:
    """The numbers of a sheet's votes, at most a thousand: what number_of gives for each, worked out together."""
    head = f"{partition}-{offset:08d}-"
    return [head + tail for tail in _tails(_carried(36, head))[:count]]


def check_character(body: str) -> str:
    """ISO 7064, hybrid system with moduli 37 and 36: one wrong character is always noticed."""
    return ALPHABET[(37 - _carried(36, body)) % 36]


def _carried(carry: int, text: str) -> int:
    for character in text.replace("-", ""):
        carry = _AFTER[carry][character]
    return carry


@cache
def _tails(carry: int) -> list[str]:
    """`017-X` for every index of three digits, after a head that left this carry."""
    indexes = [f"{index:03d}" for index in range(1000)]
    return [f"{index}-{ALPHABET[(37 - _carried(carry, index)) % 36]}" for index in indexes]


class ReceiptBook:
    """What became of every vote of one partition, by offset and index. Records are noted in the order of the log."""

    def __init__(self, partition: int) -> None:
        self._partition = partition
        self._sheets: list[Applied] = []

    def note(self, applied: Applied) -> None:
        """The next record of the partition."""
        self._sheets.append(applied)

    def at(self, offset: int) -> Applied | None:
        """What the record there did; None as long as it is not noted."""
        return self._sheets[offset] if offset < len(self._sheets) else None

    def fate(self, offset: int, index: int) -> Fate | None:
        """What became of a vote; None when the log holds no vote there."""
        sheet = self.at(offset)
        if sheet is None:
            return Fate("pending")
        if index >= sheet.votes:
            return None
        refusal = sheet.refused.get(index)
        if refusal is None:
            return Fate("counted", sheet.contest_id)
        counted_as = refusal.counted_at and Where(self._partition, *refusal.counted_at)
        return Fate("refused", sheet.contest_id, refusal.reason, counted_as)


def canonical(number: str, contest_id: str, vote_id: str, accepted_at: str) -> bytes:
    """What a receipt vouches for, as bytes."""
    return "\n".join(("zhengji-vote-receipt-1", number, contest_id, vote_id, accepted_at)).encode()


def leaf_of(content: bytes) -> bytes:
    """The leaf of a sheet's hash tree for one receipt."""
    return blake2b(b"\x00" + content, digest_size=32).digest()


def tree(leaves: list[bytes]) -> tuple[bytes, list[list[str]]]:
    """Root of the hash tree and for each leaf its way there: `L` or `R` (the side to add) and the neighbour in hex.

    A sheet is signed once, over the root; a lone vote's way is empty. A node without neighbour moves up as it is.
    """
    levels = [leaves]
    while len(levels[-1]) > 1:
        level = levels[-1]
        odd = level[len(level) // 2 * 2 :]
        levels.append([_node(left, right) for left, right in zip(level[::2], level[1::2], strict=False)] + odd)
    ways: list[list[str]] = [[]]
    for level in reversed(levels[:-1]):
        ways = _led_down(level, ways)
    return levels[-1][0], ways


def _led_down(level: list[bytes], above: list[list[str]]) -> list[list[str]]:
    """The ways of a level's nodes by those of the level above: first the neighbour, then as the node above goes."""
    ways: list[list[str]] = []
    for left, right, way in zip(level[::2], level[1::2], above, strict=False):
        ways += (["R" + right.hex(), *way], ["L" + left.hex(), *way])
    return ways + above[len(level) // 2 :]


def root_of(leaf: bytes, way: list[str]) -> bytes:
    """The root that a leaf and its way lead to."""
    node = leaf
    for step in way:
        neighbour = bytes.fromhex(step[1:])
        node = _node(neighbour, node) if step[:1] == "L" else _node(node, neighbour)
    return node


def _node(left: bytes, right: bytes) -> bytes:
    return blake2b(b"\x01" + left + right, digest_size=32).digest()


def signed_text(root: bytes) -> bytes:
    """What the signature is over."""
    return b"zhengji-vote-sheet-1\n" + root.hex().encode()
