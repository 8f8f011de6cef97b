"""Ed25519 keys as settings carry them: 32 bytes in base64."""

import base64
import binascii

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

KEY_BYTES = 32


def key_bytes(value: str) -> bytes:
    """The 32 bytes of a key in base64; ValueError when it is anything else. The message never repeats the value."""
    try:
        raw = base64.b64decode(value, validate=True)
    except binascii.Error:
        raw = b""
    if len(raw) != KEY_BYTES:
        raise ValueError(f"a key is {KEY_BYTES} bytes in base64")
    return raw


def private_key(seed: str) -> Ed25519PrivateKey:
    """The signing key of a seed."""
    return Ed25519PrivateKey.from_private_bytes(key_bytes(seed))


def public_key(value: str) -> Ed25519PublicKey:
    """The verifying key."""
    return Ed25519PublicKey.from_public_bytes(key_bytes(value))


def public_key_of(seed: str) -> str:
    """The public key that belongs to a seed, in base64."""
    raw = private_key(seed).public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return base64.b64encode(raw).decode()
