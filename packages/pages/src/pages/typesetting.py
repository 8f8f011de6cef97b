"""What everything that Typst sets has in common: fonts, QR codes, and characters that no font has."""

import re
from functools import cache
from io import BytesIO
from pathlib import Path

import noto_cjk_sans_otc
import segno
import typst

MISSING = "〓"
"""What compositors set for a character that no font has."""
INK = "#2b2622"
_NO_GLYPH = re.compile(r'the text `"(.*)"` could not be displayed', re.S)
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")


@cache
def packaged_fonts(more: str | None = None) -> typst.Fonts:
    """The fonts that come with the packages and those of the folder `more` (for rare characters), never the system's:
    the same text looks the same on every machine. Loaded at the first call, in 50 ms, and kept.
    """
    folder = Path(noto_cjk_sans_otc.FONT_PATH)
    paths = [str(folder if folder.is_dir() else folder.parent), *([more] if more else [])]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=paths)


def unsettable(message: str) -> str:
    """The characters that a message of Typst complains of; empty when it is about something else."""
    found = _NO_GLYPH.search(message)
    return _CODE.sub(lambda code: chr(int(code[1], 16)), found[1]) if found else ""


def qr_svg(link: str) -> str:
    """A QR code that survives a fold in the paper (level M)."""
    picture = BytesIO()
    segno.make(link, error="m").save(picture, kind="svg", border=0, dark=INK, scale=4)
    return picture.getvalue().decode()
