"""Bulletins for whoever may read them: the list, each one as a page and as a file; and letters to units."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from plumbing.problems import Problem
from plumbing.tokens import Session, require

from notify.domain.bulletin_tables import sum_of, tables_of
from notify.domain.bulletins import KIND_NAMES, Bulletin, Edition, number_words
from notify.entrypoints.bulletin_files import as_file, bulletin_file
from notify.entrypoints.bulletin_readers import AsRead, Reader, Whole, readable
from notify.entrypoints.guards import Parts
from notify.entrypoints.making import own_campaign
from notify.entrypoints.page_routes import pages_of

router = APIRouter(include_in_schema=False)
Campaign = Annotated[str, Query(max_length=64)]
LetterReader = Annotated[Session, Depends(require("organiser", "screener", "unit"))]


@router.get("/bulletins")
async def bulletins(request: Request, parts: Parts, reader: Reader, campaign: Campaign = "") -> Response:
    """What is for the reader, the latest first."""
    return pages_of(request).render(
        request,
        "bulletins.html",
        bulletins=readable(parts, campaign or None, reader),
        campaigns=list(parts.ledger.campaigns.values()),
        campaign=campaign,
        **NAMES,
    )


@router.get("/bulletins/{c}/{kind}/{issue}.pdf")
async def bulletin_pdf(read: Whole, request: Request, parts: Parts) -> Response:
    """On paper."""
    return await bulletin_file(parts, read, request)


@router.get("/bulletins/{c}/{kind}/{issue}")
async def bulletin(read: AsRead, request: Request) -> Response:
    """One bulletin; of one that was taken back number, title and reason."""
    return pages_of(request).render(
        request, "bulletin.html", whole=read.whole, **shown(read.bulletin, read.edition), **NAMES
    )


@router.get("/letters/{c}/{number}.pdf")
async def letter(
    session: LetterReader, request: Request, parts: Parts, c: Annotated[str, Path(max_length=64)],
    number: Annotated[int, Path(ge=1, le=1_000_000)],
) -> Response:  # fmt: skip
    """A 提醒函 on paper, for the office and for the unit that it was written to."""
    own_campaign(session, c)
    found = parts.ledger.letters.find(c, number)
    if session.role == "unit" and (found is None or found.unit_id != session.unit):
        raise Problem("unit-forbidden", 403, "这份提醒函不是发给您单位的。", "This letter is not to your unit.")
    pdf = await parts.editorial.letter_pdf(found) if found else None
    if pdf is None:
        raise Problem("letter-unknown", 404, "还没有收到这份提醒函，请稍后再试。", "This letter has not come here yet.")
    return as_file(pdf, f"letter-{number}.pdf", "private, no-cache", request)


NAMES: dict[str, Any] = {"kinds": KIND_NAMES, "number_words": number_words}
"""What templates call kinds and numbers."""


def shown(bulletin: Bulletin, edition: Edition) -> dict[str, Any]:
    """What the article of a bulletin is made of."""
    return {
        "bulletin": bulletin,
        "edition": edition,
        "sum": sum_of(edition.figures),
        "tables": tables_of(edition.figures, edition.words.tables),
        "paragraphs": [line.strip() for line in edition.words.text.splitlines() if line.strip()],
    }
