"""The pages of voting: the contests, and the way to a vote. Board and receipts: pages_board; the wall: pages_ops."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Path, Request, Response
from plumbing.problems import Problem
from plumbing.tokens import require, session_of
from pydantic import BaseModel, Field

from voting.entrypoints import pages_board, pages_cards, pages_held, pages_keepsakes, pages_ops
from voting.entrypoints.pages_ballot import Asked, Said, ballot, first_look, review, told
from voting.entrypoints.pages_held import led_to
from voting.entrypoints.pages_source import Source, pages_of
from voting.entrypoints.pages_views import in_public_order

router = APIRouter(include_in_schema=False)
ContestId = Annotated[str, Path(max_length=96)]
voter_of = require("citizen")


class BallotForm(BaseModel):
    """What is chosen, and the button that was pressed: none yet, 确认投票 or 返回修改."""

    entries: list[str] = Field(default=[], max_length=200)
    confirmed: Literal["", "yes", "no"] = ""


@router.get("/vote")
async def votes(request: Request, source: Source) -> Response:
    """Every contest: where to vote."""
    return pages_of(request).render(request, "contests.html", place="vote", contests=in_public_order(source.contests()))


@router.get("/vote/{contest_id}")
async def look(contest_id: ContestId, request: Request, source: Source) -> Response:
    """The ballot; for whoever has not signed in, the entries and the way to sign in."""
    session = session_of(request, request.app.state.verifier, request.app.state.clock)
    voted = source.voted(contest_id, session) if session is not None and session.role == "citizen" else None
    return first_look(Asked(request, source, contest_id), voted)


@router.post("/vote/{contest_id}")
async def cast(
    contest_id: ContestId, request: Request, source: Source, form: Annotated[BallotForm, Form()]
) -> Response:
    """Shows what is chosen; confirmed, casts it as the API does and leads to the receipt. What went wrong is said
    above the kept choices."""
    asked = Asked(request, source, contest_id)
    try:
        return await _goes_on(asked, form)
    except Problem as problem:
        return told(asked, tuple(form.entries), problem)


async def _goes_on(asked: Asked, form: BallotForm) -> Response:
    citizen, chosen = await voter_of(asked.request), tuple(form.entries)
    if form.confirmed == "yes":
        return led_to(asked.request, await asked.source.cast(asked.contest_id, citizen, chosen))
    if form.confirmed == "no":
        return ballot(asked, Said(chosen=chosen))
    asked.source.check(asked.contest_id, citizen, chosen)
    return review(asked, Said(chosen=chosen))


router.include_router(pages_board.router)
router.include_router(pages_cards.router)
router.include_router(pages_held.router)
router.include_router(pages_keepsakes.router)
router.include_router(pages_ops.router)
