"""What the API answers with."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from notify.domain.certificates import TIER_NAMES, Certificate
from notify.domain.facts import Tier
from notify.domain.ledger import Ledger, counted
from notify.domain.notices import Kind, Notice
from notify.domain.wording import compose, page_of_notice
from notify.handlers.certificates import Verified


class PublicNotice(BaseModel):
    """A notice to everyone, in both languages."""

    notice_id: str
    kind: Kind
    campaign_id: str
    at: datetime
    text: str
    text_en: str
    page: str | None = Field(default=None, description="Path of what it tells of, where that has a page")


class Notices(BaseModel):
    """How many notices there are, and the public ones in full."""

    total: int
    by_kind: dict[str, int]
    by_state: dict[str, int] = Field(
        description="queued, held (for the office), sending, sent, delivered, failed, refused"
    )
    public: list[PublicNotice]


class IssuedCertificate(BaseModel):
    """One line of the organiser's list."""

    number: str
    campaign_id: str
    entry_id: str
    tier: Tier
    tier_name: str
    phrase: str
    issued_at: datetime
    pdf: str = Field(description="Path of the PDF")
    revoked_at: datetime | None
    revoked_for: str | None
    replaced_by: str | None = Field(description="The number that stands in its place")


class CertificateCheck(BaseModel):
    """What a number vouches for; `valid` is false once it was taken back."""

    valid: bool = True
    number: str
    campaign_title: str
    campaign_title_en: str
    tier: Tier
    tier_name: str
    phrase: str
    awarded_to: str | None = Field(description="Masked; null while the contact cannot be opened")
    issued_at: datetime
    revoked_at: datetime | None
    revoked_for: str | None
    replaced_by: str | None


def notices_view(ledger: Ledger, campaign_id: str | None, public_url: str) -> Notices:
    """The notices of one campaign, or of all."""
    notices = ledger.of_campaign(campaign_id)
    return Notices(
        total=len(notices),
        **counted(notices),
        public=public_notices(ledger, campaign_id, public_url),
    )


def public_notices(ledger: Ledger, campaign_id: str | None, public_url: str) -> list[PublicNotice]:
    """What everyone is told, in the order of the log."""
    shown = (notice for notice in ledger.of_campaign(campaign_id) if notice.shown)
    found = (public_notice(notice, ledger, public_url) for notice in shown)
    return [notice for notice in found if notice is not None]


def public_notice(notice: Notice, ledger: Ledger, public_url: str) -> PublicNotice | None:
    """The notice with its words; None until its campaign is known."""
    campaign = ledger.campaigns.get(notice.campaign_id)
    if campaign is None:
        return None
    return PublicNotice(
        notice_id=notice.notice_id,
        kind=notice.kind,
        campaign_id=notice.campaign_id,
        at=notice.settled_at or notice.created_at,
        text=compose(notice, campaign, public_url, "zh").text,
        text_en=compose(notice, campaign, public_url, "en").text,
        page=page_of_notice(notice),
    )


def certificate_line(certificate: Certificate) -> IssuedCertificate:
    """A certificate as the organiser's list shows it."""
    return IssuedCertificate(
        number=certificate.number,
        campaign_id=certificate.campaign_id,
        entry_id=certificate.entry_id,
        tier=certificate.tier,
        tier_name=TIER_NAMES[certificate.tier][0],
        phrase=certificate.phrase,
        issued_at=certificate.issued_at,
        pdf=f"/api/v1/certificates/{certificate.number}/pdf",
        **_standing(certificate),
    )


def certificate_check(verified: Verified) -> CertificateCheck:
    """A certificate as a stranger may see it."""
    certificate = verified.certificate
    return CertificateCheck(
        valid=certificate.revoked is None,
        **_standing(certificate),
        number=certificate.number,
        campaign_title=verified.campaign_title,
        campaign_title_en=verified.campaign_title_en,
        tier=certificate.tier,
        tier_name=TIER_NAMES[certificate.tier][0],
        phrase=certificate.phrase,
        awarded_to=verified.awarded_to or None,
        issued_at=certificate.issued_at,
    )


def _standing(certificate: Certificate) -> dict[str, Any]:
    gone = certificate.revoked
    return {
        "revoked_at": gone.at if gone else None,
        "revoked_for": gone.reason if gone else None,
        "replaced_by": gone.replaced_by if gone else None,
    }
