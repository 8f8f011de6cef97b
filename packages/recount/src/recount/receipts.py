"""Receipts: whether the voting service signed one, and what the log says of its vote.

leaf = H(0x00, five lines). Each step of the proof adds a neighbour: `R…` gives H(0x01, own, neighbour), `L…` gives
H(0x01, neighbour, own). The Ed25519 signature is over two lines with the root in hex. H is BLAKE2b-256.
"""

from base64 import b64decode
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from recount.fold import LATE, REPEATED, PartitionCount, Sheet
from recount.log import Json, NothingToCountError, Published, Record, fits

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_RECEIPT: dict[str, type] = {
    "no": str, "contest_id": str, "partition": int, "offset": int, "index": int, "vote_id": str, "accepted_at": str,
    "signature": str, "proof": list,
}  # fmt: skip
_FOUND = ("counted", REPEATED, LATE)


def receipt_of(path: Path) -> Json:
    """The receipt in a file, as the vote was answered. Raises NothingToCountError when it is none."""
    try:
        said: Json = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError:
        said = {}
    if fits(said, _RECEIPT) and all(isinstance(step, str) for step in said["proof"]):
        return said
    raise NothingToCountError(f"{path}: 不是完整的投票回执 not a whole receipt")


def key_of(text: str) -> Ed25519PublicKey:
    """The public key in base64, or in a file: bare, or as `GET /api/v1/vote-receipts/key` answers."""
    said = Path(text).read_text(encoding="utf-8") if Path(text).is_file() else text
    try:
        found = orjson.loads(said)["public_key"] if said.lstrip().startswith("{") else said.strip()
        return Ed25519PublicKey.from_public_bytes(b64decode(found, validate=True))
    except (KeyError, TypeError, ValueError) as error:
        raise NothingToCountError("密钥应为 32 字节的 base64 The key is 32 bytes in base64") from error


def is_genuine(receipt: Json, key: Ed25519PublicKey) -> bool:
    """Whether the holder of the key signed exactly this receipt."""
    lines = ("zhengji-vote-receipt-1", receipt["no"], receipt["contest_id"], receipt["vote_id"], receipt["accepted_at"])
    node = _hash(b"\x00" + "\n".join(lines).encode())
    try:
        for step in receipt["proof"]:
            neighbour = bytes.fromhex(step[1:])
            node = _hash(b"\x01" + (neighbour + node if step[:1] == "L" else node + neighbour))
        signed = b"zhengji-vote-sheet-1\n" + node.hex().encode()
        key.verify(b64decode(receipt["signature"]), signed)
    except (InvalidSignature, ValueError):
        return False
    return bool(receipt["no"] == number_of(receipt["partition"], receipt["offset"], receipt["index"]))


def number_of(partition: int, offset: int, index: int) -> str:
    """`2-00001234-017-X`: the place, and a check character (ISO 7064, hybrid system with moduli 37 and 36)."""
    body = f"{partition}-{offset:08d}-{index:03d}"
    carry = 36
    for character in body.replace("-", ""):
        carry = ((carry + ALPHABET.index(character)) % 36 or 36) * 2 % 37
    return f"{body}-{ALPHABET[(37 - carry) % 36]}"


def _hash(content: bytes) -> bytes:
    return blake2b(content, digest_size=32).digest()


@dataclass(slots=True)
class Search:
    """Looks for the vote of a receipt while the log is counted. `state` is what became of it, see wording.FATES."""

    receipt: Json
    state: str = "not-on-the-log"
    first: str = ""
    head: str = ""

    def note(self, record: Record, part: PartitionCount, sheet: Sheet | None) -> None:
        """A record was counted."""
        if sheet is None or record.partition != self.receipt["partition"]:
            return
        vote_id, here = self.receipt["vote_id"], record.offset == self.receipt["offset"]
        if not self.first and sheet.contest_id == self.receipt["contest_id"] and vote_id in sheet.ids:
            self.first = number_of(record.partition, record.offset, sheet.ids.index(vote_id))
        if here:
            self.head = part.head.hex()
            self.state = self._state(part, sheet)

    def answer(self, published: Published) -> Json:
        """What became of the vote, and the first published head that covers its record."""
        place = (self.receipt["partition"], self.receipt["offset"])
        covering = sorted(head for head in published.heads if head.partition == place[0] and head.offset >= place[1])
        return {
            "found": self.state in _FOUND, "state": self.state, "counted_as": self.first or None,
            "head": self.head or None, "covered_by": covering[0]._asdict() if covering else None,
        }  # fmt: skip

    def _state(self, part: PartitionCount, sheet: Sheet) -> str:
        index = self.receipt["index"]
        there = sheet.ids[index] if index < len(sheet.ids) else None
        told = (self.receipt["contest_id"], self.receipt["accepted_at"], self.receipt["vote_id"])
        if (sheet.contest_id, sheet.accepted_at, there) != told:
            return "another-vote-there"
        if part.close is not None and part.close.close_offset < self.receipt["offset"]:
            return LATE
        return "counted" if self.first == self.receipt["no"] else REPEATED
