"""A .docx without macros, embedded objects and anything that is fetched from outside when it is opened."""

import io
import zipfile
import zlib
from pyexpat import ExpatError, ParserCreate
from typing import Any

from intake.adapters.attachments.faults import damaged, encrypted, swollen, unsafe, unsupported

HEAD = b"PK\x03\x04"
_MOST_BYTES, _MOST_PARTS = 100 * 1024 * 1024, 2000
_SUSPICIOUS_BYTES, _MOST_RATIO = 4 * 1024 * 1024, 200
_MOST_XML = 4 * 1024 * 1024
_ENCRYPTED_FLAG = 0x1
_DOCUMENT, _TYPES = "word/document.xml", "[content_types].xml"
_ACTIVE_PARTS = ("vbaproject", "vbadata", "/activex/", "/embeddings/", "customui", "attachedtoolbars")
_ACTIVE_TYPES = ("macroenabled", "vbaproject", "oleobject", "activex")


def check_docx(content: bytes) -> None:
    """Raises FileFault: `file-damaged`, `file-encrypted`, `file-expands-too-much`, `file-unsafe`,
    `file-type-unsupported` for an archive that is no .docx.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(archive, len(content))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, ExpatError) as error:
        raise damaged() from error


def _check(archive: zipfile.ZipFile, packed: int) -> None:
    _check_sizes(archive.infolist(), packed)
    members = {_name(one): one for one in archive.infolist()}
    if len(members) != len(archive.infolist()):
        raise damaged()
    if not {_DOCUMENT, _TYPES} <= members.keys():
        raise unsupported()
    if any(part in f"/{name}" for name in members for part in _ACTIVE_PARTS):
        raise unsafe()
    _check_types(_read(archive, members[_TYPES]))
    for name in filter(lambda one: one.endswith(".rels"), members):
        _check_relations(_read(archive, members[name]))


def _name(member: zipfile.ZipInfo) -> str:
    """The name of a part as the format has it: without regard to case, without a slash before it."""
    return member.filename.replace("\\", "/").lstrip("/").lower()


def _check_sizes(members: list[zipfile.ZipInfo], packed: int) -> None:
    if any(one.flag_bits & _ENCRYPTED_FLAG for one in members):
        raise encrypted()
    if any(one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for one in members):
        raise damaged()
    allowed = min(_MOST_BYTES, max(_SUSPICIOUS_BYTES, _MOST_RATIO * packed))
    if len(members) > _MOST_PARTS or sum(one.file_size for one in members) > allowed:
        raise swollen()


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """As much of a part as it says there is."""
    if member.file_size > _MOST_XML:
        raise swollen()
    with archive.open(member) as part:
        return part.read(member.file_size)


def _check_types(xml: bytes) -> None:
    for _name, attributes in _elements(xml):
        if any(word in attributes.get("ContentType", "").lower() for word in _ACTIVE_TYPES):
            raise unsafe()


def _check_relations(xml: bytes) -> None:
    """A link that a reader follows himself is harmless; a template or a picture from outside is fetched unasked."""
    for _name, attributes in _elements(xml):
        outside = attributes.get("TargetMode", "").lower() == "external"
        if outside and not attributes.get("Type", "").endswith("/hyperlink"):
            raise unsafe()


def _elements(xml: bytes) -> list[tuple[str, dict[str, str]]]:
    """Every element with its attributes. A document type, which could define entities, is refused."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append((name, attributes))

    def doctype(*_said: Any) -> None:
        raise unsafe()

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = doctype
    parser.Parse(xml, True)
    return found
