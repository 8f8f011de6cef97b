"""The pages of voting: the list of contests and the ballot. Board and receipts: pages_board; the wall: pages_ops."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Request, Response
from plumbing.problems import Problem
from plumbing.tokens import Session, require, session_of

from voting.entrypoints import pages_board, pages_held, pages_keepsakes, pages_ops
from voting.entrypoints.pages_held import led_to
from voting.entrypoints.pages_order import draw_lot, hold_lot, lot_of, shuffled
from voting.entrypoints.pages_source import PagesSource, Source, pages_of
from voting.entrypoints.pages_views import in_public_order

router = APIRouter(include_in_schema=False)
ContestId = Annotated[str, Path(max_length=96)]
Citizen = Annotated[Session, Depends(require("citizen"))]
Chosen = Annotated[list[str], Form(max_length=200)]

SAID_ON_THE_BALLOT = {
    "already-voted": "already-voted",
    "wrong-choices": "wrong-choices",
    "entry-withdrawn": "entry-withdrawn",
    "outcome-unknown": "outcome-unknown",
    "queue-full": "outcome-unknown",
}
"""Problems of a cast after which the voter goes on at the ballot; every other one has a page of its own."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the ballot says above the entries, and the choices that it keeps."""

    problem: str | None
    chosen: tuple[str, ...] = ()
    status: int = 200
    receipt: str | None = None


@router.get("/vote")
async def votes(request: Request, source: Source) -> Response:
    """Every contest: where to vote."""
    return pages_of(request).render(request, "contests.html", place="vote", contests=in_public_order(source.contests()))


@router.get("/vote/{contest_id}")
async def ballot(contest_id: ContestId, request: Request, source: Source) -> Response:
    """The ballot; for whoever has not signed in, the entries and the way to sign in."""
    session = session_of(request, request.app.state.verifier, request.app.state.clock)
    voted = source.voted(contest_id, session) if session is not None and session.role == "citizen" else None
    return _ballot(request, source, contest_id, Said("already-voted" if voted else None, receipt=voted))


@router.post("/vote/{contest_id}")
async def cast(
    contest_id: ContestId,
    request: Request,
    source: Source,
    citizen: Citizen,
    entries: Chosen = [],  # noqa: B006
) -> Response:
    """Casts the vote as the API does and leads to the receipt; what went wrong is said above the kept choices."""
    try:
        signed = await source.cast(contest_id, citizen, entries)
    except Problem as problem:
        said = SAID_ON_THE_BALLOT.get(problem.code)
        if said is None:
            raise
        receipt = problem.extra.get("no")
        return _ballot(request, source, contest_id, Said(said, tuple(entries), problem.status, receipt))
    return led_to(request, signed)


def _ballot(request: Request, source: PagesSource, contest_id: str, said: Said) -> Response:
    contest = source.contest(contest_id)
    session: Session | None = request.state.session
    reader = _kind_of(session)
    lot = lot_of(request)
    order_for = session.subject if session is not None else lot or draw_lot()
    answer = pages_of(request).render(
        request,
        "ballot.html",
        status=said.status,
        contest=contest,
        entries=shuffled(source.entries(contest_id), contest_id, order_for),
        chosen=said.chosen,
        problem=said.problem,
        receipt=said.receipt,
        reader=reader,
        can_vote=reader == "citizen" and contest.phase == "open" and said.problem != "already-voted",
    )
    if session is None and lot is None:
        hold_lot(request, answer, order_for)
    return answer


def _kind_of(session: Session | None) -> str:
    if session is None:
        return "nobody"
    return "citizen" if session.role == "citizen" else "staff"


router.include_router(pages_board.router)
router.include_router(pages_held.router)
router.include_router(pages_keepsakes.router)
router.include_router(pages_ops.router)
