"""Finds the names and phones of the material in any text or bytes, however they were escaped."""

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from deploy.local.rehearsal.people import Person

_PHONE = re.compile(r"(?=(154\d{8}))")
_NAME = re.compile(r"(?=((?:示例|样例|虚拟|演示)[\u4e00-\u9fff]{3}))")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{40,}={0,2}")


class Needles:
    """The planted values."""

    def __init__(self, people: Iterable[Person]) -> None:
        everybody = list(people)
        self._phones = {person.phone for person in everybody}
        self._names = {person.name for person in everybody}

    def __len__(self) -> int:
        return len(self._phones) + len(self._names)

    def find(self, text: str | bytes) -> set[str]:
        """The planted values in the text: as it is, unescaped as JSON and as an address, and inside base64."""
        found: set[str] = set()
        for variant in _variants(text):
            found |= self._phones & set(_PHONE.findall(variant))
            found |= self._names & set(_NAME.findall(variant))
        return found


def _variants(text: str | bytes) -> Iterator[str]:
    plain = text.decode(errors="replace") if isinstance(text, bytes) else text
    yield plain
    if "\\u" in plain:
        yield _ESCAPE.sub(lambda match: chr(int(match[1], 16)), plain)
    if "%" in plain:
        yield unquote(plain)
    for match in _BASE64.finditer(plain):
        yield _decoded(match[0])


def _decoded(text: str) -> str:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4)).decode(errors="replace")
    except binascii.Error:
        return ""
