"""PNG and JPEG: whether the file is built like one, and not so large that a viewer dies of it."""

import struct
import zlib

from intake.adapters.attachments.faults import damaged, swollen

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_MOST_PIXELS = 120_000_000
"""More than any telephone takes."""
_ALONE = {0x01, *range(0xD0, 0xD8)}
"""JPEG markers without a segment behind them."""
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_SCAN, _END = 0xDA, b"\xff\xd9"
_SHORTEST = 2


def check_png(content: bytes) -> None:
    """Raises FileFault `file-damaged` or `file-expands-too-much`: chunks whole, IHDR first, IEND last."""
    place, names = len(PNG), []
    while place < len(content):
        name, place = _chunk(content, place)
        names.append(name)
        if name == b"IEND":
            break
    if names[:1] != [b"IHDR"] or names[-1:] != [b"IEND"] or b"IDAT" not in names or place != len(content):
        raise damaged()
    _check_size(*struct.unpack(">II", content[16:24]))


def _chunk(content: bytes, place: int) -> tuple[bytes, int]:
    """The name of the chunk and where the next begins."""
    if place + 12 > len(content):
        raise damaged()
    length = int.from_bytes(content[place : place + 4], "big")
    end = place + 12 + length
    body, sum_of = content[place + 4 : end - 4], content[end - 4 : end]
    if end > len(content) or zlib.crc32(body).to_bytes(4, "big") != sum_of:
        raise damaged()
    return body[:4], end


def check_jpeg(content: bytes) -> None:
    """Raises FileFault `file-damaged` or `file-expands-too-much`: segments whole, a frame, a scan and an end."""
    place, marker, markers = 2, 0, set[int]()
    while marker != _SCAN:
        marker, place = _marker(content, place)
        markers.add(marker)
        if marker not in _ALONE:
            place += _segment(content, place, marker)
    if not markers & _FRAMES or content.find(_END, place) < 0:
        raise damaged()


def _segment(content: bytes, place: int, marker: int) -> int:
    """How long the segment is that begins here."""
    length = int.from_bytes(content[place : place + 2], "big")
    if length < _SHORTEST or place + length > len(content):
        raise damaged()
    if marker in _FRAMES:
        height, width = struct.unpack(">HH", content[place + 3 : place + 7].ljust(4, b"\0"))
        _check_size(width, height)
    return length


def _marker(content: bytes, place: int) -> tuple[int, int]:
    if content[place : place + 1] != b"\xff":
        raise damaged()
    while content[place : place + 1] == b"\xff":
        place += 1
    if place >= len(content):
        raise damaged()
    return content[place], place + 1


def _check_size(width: int, height: int) -> None:
    if not width or not height:
        raise damaged()
    if width * height > _MOST_PIXELS:
        raise swollen()
