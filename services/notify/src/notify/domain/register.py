"""The register of certificates, a chapter of the fold: issued, taken back, issued again, and which files are ours."""

from base64 import b64decode
from dataclasses import replace
from typing import Literal

from notify.domain.certificates import Certificate, Revocation, certificate_of, next_edition
from notify.domain.facts import PrizeGiven
from notify.domain.numbers import compact
from notify.domain.paper_events import CertificateRevoked, PaperEvent, PapersMade

PaperOutcome = Literal["genuine", "changed", "revoked", "unknown"]


class Register:
    """Certificates by their compact number, the files made of them by SHA-256, and seals by campaign."""

    def __init__(self) -> None:
        self.certificates: dict[str, Certificate] = {}
        self.papers: dict[str, str] = {}
        self.seals: dict[str, str] = {}

    def award(self, prize: PrizeGiven) -> None:
        """The certificate of an award; a repeated award changes nothing."""
        certificate = certificate_of(prize)
        self.certificates.setdefault(compact(certificate.number), certificate)

    def apply(self, event: PaperEvent) -> str | None:
        """Folds one event; the code of the refusal where it changes nothing that it should."""
        if isinstance(event, PapersMade):
            self.papers.update({digest: number for number, digest in event.digests.items()})
            return None
        if isinstance(event, CertificateRevoked):
            return self._revoke(event)
        self.seals[event.campaign_id] = event.png
        return None

    def find(self, number: str) -> Certificate | None:
        """The certificate with this number, however it was typed."""
        return self.certificates.get(compact(number))

    def seal_of(self, campaign_id: str) -> bytes:
        """The picture of the seal, a PNG; empty where there is none."""
        return b64decode(self.seals.get(campaign_id, ""))

    def _revoke(self, event: CertificateRevoked) -> str | None:
        """A number is taken back once and for good: of two revocations the first on the log holds."""
        old = self.find(event.number)
        if old is None:
            return "certificate-unknown"
        if old.revoked is not None:
            return "certificate-revoked"
        new = next_edition(old, event.at) if event.reissued else None
        revocation = Revocation(event.reason, event.at, event.actor, new.number if new else None)
        self.certificates[compact(old.number)] = replace(old, revoked=revocation)
        if new is not None:
            self.certificates[compact(new.number)] = new
        return None


def judged(register: Register, digest: str, claimed: str) -> tuple[PaperOutcome, Certificate | None]:
    """What a file is, by its SHA-256 and the number it bears (or its bearer typed): one byte changed is changed.

    Genuine and revoked speak of a file that was made here; changed is a file that was not, under a number that was.
    """
    made_for = register.papers.get(digest)
    certificate = register.find(made_for or claimed)
    if certificate is None:
        return "unknown", None
    if made_for is None:
        return "changed", certificate
    return ("revoked" if certificate.revoked else "genuine"), certificate
