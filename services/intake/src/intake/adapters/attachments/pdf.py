"""What a PDF may not have: script, launch actions, embedded files, forms that send, or encryption that hides them.

Objects are looked for by their names in the file and in its compressed object streams. Names may be written with
escapes (`/J#61vaScript`); these are undone first.
"""

import re
import zlib
from collections.abc import Iterator

from intake.adapters.attachments.faults import damaged, encrypted, swollen, unsafe

HEAD = b"%PDF-"
_HEAD_WITHIN, _END_WITHIN = 1024, 2048
_MOST_UNPACKED = 32 * 1024 * 1024
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTIVE = re.compile(
    rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE|Rendition)(?![A-Za-z0-9])|/XFA\s*[\[\d]"
)
_ENCRYPTED = re.compile(rb"/Encrypt\s*(\d|<<)")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_OBJECTS = b"/ObjStm"
_DICTIONARY_BYTES = 2048


def check_pdf(content: bytes) -> None:
    """Raises FileFault: `file-damaged`, `file-encrypted`, `file-unsafe`, `file-expands-too-much`."""
    if HEAD not in content[:_HEAD_WITHIN] or b"%%EOF" not in content[-_END_WITHIN:]:
        raise damaged()
    plain = _unescaped(content)
    if _ENCRYPTED.search(plain):
        raise encrypted()
    if _ACTIVE.search(plain) or any(_ACTIVE.search(_unescaped(objects)) for objects in _object_streams(content)):
        raise unsafe()


def _object_streams(content: bytes) -> Iterator[bytes]:
    """The objects that are packed together. One that is packed otherwise than by Flate cannot be looked into."""
    left = _MOST_UNPACKED
    for start in _STREAM.finditer(content):
        before = _unescaped(content[max(0, start.start() - _DICTIONARY_BYTES) : start.start()])
        dictionary = before[before.rfind(b" obj") :]
        if _OBJECTS not in dictionary:
            continue
        if b"/FlateDecode" not in dictionary:
            yield content[start.end() : content.find(b"endstream", start.end())]
            continue
        if re.search(rb"ASCII|LZW|RunLength|Crypt|/Predictor", dictionary):
            raise unsafe()
        objects = _inflated(content[start.end() :], left)
        left -= len(objects)
        yield objects


def _inflated(packed: bytes, most: int) -> bytes:
    inflate = zlib.decompressobj()
    try:
        objects = inflate.decompress(packed, most)
    except zlib.error as error:
        raise damaged() from error
    if inflate.unconsumed_tail:
        raise swollen()
    return objects


def _unescaped(text: bytes) -> bytes:
    return _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), text)
