"""Receipts: where a vote lies, in a number that a person can copy, and what became of it."""

import re
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

from voting.domain.tally import Applied

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
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


def check_character(body: str) -> str:
    """ISO 7064, hybrid system with moduli 37 and 36: one wrong character is always noticed."""
    carry = 36
    for character in body.replace("-", ""):
        total = (carry + ALPHABET.index(character)) % 36 or 36
        carry = total * 2 % 37
    return ALPHABET[(37 - carry) % 36]


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


_Branch = tuple[bytes, list[int]]
"""A node and the leaves below it."""


def tree(leaves: list[bytes]) -> tuple[bytes, list[list[str]]]:
    """Root of the hash tree and for each leaf its way there: `L` or `R` (the side to add) and the neighbour in hex.

    A sheet is signed once, over the root; a lone vote's way is empty. A node without neighbour moves up as it is.
    """
    ways: list[list[str]] = [[] for _ in leaves]
    level = [(leaf, [index]) for index, leaf in enumerate(leaves)]
    while len(level) > 1:
        odd = level[len(level) // 2 * 2 :]
        level = [_joined(left, right, ways) for left, right in zip(level[::2], level[1::2], strict=False)] + odd
    return level[0][0], ways


def _joined(left: _Branch, right: _Branch, ways: list[list[str]]) -> _Branch:
    """The node over two neighbours; every leaf below learns the side that it lacks."""
    for index in left[1]:
        ways[index].append("R" + right[0].hex())
    for index in right[1]:
        ways[index].append("L" + left[0].hex())
    return _node(left[0], right[0]), left[1] + right[1]


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
