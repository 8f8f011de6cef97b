"""A checkpoint as bytes: packed, compressed, sealed with a key, so that what is not exactly ours is never believed.

    seal: 32 bytes, keyed BLAKE2b-256 of the rest
    zlib: header length, 4 bytes ‖ header, JSON ‖ for each contest its vote ids ‖ their places, 8 bytes each

A vote id of 32 hex digits takes 16 bytes; where one is anything else, the ids of that contest stand in the header.
"""

import zlib
from array import array
from collections.abc import Iterator
from hashlib import blake2b
from hmac import compare_digest
from typing import Any

import orjson

VERSION = "tally-1"
"""Changes with the fold: what another version has counted is counted again."""
SEAL_BYTES = 32
_ID_DIGITS, _ID_BYTES, _PLACE_BYTES, _LENGTH_BYTES = 32, 16, 8, 4


class DoubtfulError(Exception):
    """Not a checkpoint to go on from. `reason` is a kebab-case code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def sealed(state: dict[str, Any], key: bytes) -> bytes:
    """The bytes of `PartitionTally.checkpoint()`."""
    contests: dict[str, Any] = {}
    packed: list[bytes] = []
    for name, contest in state["contests"].items():
        seen: dict[str, int] = contest["seen"]
        ids = _ids_packed(seen)
        contests[name] = {**contest, "seen": len(seen) if ids is not None else list(seen)}
        packed += [ids or b"", array("Q", seen.values()).tobytes()]
    header = orjson.dumps({**state, "version": VERSION, "contests": contests})
    payload = zlib.compress(len(header).to_bytes(_LENGTH_BYTES, "big") + header + b"".join(packed), 1)
    return _seal(payload, key) + payload


def opened(value: bytes, key: bytes) -> dict[str, Any]:
    """The state that was sealed with this key. Raises DoubtfulError for anything else."""
    if not compare_digest(value[:SEAL_BYTES], _seal(value[SEAL_BYTES:], key)):
        raise DoubtfulError("seal-broken")
    body = zlib.decompress(value[SEAL_BYTES:])
    start = _LENGTH_BYTES + int.from_bytes(body[:_LENGTH_BYTES], "big")
    state: dict[str, Any] = orjson.loads(body[_LENGTH_BYTES:start])
    if state.pop("version") != VERSION:
        raise DoubtfulError("other-version")
    for contest in state["contests"].values():
        said = contest["seen"]
        ids, start = _ids_of(said, body, start)
        places = array("Q", body[start : start + _PLACE_BYTES * len(ids)])
        contest["seen"] = dict(zip(ids, places, strict=True))
        start += _PLACE_BYTES * len(ids)
    return state


def _ids_packed(seen: dict[str, int]) -> bytes | None:
    """Half the size, where every id is 32 hex digits."""
    text = "".join(seen)
    if any(len(one) != _ID_DIGITS for one in seen):
        return None
    try:
        packed = bytes.fromhex(text)
    except ValueError:
        return None
    return packed if packed.hex() == text else None


def _ids_of(said: int | list[str], body: bytes, start: int) -> tuple[list[str], int]:
    if isinstance(said, list):
        return said, start
    end = start + said * _ID_BYTES
    return list(_cut(body[start:end].hex())), end


def _cut(text: str) -> Iterator[str]:
    return (text[start : start + _ID_DIGITS] for start in range(0, len(text), _ID_DIGITS))


def _seal(payload: bytes, key: bytes) -> bytes:
    return blake2b(payload, key=key, digest_size=SEAL_BYTES).digest()
