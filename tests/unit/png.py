"""PNG pictures: one made by hand, and the QR codes that an independent reader finds in one."""

import struct
import zlib

import zxingcpp


def png_of_one_red_dot() -> bytes:
    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00\xa6\x1b\x1f")
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def qr_codes(png: bytes) -> list[str]:
    """What the codes in a picture say."""
    width, height, greens = _greens(png)
    return [str(found.text) for found in zxingcpp.read_barcodes(memoryview(greens).cast("B", (height, width)))]


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height in pixels."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _greens(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and the green of each pixel of a picture as Typst writes it: RGBA, eight bits, not interlaced."""
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert (depth, colour) == (8, 6)
    packed, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            packed += png[at + 8 : at + 8 + length]
        at += length + 12
    raw, line, found = zlib.decompress(packed), bytes(width), []
    for start in range(0, len(raw), width * 4 + 1):
        line = _unfiltered(raw[start], raw[start + 2 : start + 1 + width * 4 : 4], line)
        found.append(line)
    return width, height, b"".join(found)


def _unfiltered(kind: int, line: bytes, above: bytes) -> bytes:
    if kind == 0:
        return line
    if kind == 2:
        return bytes((one + up) & 255 for one, up in zip(line, above, strict=True))
    found, left, corner = bytearray(), 0, 0
    for one, up in zip(line, above, strict=True):
        guess = left if kind == 1 else (left + up) // 2 if kind == 3 else _paeth(left, up, corner)
        left, corner = (one + guess) & 255, up
        found.append(left)
    return bytes(found)


def _paeth(left: int, up: int, corner: int) -> int:
    by_left, by_up, by_corner = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
    if by_left <= by_up and by_left <= by_corner:
        return left
    return up if by_up <= by_corner else corner
