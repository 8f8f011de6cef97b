"""The hash chain of a partition: two who have read the same records, and no others, have the same head."""

from hashlib import blake2b

GENESIS = "00" * 32
KEPT = 4096
"""Heads that are remembered: some seconds of the highest load, which is what one tally may be behind another."""


def linked(head: str, offset: int, value: bytes) -> str:
    """The chain head after one more record: BLAKE2b-256 over the head before, the offset and the record."""
    return blake2b(bytes.fromhex(head) + offset.to_bytes(8, "big") + value, digest_size=32).hexdigest()


class RecentHeads:
    """The heads after the last records, noted in the order of the log."""

    def __init__(self, kept: int = KEPT) -> None:
        self._heads: list[tuple[int, str]] = [(-1, "")] * kept

    def note(self, offset: int, head: str) -> None:
        """The head after the record at `offset`."""
        self._heads[offset % len(self._heads)] = (offset, head)

    def at(self, offset: int) -> str | None:
        """The head after the record at `offset`; None when it is not remembered."""
        if offset < 0:
            return GENESIS
        known, head = self._heads[offset % len(self._heads)]
        return head if known == offset else None
