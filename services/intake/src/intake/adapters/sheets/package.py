"""The parts of an .xlsx, unpacked within bounds before any parser sees them.

A zip file says how large its parts are and can lie. So they are inflated here, never beyond what they say, and handed
on in a new archive without compression: the parser finds nothing in it that could swell. Macros, external links,
embedded objects and pictures are left behind.
"""

import io
import re
import zipfile
import zlib

from intake.adapters.sheets.faults import damaged, encrypted, swollen, unsupported

MOST_BYTES = 64 * 1024 * 1024
"""10,000 rows of usual length unpack to 6 MB, of the greatest length that is taken to some 60."""
MOST_PARTS = 2000
SUSPICIOUS_BYTES, MOST_RATIO = 4 * 1024 * 1024, 200
"""A worksheet shrinks to a tenth or a fiftieth; only what is made to swell shrinks to a thousandth."""
_WANTED = re.compile(
    r"\[content_types\]\.xml|_rels/\.rels|xl/(workbook|styles|sharedstrings)\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/worksheets/[^/]+\.xml"
)
_ENCRYPTED_FLAG = 0x1
WORKBOOK, RELATIONS, WORKSHEETS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/"


def unpacked(content: bytes) -> dict[str, bytes]:
    """The parts that hold cells, by name. Raises SheetError."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _check(members, len(content))
            parts = {_name(one): _inflated(archive, one) for one in members if _WANTED.fullmatch(_name(one))}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise damaged() from error
    if WORKBOOK not in parts:
        raise unsupported()
    return parts


def _inflated(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """As much of a part as it says there is: without a number, zipfile would inflate all that comes."""
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise damaged()
    with archive.open(member) as part:
        return part.read(member.file_size)


def _name(member: zipfile.ZipInfo) -> str:
    """The name of a part as the format has it: without regard to case, without a slash before it."""
    return member.filename.replace("\\", "/").lstrip("/").lower()


def repacked(parts: dict[str, bytes]) -> bytes:
    """The parts as an archive in which nothing is compressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def _check(members: list[zipfile.ZipInfo], packed: int) -> None:
    """Looks at what the archive says of itself, before anything is inflated."""
    if any(one.flag_bits & _ENCRYPTED_FLAG for one in members):
        raise encrypted()
    if len({_name(one) for one in members}) != len(members):
        raise damaged()
    total = sum(one.file_size for one in members)
    allowed = min(MOST_BYTES, max(SUSPICIOUS_BYTES, MOST_RATIO * packed))
    if total > allowed or len(members) > MOST_PARTS:
        raise swollen()
