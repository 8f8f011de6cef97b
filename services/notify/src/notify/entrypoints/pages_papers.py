"""Certificates on pages: holding a file against the register, and the office's list."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, Response, UploadFile
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict, Field

from notify.domain.certificates import TIER_NAMES
from notify.entrypoints.api_papers import as_zip, paper_check
from notify.entrypoints.api_routes import Number
from notify.entrypoints.guards import Organiser, Parts
from notify.entrypoints.making import batch, read_file, take_back
from notify.entrypoints.page_routes import pages_of

router = APIRouter(include_in_schema=False)
PATH = "/office/notices/certificates"


@router.post("/certificates/check")
async def check(
    request: Request, file: UploadFile, parts: Parts, number: Annotated[str, Form(max_length=64)] = ""
) -> Response:
    """What an uploaded PDF is."""
    found = paper_check(parts.papers.examine(await read_file(file), number.strip()))
    return pages_of(request).render(request, "certificate_file.html", check=found)


@router.get(PATH)
async def office(
    _session: Organiser, request: Request, parts: Parts, campaign: Annotated[str, Query(max_length=64)] = ""
) -> Response:
    """The office's certificates: choose, download, take back."""
    known = list(parts.ledger.campaigns.values())
    chosen = campaign or (known[0].campaign_id if known else "")
    certificates = parts.ledger.certificates_of(chosen)
    return pages_of(request).render(
        request, "office_certificates.html", certificates=certificates, campaigns=known, campaign=chosen,
        tiers=TIER_NAMES,
    )  # fmt: skip


class BatchForm(BaseModel):
    """The certificates ticked."""

    numbers: list[Annotated[str, Field(max_length=64)]] = Field(min_length=1, max_length=100)


@router.post(f"{PATH}/batch")
async def many(session: Organiser, parts: Parts, form: Annotated[BatchForm, Form()]) -> Response:
    """The ticked certificates as a zip."""
    return as_zip(await batch(parts, session, form.numbers))


class RevokeForm(BaseModel):
    """Why, and whether anew."""

    model_config = ConfigDict(str_strip_whitespace=True)

    reason: str = Field(min_length=2, max_length=200)
    reissue: bool = False


@router.post(f"{PATH}/{{number}}/revocation")
async def revoke(session: Organiser, number: Number, parts: Parts, form: Annotated[RevokeForm, Form()]) -> Response:
    """Takes a certificate back, and to the list."""
    old = await take_back(parts, session, number, form.reason, reissue=form.reissue)
    return RedirectResponse(f"{PATH}?{urlencode({'campaign': old.campaign_id})}", status_code=303)
