"""Derived identifiers: the same input gives the same name for ever, so whoever repeats himself changes nothing.

Parts are framed by their length before they are hashed: ("ab", "c") and ("a", "bc") differ.
"""

import hashlib
import hmac


def keyed_ref(pepper: bytes, *parts: str) -> str:
    """A pseudonym: 32 hex digits of HMAC-SHA256. Without the pepper nobody finds the parts by trying them out."""
    return hmac.new(pepper, _framed(parts), hashlib.sha256).hexdigest()[:32]


def derived_id(*parts: str) -> str:
    """An identifier that anyone can recompute: BLAKE2b-128, 32 hex digits."""
    return hashlib.blake2b(_framed(parts), digest_size=16).hexdigest()


def _framed(parts: tuple[str, ...]) -> bytes:
    framed = b""
    for part in parts:  # a third faster than a comprehension and a generator: a vote has two names derived
        encoded = part.encode()
        framed += len(encoded).to_bytes(4, "big") + encoded
    return framed
