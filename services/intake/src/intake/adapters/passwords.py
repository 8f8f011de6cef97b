"""Staff passwords as argon2id hashes, computed beside the event loop."""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

AT_ONCE = 2
"""A hash takes 60 ms and 64 MiB: more at once would only push each other out of the cache."""


class Argon2Passwords:
    """The hashing that OWASP recommends, with the library's defaults."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def hash(self, password: str) -> str:
        """The hash to be kept."""
        async with self._turns:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def verify(self, kept: str, password: str) -> bool:
        """Whether the password is the one that was hashed."""
        async with self._turns:
            return await asyncio.to_thread(self._fits, kept, password)

    def _fits(self, kept: str, password: str) -> bool:
        try:
            return self._hasher.verify(kept, password)
        except (VerificationError, InvalidHashError):
            return False
