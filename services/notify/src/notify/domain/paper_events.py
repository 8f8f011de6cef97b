"""What becomes of certificates after the award, as the log keeps it. No name inside."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class PapersMade:
    """Certificates were rendered: the SHA-256 of each file, by its number. What is not on this list is not ours."""

    campaign_id: str
    digests: dict[str, str]
    at: datetime
    what: Literal["papers-made"] = "papers-made"


@dataclass(frozen=True, slots=True)
class CertificateRevoked:
    """The office took a certificate back, for a reason that whoever checks the number reads. With `reissued` the
    same award has a new certificate, under a number of its own.
    """

    number: str
    campaign_id: str
    reason: str
    reissued: bool
    actor: str
    at: datetime
    what: Literal["certificate-revoked"] = "certificate-revoked"


@dataclass(frozen=True, slots=True)
class SealKept:
    """The picture of the issuers' seal, a PNG in base 64; empty: the place stays free for the stamp of rubber."""

    campaign_id: str
    png: str
    actor: str
    at: datetime
    what: Literal["seal-kept"] = "seal-kept"


PaperEvent = PapersMade | CertificateRevoked | SealKept
"""The register's chapter of the log."""
