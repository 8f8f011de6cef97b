"""Finds the names and phones of the material in any text or bytes, however they were escaped."""

import base64
import binascii
import html
import re
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote

from deploy.local.rehearsal.people import Person

_PHONE = re.compile(r"(?=(154)[ -]?(\d{4})[ -]?(\d{4}))")
_NAME = re.compile(r"(?=((?:示例|样例|虚拟|演示)[\u4e00-\u9fff]{3}))")
_UNICODE = re.compile(r"\\+u([0-9a-fA-F]{4})")
_BYTES = re.compile(r"(?:\\+x[0-9a-fA-F]{2})+")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{14,}={0,2}")
_BASE64_URL = re.compile(r"[A-Za-z0-9_-]{14,}")
"""A phone alone is 16 characters, 15 without the filling."""
LAYERS = 4
"""A record that was put aside carries base64 of JSON whose text may be escaped once more."""


class Needles:
    """The planted values."""

    def __init__(self, people: Iterable[Person]) -> None:
        everybody = list(people)
        self._phones = {person.phone for person in everybody}
        self._names = {person.name for person in everybody}

    def __len__(self) -> int:
        return len(self._phones) + len(self._names)

    def find(self, text: str | bytes) -> set[str]:
        """The planted values in the text: as it is, unescaped in every way that a log or a record knows, and inside
        base64; one layer within another, four deep.
        """
        plain = text.decode(errors="replace") if isinstance(text, bytes) else text
        found: set[str] = set()
        seen: set[str] = set()
        layer = {plain}
        for _ in range(LAYERS):
            for variant in layer:
                found |= self._in(variant)
            seen |= layer
            layer = {inner for variant in layer for inner in _unwrapped(variant)} - seen
        return found

    def _in(self, text: str) -> set[str]:
        phones = {"".join(groups) for groups in _PHONE.findall(text)}
        return (self._phones & phones) | (self._names & set(_NAME.findall(text)))


def _unwrapped(text: str) -> Iterator[str]:
    """What the text may have been before it was escaped."""
    for mark, unescape in _ESCAPES:
        if mark in text:
            yield unescape(text)
    for match in _BASE64.finditer(text):
        yield _decoded(match[0])
    for match in _BASE64_URL.finditer(text):
        if "-" in match[0] or "_" in match[0]:
            yield _decoded(match[0].replace("-", "+").replace("_", "/"))


_ESCAPES: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("\\u", lambda text: _UNICODE.sub(lambda match: chr(int(match[1], 16)), text)),
    ("\\x", lambda text: _BYTES.sub(lambda match: _bytes(match[0]), text)),
    ("%", unquote),
    ("&#", html.unescape),
)
"""JSON, the representation of bytes in Python, addresses, HTML."""


def _bytes(escaped: str) -> str:
    return bytes.fromhex(escaped.replace("\\", "").replace("x", "")).decode(errors="replace")


def _decoded(text: str) -> str:
    bare = text.rstrip("=")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4)).decode(errors="replace")
    except binascii.Error:
        return ""
