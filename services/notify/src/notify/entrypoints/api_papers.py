"""Certificates as files: making, checking, taking back, sealing."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Response, UploadFile
from plumbing.problems import Problem
from pydantic import BaseModel, ConfigDict, Field

from notify.entrypoints.api_routes import Number
from notify.entrypoints.guards import Organiser, Parts
from notify.entrypoints.making import SEAL_BYTES, batch, issued, keep_seal, made, read_file, take_back
from notify.entrypoints.views import IssuedCertificate, certificate_line
from notify.handlers.papers import Examined

router = APIRouter(prefix="/api/v1/certificates")
PDF = {200: {"content": {"application/pdf": {}}, "description": "The certificate, PDF/A-2u"}}
ZIP = {200: {"content": {"application/zip": {}}, "description": "One PDF a number"}}


class Batch(BaseModel):
    """Which certificates are wanted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    numbers: list[Annotated[str, Field(max_length=64)]] = Field(min_length=1, max_length=100)


class Revoking(BaseModel):
    """Why a certificate is taken back, in words that whoever checks the number reads."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    reason: str = Field(min_length=2, max_length=200, description="Public: no names")
    reissue: bool = Field(default=False, description="Whether the award is issued anew under another number")


class PaperCheck(BaseModel):
    """What a file is."""

    outcome: Literal["genuine", "changed", "revoked", "unknown"]
    sha256: str = Field(description="Of the file that was sent")
    number: str | None = Field(description="The certificate it was made for, or whose number it bears")
    reason: str | None = Field(description="Why that number was revoked, if it was")
    replaced_by: str | None


def paper_check(examined: Examined) -> PaperCheck:
    """The answer about a file."""
    certificate = examined.certificate
    revoked = certificate.revoked if certificate else None
    return PaperCheck(
        outcome=examined.outcome,
        sha256=examined.digest,
        number=certificate.number if certificate else None,
        reason=revoked.reason if revoked else None,
        replaced_by=revoked.replaced_by if revoked else None,
    )


@router.post("/check")
async def check(file: UploadFile, parts: Parts, number: Annotated[str, Form(max_length=64)] = "") -> PaperCheck:
    """Whether a PDF (2 MB at most, never stored) is a certificate as it was issued: genuine, changed by as little as
    one byte, revoked, or unknown.
    """
    return paper_check(parts.papers.examine(await read_file(file), number))


@router.post("/batch", response_class=Response, responses=ZIP)  # type: ignore[arg-type]
async def many(session: Organiser, body: Batch, parts: Parts) -> Response:
    """1 to 100 certificates of one campaign as a zip. Opening each name is an event at intake."""
    return as_zip(await batch(parts, session, body.numbers))


@router.put("/seal", status_code=204)
async def seal(
    session: Organiser, campaign_id: Annotated[str, Query(max_length=64, description="Whose seal it is")],
    file: UploadFile, parts: Parts,
) -> Response:  # fmt: skip
    """Sets the seal on the certificates made from here on: a PNG of 200 kB at most. 422 for anything else."""
    await keep_seal(parts, session, campaign_id, await read_file(file, SEAL_BYTES))
    return Response(status_code=204)


@router.post("/{number}/revocation")
async def revoke(session: Organiser, number: Number, body: Revoking, parts: Parts) -> IssuedCertificate:
    """Takes a certificate back for good. 409 when it was taken back before."""
    return certificate_line(await take_back(parts, session, number, body.reason, reissue=body.reissue))


@router.get("/{number}/pdf", response_class=Response, responses=PDF)  # type: ignore[arg-type]
async def certificate_pdf(session: Organiser, number: Number, parts: Parts) -> Response:
    """The certificate on paper, made out to its author. Opening the name is an event at intake."""
    certificate = issued(parts, session, number)
    pdf = (await made(parts, [certificate]))[certificate.number]
    if pdf is None:
        raise Problem("contact-erased", 410, "作者信息已删除", "The author's contact was erased")
    name = "".join(one for one in certificate.number if one.isalnum())
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"', "Cache-Control": "no-store"}
    return Response(pdf, media_type="application/pdf", headers=headers)


def as_zip(content: bytes) -> Response:
    """A zip to be saved."""
    headers = {"Content-Disposition": 'attachment; filename="certificates.zip"', "Cache-Control": "no-store"}
    return Response(content, media_type="application/zip", headers=headers)
