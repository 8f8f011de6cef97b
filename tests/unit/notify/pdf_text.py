"""The text layer of a PDF, as a reader would select it: glyph strings of the page through each font's ToUnicode map."""

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj(.*?)endobj", re.S)
_STREAM = re.compile(rb"/Length (\d+).*?stream\r?\n", re.S)
_FONT = re.compile(rb"/(f\d+) [\d.]+ Tf")
_HEX = re.compile(rb"<(?!FEFF)([0-9A-F]+)>")
"""Glyphs; what begins with a byte order mark describes a picture and stands nowhere on the page."""
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.S)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def text_of(pdf: bytes) -> str:
    """Every run of text on the pages, in their order, without breaks between runs."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    fonts = _fonts(objects)
    contents = re.findall(rb"/Contents (\d+) 0 R", pdf)
    return "".join(_runs(_stream(objects[int(number)]), fonts) for number in contents)


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type/Page/", pdf))


def _stream(body: bytes) -> bytes:
    found = _STREAM.search(body)
    assert found
    return zlib.decompress(body[found.end() : found.end() + int(found.group(1))])


def _fonts(objects: dict[int, bytes]) -> dict[bytes, dict[bytes, str]]:
    names = {name: int(number) for body in objects.values() for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", body)}
    maps = {}
    for name, number in names.items():
        found = re.search(rb"/ToUnicode (\d+) 0 R", objects[number])
        assert found
        cmap = _stream(objects[int(found.group(1))])
        pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", cmap)
        maps[name] = {bytes.fromhex(glyph.decode()): _utf16(value) for glyph, value in pairs}
    return maps


def _utf16(value: bytes) -> str:
    return bytes.fromhex(value.decode()).decode("utf-16-be")


def _runs(content: bytes, fonts: dict[bytes, dict[bytes, str]]) -> str:
    text, font, at = "", b"", 0
    while at < len(content):
        if named := _FONT.match(content, at):
            font, at = named.group(1), named.end()
        elif content[at : at + 1] == b"(":
            literal, at = _literal(content, at + 1)
            text += _said(literal, fonts[font])
        elif hexadecimal := _HEX.match(content, at):
            text += _said(bytes.fromhex(hexadecimal.group(1).decode()), fonts[font])
            at = hexadecimal.end()
        else:
            at += 1
    return text


def _said(glyphs: bytes, font: dict[bytes, str]) -> str:
    return "".join(font[glyphs[place : place + 2]] for place in range(0, len(glyphs), 2))


def _literal(content: bytes, start: int) -> tuple[bytes, int]:
    """A PDF string: escapes, and brackets that stand bare while they balance."""
    depth, at = 1, start
    while depth:
        if content[at : at + 1] == b"\\":
            at += 1
        else:
            depth += {b"(": 1, b")": -1}.get(content[at : at + 1], 0)
        at += 1
    return _ESCAPE.sub(_unescape, content[start : at - 1]), at


def _unescape(match: re.Match[bytes]) -> bytes:
    escaped = match.group(1)
    return bytes([int(escaped, 8)]) if len(escaped) == 3 else _NAMED.get(escaped, escaped)
