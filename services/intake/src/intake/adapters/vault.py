"""Personal data under seal: AES-256-GCM with a key per author. The keys lie in a compacted topic, wrapped by the master
key; a tombstone there destroys one for ever, and with it everything that it sealed.
"""

import asyncio
import base64
import os
from collections import defaultdict

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from plumbing.event_log import EventLog
from plumbing.keys import key_bytes
from plumbing.records import Record
from plumbing.settings import ProcessSettings

KEYS_TOPIC = "intake-author-keys"
NONCE_BYTES = 12


class AuthorVault:
    """Seals and opens. The first key of an author holds, so that two processes that meet him at once agree."""

    def __init__(self, settings: ProcessSettings, master_key: str) -> None:
        self._master = AESGCM(key_bytes(master_key))
        self._keys: dict[str, bytes] = {}
        self._wrapped: dict[str, bytes] = {}
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self.log: EventLog[bytes] = EventLog(settings, KEYS_TOPIC, self._fold, "intake-vault")

    async def seal(self, author_ref: str, text: str) -> str:
        """Ciphertext in base64 that only this author's key opens. Problem 503 while a new key cannot be kept."""
        key = self._keys.get(author_ref) or await self._make_key(author_ref)
        return _encrypted(AESGCM(key), text.encode(), author_ref)

    def open(self, author_ref: str, sealed: str) -> str | None:
        """What was sealed; None when the author's key is gone."""
        key = self._keys.get(author_ref)
        plain = _decrypted(AESGCM(key), sealed, author_ref) if key else None
        return None if plain is None else plain.decode()

    async def seal_file(self, author_ref: str, content: bytes) -> bytes:
        """The same for the content of a file. Problem 503 while a new key cannot be kept."""
        key = self._keys.get(author_ref) or await self._make_key(author_ref)
        nonce = os.urandom(NONCE_BYTES)
        return nonce + AESGCM(key).encrypt(nonce, content, _file_of(author_ref))

    def open_file(self, author_ref: str, sealed: bytes) -> bytes | None:
        """What was sealed; None when the author's key is gone."""
        key = self._keys.get(author_ref)
        try:
            return (
                AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _file_of(author_ref)) if key else None
            )
        except InvalidTag:
            return None

    def holds(self, author_ref: str) -> bool:
        """Whether the author's key is there."""
        return author_ref in self._keys

    async def erase(self, author_ref: str) -> None:
        """Destroys the author's key."""
        await self.log.append(author_ref, b"")

    async def _make_key(self, author_ref: str) -> bytes:
        async with self._turns[author_ref]:
            if author_ref not in self._keys:
                mine = _encrypted(self._master, AESGCM.generate_key(256), author_ref).encode()
                holds = (await self.log.append(author_ref, mine)).verdict
                if holds != mine:
                    # Another process was first. Compaction keeps the last record: let that be the key that holds.
                    await self.log.append(author_ref, holds)
        self._turns.pop(author_ref, None)
        return self._keys[author_ref]

    def _fold(self, record: Record) -> bytes:
        """The wrapped key that holds after this record; empty after a tombstone."""
        if not record.value:
            self._keys.pop(record.key, None)
            self._wrapped.pop(record.key, None)
            return b""
        if record.key not in self._keys:
            key = _decrypted(self._master, record.value.decode(), record.key)
            if key is None:
                raise ValueError("an author's key was wrapped by another master key")
            self._keys[record.key], self._wrapped[record.key] = key, record.value
        return self._wrapped[record.key]


def _file_of(author_ref: str) -> bytes:
    """A file's seal is bound to its owner, and is no contact's."""
    return f"file:{author_ref}".encode()


def _encrypted(cipher: AESGCM, plain: bytes, bound_to: str) -> str:
    nonce = os.urandom(NONCE_BYTES)
    return base64.b64encode(nonce + cipher.encrypt(nonce, plain, bound_to.encode())).decode()


def _decrypted(cipher: AESGCM, sealed: str, bound_to: str) -> bytes | None:
    raw = base64.b64decode(sealed)
    try:
        return cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], bound_to.encode())
    except InvalidTag:
        return None
