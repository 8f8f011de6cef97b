"""The typesetter of certificates."""

import hmac

import typst
from pages.typesetting import qr_svg

from notify.adapters.certificate_words import words_on
from notify.adapters.press import Form, Press
from notify.domain.certificates import Certificate
from notify.handlers.ports import Paper

USER_TEXT = ("names", "phrase", "quoted", "after")


class Typesetter:
    """Renders certificates. The same paper and key give the same bytes, on any machine and day.

    `key` makes the mark inside the file: without it nobody can set the same file again, and so learn from its SHA-256
    whose name is on it. About 40 ms a certificate; call it in a thread.
    """

    def __init__(self, public_url: str, key: str = "", fonts: str | None = None) -> None:
        self._public_url = public_url.rstrip("/")
        self._key = key.encode()
        self._press = Press(fonts)

    def pdf(self, paper: Paper) -> bytes:
        """The certificate as PDF/A-2u. A character that no font has is set as 〓 and named at the foot."""
        return self._press.pdf(_form(paper), self._inputs(paper))

    def png(self, paper: Paper) -> bytes:
        """The certificate as a picture of 1,684 by 1,191 pixels."""
        return self._press.png(_form(paper), self._inputs(paper))

    def fits(self, seal: bytes) -> bool:
        """Whether a picture can be set as a seal: a PNG that decodes."""
        source = b'#image(bytes(sys.inputs.seal.split(",").map(int)), format: "png", width: 4cm)'
        inputs = {"seal": ",".join(map(str, seal))}
        try:
            typst.compile(source, font_paths=self._press.fonts, format="pdf", sys_inputs=inputs)
        except typst.TypstError:
            return False
        return seal.startswith(b"\x89PNG")

    def _inputs(self, paper: Paper) -> dict[str, str]:
        return {
            **words_on(paper, self._public_url),
            "qr": qr_svg(f"{self._public_url}/certificates/{paper.certificate.number}"),
            "mark": self._mark(paper.certificate),
            # Typst has no base 64: a picture goes in as the numbers of its bytes.
            "seal": ",".join(map(str, paper.seal)),
        }

    def _mark(self, certificate: Certificate) -> str:
        return hmac.digest(self._key, f"certificate {certificate.number}".encode(), "sha256").hex()[:32]


def _form(paper: Paper) -> Form:
    return Form("certificate.typ", USER_TEXT, paper.certificate.issued_at)
