"""Receipts that anyone can check offline: one signature a sheet, and each vote's way to what is signed."""

import base64
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from plumbing.keys import private_key, public_key, public_key_of

from voting.domain.receipts import Where, canonical, leaf_of, number_of, numbers_of, root_of, signed_text, tree
from voting.domain.sheet import Sheet


@dataclass(slots=True)
class Receipt:
    """What the voter gets. `proof` leads from this vote to the root of the sheet, which is what is signed.

    Not frozen: that would take three times as long to make, and there is one for every vote.
    """

    no: str
    contest_id: str
    partition: int
    offset: int
    index: int
    vote_id: str
    accepted_at: str
    signature: str
    proof: list[str]


class ReceiptSigner:
    """Signs sheets that are on the log."""

    def __init__(self, seed: str) -> None:
        self._key = private_key(seed)
        self.public_key = public_key_of(seed)

    def receipts(self, sheet: Sheet, partition: int, offset: int) -> list[Receipt]:
        """The receipts of all votes of a sheet, in their order."""
        numbers = numbers_of(partition, offset, len(sheet.vote_ids))
        root, ways = tree(
            [
                leaf_of(canonical(number, sheet.contest_id, vote_id, sheet.accepted_at))
                for number, vote_id in zip(numbers, sheet.vote_ids, strict=True)
            ]
        )
        signature = base64.b64encode(self._key.sign(signed_text(root))).decode()
        return [
            Receipt(
                numbers[index], sheet.contest_id, partition, offset, index, vote_id, sheet.accepted_at,
                signature, ways[index],
            )
            for index, vote_id in enumerate(sheet.vote_ids)
        ]  # fmt: skip


def genuine(receipt: Receipt, key: str) -> bool:
    """Whether the holder of the key vouched for exactly this receipt. Needs nobody's answer."""
    where = Where(receipt.partition, receipt.offset, receipt.index)
    leaf = leaf_of(canonical(receipt.no, receipt.contest_id, receipt.vote_id, receipt.accepted_at))
    try:
        root = root_of(leaf, receipt.proof)
        public_key(key).verify(base64.b64decode(receipt.signature), signed_text(root))
    except (InvalidSignature, ValueError):
        return False
    return number_of(where) == receipt.no
