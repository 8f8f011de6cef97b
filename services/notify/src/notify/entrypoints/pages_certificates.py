"""The office's certificates: chosen and downloaded, taken back and issued anew, and the seal on them."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from plumbing.problems import Problem
from pydantic import BaseModel, ConfigDict, Field

from notify.bootstrap import HttpParts
from notify.domain.certificates import TIER_NAMES
from notify.entrypoints.api_papers import as_zip
from notify.entrypoints.api_routes import Number
from notify.entrypoints.guards import Organiser, Parts
from notify.entrypoints.making import SEAL_BYTES, batch, issued, keep_seal, read_file, take_back
from notify.entrypoints.page_routes import pages_of
from notify.entrypoints.pages_papers import Chosen

PATH = "/office/notices/certificates"
MOST_AT_ONCE = 100
REASON_LEAST, REASON_MOST = 2, 200
router = APIRouter(prefix=PATH, include_in_schema=False)
CampaignId = Annotated[str, Query(max_length=64)]


@dataclass(frozen=True, slots=True)
class Wrong:
    """What was wrong with a form: its field, in both languages, and what had been typed."""

    field: str
    words: tuple[str, str]
    typed: str = ""
    reissue: bool = False
    status: int = 422


@router.get("")
async def office(_session: Organiser, request: Request, parts: Parts, campaign: CampaignId = "") -> Response:
    """The office's certificates: choose, download, take back, seal."""
    return _page(request, parts, campaign, None)


class BatchForm(BaseModel):
    """The certificates ticked, and the campaign whose list they were ticked in."""

    campaign: Annotated[str, Field(max_length=64)] = ""
    numbers: list[Annotated[str, Field(max_length=64)]] = Field(default=[], max_length=5000)


@router.post("/batch")
async def many(session: Organiser, request: Request, parts: Parts, form: Annotated[BatchForm, Form()]) -> Response:
    """The ticked certificates as a zip."""
    if not 1 <= len(form.numbers) <= MOST_AT_ONCE:
        return _page(request, parts, form.campaign, Wrong("numbers", _how_many(len(form.numbers))))
    return as_zip(await batch(parts, session, form.numbers))


class RevokeForm(BaseModel):
    """Why, and whether anew."""

    model_config = ConfigDict(str_strip_whitespace=True)

    reason: str = Field(default="", max_length=2000)
    reissue: bool = False


@router.post("/{number}/revocation")
async def revoke(
    session: Organiser, request: Request, number: Number, parts: Parts, form: Annotated[RevokeForm, Form()]
) -> Response:
    """Takes a certificate back, and to the list."""
    old = issued(parts, session, number)
    if not REASON_LEAST <= len(form.reason) <= REASON_MOST:
        words = (
            f"请写明原因，{REASON_LEAST} 至 {REASON_MOST} 个字。",
            f"Please say why, in {REASON_LEAST} to {REASON_MOST} characters.",
        )
        return _page(request, parts, old.campaign_id, Wrong(f"reason-{old.number}", words, form.reason, form.reissue))
    await take_back(parts, session, number, form.reason, reissue=form.reissue)
    return _back(old.campaign_id)


class SealForm(BaseModel):
    """Whose seal, and whether it is taken away."""

    campaign: Annotated[str, Field(max_length=64)]
    remove: bool = False


@router.post("/seal")
async def seal(
    session: Organiser, request: Request, parts: Parts, file: Chosen, form: Annotated[SealForm, Form()]
) -> Response:
    """Sets the seal of a campaign on what is made from here on, or takes it away."""
    try:
        png = b"" if form.remove else await read_file(file, SEAL_BYTES)
        await keep_seal(parts, session, form.campaign, png)
    except Problem as problem:
        if problem.code not in ("file-missing", "file-too-large", "seal-unreadable"):
            raise
        return _page(request, parts, form.campaign, Wrong("file", (problem.zh, problem.en), status=problem.status))
    return _back(form.campaign)


@router.get("/seal.png")
async def seal_picture(_session: Organiser, parts: Parts, campaign: CampaignId) -> Response:
    """The seal as it is set."""
    png = parts.ledger.register.seal_of(campaign)
    if not png:
        raise Problem("no-seal", 404, "还没有印章。", "There is no seal yet.")
    return Response(png, media_type="image/png", headers={"Cache-Control": "no-store"})


def _how_many(ticked: int) -> tuple[str, str]:
    if ticked:
        return (
            f"一次最多 {MOST_AT_ONCE} 份，您勾选了 {ticked} 份。",
            f"{MOST_AT_ONCE} at a time at most; you ticked {ticked}.",
        )
    return "请至少勾选一份证书。", "Please tick one certificate at least."


def _back(campaign: str) -> Response:
    return RedirectResponse(f"{PATH}?{urlencode({'campaign': campaign})}", status_code=303)


def _page(request: Request, parts: HttpParts, campaign: str, wrong: Wrong | None) -> Response:
    known = list(parts.ledger.campaigns.values())
    chosen = campaign or (known[0].campaign_id if known else "")
    return pages_of(request).render(
        request, "office_certificates.html", status=wrong.status if wrong else 200,
        certificates=parts.ledger.certificates_of(chosen), campaigns=known, campaign=chosen, tiers=TIER_NAMES,
        sealed=bool(parts.ledger.register.seal_of(chosen)), wrong=wrong,
    )  # fmt: skip
