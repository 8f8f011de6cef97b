"""Attachments of every kind, made on the spot: sound ones, and those that would do something."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="{0}"/></Types>'
)
DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{0}" '
    'Target="http://example.invalid/x" TargetMode="{1}"/></Relationships>'
)


def pdf(objects: bytes = b"", trailer: bytes = b"") -> bytes:
    """A small PDF with further objects in it."""
    return b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" + objects + b"trailer << " + trailer + b" >>\n%%EOF\n"


def packed_objects(objects: bytes, dictionary: bytes = b"/Type /ObjStm /Filter /FlateDecode") -> bytes:
    """Objects in a compressed stream of a PDF."""
    return b"5 0 obj\n<< " + dictionary + b" >>\nstream\n" + zlib.compress(objects) + b"\nendstream\nendobj\n"


def png(width: int = 2, height: int = 1, extra: bytes = b"") -> bytes:
    """A PNG of this size by its head; one line of content."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * (width % 100 + 1))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in chunks) + extra


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def jpeg(width: int = 2, height: int = 1, end: bytes = b"\xff\xd9") -> bytes:
    """A JPEG of this size by its frame."""
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0"
    return (
        b"\xff\xd8" + _segment(0xE0, b"JFIF\0") + _segment(0xC0, frame) + _segment(0xDA, b"\1\1\0\0?\0") + b"xx" + end
    )


def _segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def docx(content_type: str = DOCUMENT_TYPE, parts: Mapping[str, bytes | str] | None = None) -> bytes:
    """A .docx with further parts by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES.format(content_type))
        archive.writestr("word/document.xml", "<w:document/>")
        for name, part in (parts or {}).items():
            archive.writestr(name, part)
    return buffer.getvalue()
