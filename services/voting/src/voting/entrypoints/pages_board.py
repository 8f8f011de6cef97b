"""The pages of voting: the live board, the certified result, receipts."""

import asyncio
from functools import partial
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse

from voting.entrypoints.pages_cards import board_card
from voting.entrypoints.pages_held import held
from voting.entrypoints.pages_source import PagesSource, ReceiptNumber, Source, pages_of
from voting.entrypoints.pages_views import ReceiptView, in_public_order

router = APIRouter(include_in_schema=False)
LOOKS, PAUSE = 20, 0.05
"""A voter who was just led here sees his vote counted, unless the count takes more than a second."""


@router.get("/results")
async def boards(request: Request, source: Source) -> Response:
    """Every contest: where its board is."""
    return pages_of(request).render(
        request, "contests.html", place="results", contests=in_public_order(source.contests())
    )


@router.get("/results/{contest_id}")
async def board(contest_id: Annotated[str, Path(max_length=96)], request: Request, source: Source) -> Response:
    """The board as far as the embargo lets it be seen; once it is there, the certified result."""
    contest = source.contest(contest_id)
    shown = None if contest.phase == "soon" else await source.board(contest_id)
    result = source.result(contest_id)
    return pages_of(request).render(
        request, "results.html", contest=contest, board=shown, result=result, sharing=partial(board_card, contest)
    )


@router.get("/receipts")
async def receipt_form(request: Request, no: Annotated[str, Query(max_length=64)] = "") -> Response:
    """Where a receipt number is typed in."""
    if no.strip():
        return RedirectResponse(f"/receipts/{quote(no.strip(), safe='')}", status_code=303)
    return pages_of(request).render(request, "receipts.html", number="", unknown=False)


@router.get("/receipts/{number}")
async def receipt(number: ReceiptNumber, request: Request, source: Source) -> Response:
    """Where the vote lies and whether it was counted; the form again when there is no such receipt."""
    found = await _counted_soon(source, number)
    if found is None:
        return pages_of(request).render(request, "receipts.html", status=404, number=number, unknown=True)
    return pages_of(request).render(request, "receipt.html", receipt=found, held=held(request, number) is not None)


async def _counted_soon(source: PagesSource, number: str) -> ReceiptView | None:
    found = source.receipt(number)
    for _ in range(LOOKS):
        if found is None or found.state != "pending":
            break
        await asyncio.sleep(PAUSE)
        found = source.receipt(number)
    return found
