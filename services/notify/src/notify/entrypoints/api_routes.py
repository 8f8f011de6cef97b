"""The JSON API of notify."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from plumbing.problems import Problem

from notify import metrics
from notify.bootstrap import HttpParts
from notify.domain.numbers import well_formed
from notify.entrypoints.guards import Organiser, Parts
from notify.entrypoints.views import (
    CertificateCheck,
    IssuedCertificate,
    Notices,
    certificate_check,
    certificate_line,
    notices_view,
)
from notify.handlers.certificates import Verified
from notify.handlers.ports import NotNow

router = APIRouter(prefix="/api/v1")
CampaignId = Annotated[str | None, Query(max_length=64, description="One campaign; all when left out")]
Number = Annotated[str, Path(max_length=64, description="As printed; case, spaces and dashes do not matter")]


@router.get("/notices")
async def notices(parts: Parts, _session: Organiser, campaign_id: CampaignId = None) -> Notices:
    """How many notices of each kind and state there are, and the public ones in full."""
    return notices_view(parts.ledger, campaign_id, parts.settings.public_url)


@router.get("/certificates")
async def certificates(parts: Parts, _session: Organiser, campaign_id: CampaignId = None) -> list[IssuedCertificate]:
    """The certificates issued."""
    return [certificate_line(found) for found in parts.ledger.certificates_of(campaign_id)]


@router.get("/certificates/{number}")
async def certificate(number: Number, parts: Parts) -> CertificateCheck:
    """What this number vouches for; 404 with `valid: false` when it vouches for nothing. A number that was taken back
    answers 200 with `valid: false`, the reason, and the number in its place.
    """
    verified = await looked_up(parts, number)
    if verified is None:
        raise unknown(number)
    return certificate_check(verified)


async def looked_up(parts: HttpParts, number: str) -> Verified | None:
    """What a number vouches for; each look is counted. Problem 503 while the campaign is not known here."""
    try:
        verified = await parts.registry.verify(number)
    except NotNow as trouble:
        raise not_now() from trouble
    metrics.CERTIFICATE_CHECKS.labels(outcome=_outcome(verified)).inc()
    return verified


def unknown(number: str) -> Problem:
    """The answer to a number that vouches for nothing: mistyped, or never issued."""
    if well_formed(number):
        return Problem(
            "certificate-unknown", 404, "查无此证书：该编号未曾签发", "No certificate was issued under this number",
            extra={"valid": False},
        )  # fmt: skip
    return Problem(
        "certificate-number-mistyped", 404, "编号有误，请对照证书重新输入",
        "This is not a certificate number: please compare it with the paper", extra={"valid": False},
    )  # fmt: skip


def not_now() -> Problem:
    """The answer while intake cannot be asked."""
    return Problem(
        "contact-unavailable", 503, "暂时无法取得作者信息，请稍后再试", "The name cannot be had now, try again later",
        headers={"Retry-After": "5"},
    )  # fmt: skip


def _outcome(verified: Verified | None) -> str:
    if verified is None:
        return "unknown"
    return "revoked" if verified.certificate.revoked else "valid"
