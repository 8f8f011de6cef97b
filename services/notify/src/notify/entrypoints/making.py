"""Making certificates and taking them back, for the API and for the pages."""

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from fastapi import UploadFile
from plumbing.problems import OutcomeUnknown, Problem
from plumbing.tokens import Session

from notify.bootstrap import HttpParts
from notify.domain.certificates import Certificate
from notify.entrypoints.api_routes import not_now, unknown
from notify.handlers.ports import NotNow

MOST_BYTES = 2 * 1024 * 1024
SEAL_BYTES = 200 * 1024


def issued(parts: HttpParts, session: Session, number: str) -> Certificate:
    """The certificate of a number, for an organiser. Problems: 404, 403 for another campaign."""
    certificate = parts.ledger.certificate(number)
    if certificate is None:
        raise unknown(number)
    own_campaign(session, certificate.campaign_id)
    return certificate


def own_campaign(session: Session, campaign_id: str) -> None:
    """Problem 403 for an account of another campaign."""
    if session.campaign and session.campaign != campaign_id:
        raise Problem("campaign-forbidden", 403, "您的账号属于另一项活动。", "Your account is for another campaign.")


async def made(parts: HttpParts, certificates: Sequence[Certificate]) -> dict[str, bytes | None]:
    """The files by number; Problem 409 for a number that was taken back, 503 while a neighbour is away."""
    if any(one.revoked for one in certificates):
        raise Problem("certificate-revoked", 409, "该证书已撤销，不能再制作。", "This certificate was revoked.")
    try:
        return await parts.papers.make(certificates)
    except NotNow as trouble:
        raise not_now() from trouble


async def batch(parts: HttpParts, session: Session, numbers: Sequence[str]) -> bytes:
    """A zip of the certificates, one file a number, the same bytes for the same selection. Those whose author had his
    contact erased are named in a text file instead. Problem 422 for numbers of several campaigns.
    """
    found = {one.number: one for one in (issued(parts, session, number) for number in numbers)}
    if len({one.campaign_id for one in found.values()}) > 1:
        raise Problem(
            "certificates-of-several-campaigns", 422, "一次只能制作同一活动的证书。",
            "Choose certificates of one campaign.",
        )  # fmt: skip
    return zipped(await made(parts, list(found.values())))


def zipped(files: dict[str, bytes | None]) -> bytes:
    """In the order of the numbers, without a clock."""
    target = BytesIO()
    missing = "".join(f"{number}\n" for number, pdf in sorted(files.items()) if pdf is None)
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for number, pdf in sorted(files.items()):
            if pdf is not None:
                archive.writestr(ZipInfo(f"{number}.pdf"), pdf)
        if missing:
            text = f"作者信息已删除，未能制作 / Not made, the contact was erased:\n{missing}"
            archive.writestr(ZipInfo("not-made.txt"), text.encode())
    return target.getvalue()


async def take_back(parts: HttpParts, session: Session, number: str, reason: str, *, reissue: bool) -> Certificate:
    """The revoked certificate. Problems: 404, 403, 409 for one that was taken back before, 503."""
    certificate = issued(parts, session, number)
    try:
        refusal = await parts.papers.revoke(certificate, reason, session.subject, reissue=reissue)
    except NotNow as trouble:
        raise OutcomeUnknown from trouble
    if refusal is not None:
        raise Problem("certificate-revoked", 409, "该证书此前已撤销。", "This certificate was revoked before.")
    return issued(parts, session, number)


async def keep_seal(parts: HttpParts, session: Session, campaign_id: str, png: bytes) -> None:
    """Sets the seal of a campaign. Problems: 403, 404, 422 for what is no picture, 503."""
    own_campaign(session, campaign_id)
    if campaign_id not in parts.ledger.campaigns:
        raise Problem("campaign-unknown", 404, "没有这项活动。", "There is no such campaign.")
    try:
        kept = await parts.papers.keep_seal(campaign_id, png, session.subject)
    except NotNow as trouble:
        raise OutcomeUnknown from trouble
    if not kept:
        raise Problem("seal-unreadable", 422, "印章须为 PNG 图片。", "The seal must be a PNG picture.")


async def read_file(file: UploadFile | None, most: int = MOST_BYTES) -> bytes:
    """The content of an upload, kept nowhere. Problems: 413 above `most` bytes, 422 for nothing."""
    content = await file.read(most + 1) if file else b""
    if not content:
        raise Problem(
            "file-missing", 422, "请选择一个文件，文件不能是空的。", "Please choose a file that is not empty."
        )
    if len(content) > most:
        raise Problem(
            "file-too-large", 413, f"文件过大，最多 {most // 1024} KB。", f"The file is larger than {most // 1024} kB."
        )  # fmt: skip
    return content
