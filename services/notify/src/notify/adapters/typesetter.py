"""Typst as the typesetter of certificates."""

import hmac
from datetime import UTC
from pathlib import Path
from typing import Literal

import typst
from pages.typesetting import MISSING, packaged_fonts, qr_svg, unsettable

from notify.adapters.certificate_words import words_on
from notify.domain.certificates import Certificate
from notify.handlers.ports import Paper

TEMPLATES = Path(__file__).parent.parent / "templates"
STANDARD: Literal["a-2u"] = "a-2u"
"""PDF/A-2u: archival, and every glyph is mapped to its character, so that the text can be selected."""
USER_TEXT = ("names", "phrase", "quoted", "after")


class Typesetter:
    """Renders certificates. The same paper and key give the same bytes, on any machine and day.

    User text goes in through sys_inputs only, so nothing in it is ever read as markup. Fonts are the two that come with
    the packages and those of `fonts` (for rare characters), never the system's. `key` makes the mark inside the file:
    without it nobody can set the same file again, and so learn from its SHA-256 whose name is on it. About 40 ms a
    certificate; call it in a thread.
    """

    def __init__(self, public_url: str, key: str = "", fonts: str | None = None) -> None:
        self._public_url = public_url.rstrip("/")
        self._key = key.encode()
        self._fonts = packaged_fonts(fonts)

    def pdf(self, paper: Paper) -> bytes:
        """The certificate as PDF/A-2u. A character that no font has is set as 〓 and named at the foot."""
        inputs = self._inputs(paper)
        while True:
            try:
                return self._compile(paper, inputs)
            except typst.TypstError as error:
                missing = unsettable(error.message)
                if not any(one in inputs[key] for key in USER_TEXT for one in missing):
                    raise
                inputs = without(inputs, missing)

    def png(self, paper: Paper) -> bytes:
        """The certificate as a picture of 1,684 by 1,191 pixels."""
        return self._compile(paper, self._inputs(paper), picture=True)

    def fits(self, seal: bytes) -> bool:
        """Whether a picture can be set as a seal: a PNG that decodes."""
        source = b'#image(bytes(sys.inputs.seal.split(",").map(int)), format: "png", width: 4cm)'
        try:
            typst.compile(source, font_paths=self._fonts, format="pdf", sys_inputs={"seal": ",".join(map(str, seal))})
        except typst.TypstError:
            return False
        return seal.startswith(b"\x89PNG")

    def _compile(self, paper: Paper, inputs: dict[str, str], *, picture: bool = False) -> bytes:
        rendered: bytes = typst.compile(
            str(TEMPLATES / "certificate.typ"),
            root=str(TEMPLATES),
            font_paths=self._fonts,
            ignore_system_fonts=True,
            format="png" if picture else "pdf",
            pdf_standards=None if picture else STANDARD,
            sys_inputs=inputs,
            # Typst takes whole seconds only.
            timestamp=paper.certificate.issued_at.astimezone(UTC).replace(microsecond=0),
        )
        return rendered

    def _inputs(self, paper: Paper) -> dict[str, str]:
        seal = paper.seal
        return {
            **words_on(paper, self._public_url),
            "qr": qr_svg(f"{self._public_url}/certificates/{paper.certificate.number}"),
            "mark": self._mark(paper.certificate),
            # Typst has no base 64: a picture goes in as the numbers of its bytes.
            "seal": ",".join(map(str, seal)),
            "notes": "",
        }

    def _mark(self, certificate: Certificate) -> str:
        return hmac.digest(self._key, f"certificate {certificate.number}".encode(), "sha256").hex()[:32]


def without(inputs: dict[str, str], missing: str) -> dict[str, str]:
    """The same text with 〓 for what no font has, and a note of which characters those were, in their order."""
    changed = {key: "".join(MISSING if one in missing else one for one in inputs[key]) for key in USER_TEXT}
    codes = [f"U+{ord(one):04X}" for one in dict.fromkeys(missing)]
    notes = "、".join(filter(None, [inputs["notes"], *codes]))
    return {**inputs, **changed, "notes": notes}
