"""The pages of notify."""

from functools import partial
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from pages import Pages
from plumbing.problems import Problem

from notify.domain.certificates import TIER_NAMES
from notify.domain.numbers import well_formed
from notify.domain.wording import SUBJECTS
from notify.entrypoints.api_routes import Number, looked_up
from notify.entrypoints.guards import Organiser, Parts
from notify.entrypoints.pages_cards import certificate_card
from notify.entrypoints.views import certificate_check, certificate_line, notices_view

router = APIRouter(include_in_schema=False)
SHOWN = 200
"""Messages on one page of the catcher."""


def pages_of(request: Request) -> Pages:
    """The page renderer."""
    pages: Pages = request.app.state.pages
    return pages


def certificates_page(
    request: Request, *, status: int = 200, number: str = "", problem: str | None = None,
    fault: tuple[str, str] | None = None,
) -> Response:  # fmt: skip
    """Where a number is typed in or a file is chosen; `fault` is what was wrong with the file, in both languages."""
    return pages_of(request).render(
        request, "certificates.html", status=status, number=number, problem=problem, fault=fault
    )


@router.get("/certificates")
async def certificate_form(request: Request, no: Annotated[str, Query(max_length=64)] = "") -> Response:
    """Where a number is typed in."""
    if no.strip():
        return RedirectResponse(f"/certificates/{quote(no.strip(), safe='')}", status_code=303)
    return certificates_page(request)


@router.get("/certificates/{number}")
async def certificate(number: Number, request: Request, parts: Parts) -> Response:
    """What a number vouches for; the form again, with a plain word, when it vouches for nothing."""
    verified = await looked_up(parts, number)
    if verified is None:
        problem = "unknown" if well_formed(number) else "mistyped"
        return certificates_page(request, status=404, number=number, problem=problem)
    check = certificate_check(verified)
    sharing = partial(certificate_card, check.number, check.campaign_title, check.campaign_title_en)
    return pages_of(request).render(
        request, "certificate.html", check=check, tier=TIER_NAMES[check.tier], sharing=sharing
    )


@router.get("/outbox")
async def outbox(request: Request, parts: Parts, phone: Annotated[str, Query(max_length=20)] = "") -> Response:
    """The demo's catcher: what would have gone to phones. It does not exist in production."""
    if parts.catcher is None:
        raise Problem("no-catcher", 404, "仅演示环境提供此页", "This page exists in the demo only")
    caught = parts.catcher.newest(SHOWN, phone)
    return pages_of(request).render(
        request, "outbox.html", caught=caught, total=len(parts.catcher), phone=phone, shown=SHOWN
    )


@router.get("/office/notices")
async def office(
    request: Request, parts: Parts, _session: Organiser, campaign: Annotated[str, Query(max_length=64)] = ""
) -> Response:
    """The organiser's view: counts, public notices, certificates."""
    view = notices_view(parts.ledger, campaign or None, parts.settings.public_url)
    return pages_of(request).render(
        request,
        "office_notices.html",
        view=view,
        certificates=[certificate_line(found) for found in parts.ledger.certificates_of(campaign or None)],
        campaigns=list(parts.ledger.campaigns.values()),
        campaign=campaign,
        subjects=SUBJECTS,
        tiers=TIER_NAMES,
    )
