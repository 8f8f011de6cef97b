"""The JSON API of voting, except for the votes themselves (accept.py)."""

from typing import Annotated

from contracts import ContestClosed
from fastapi import APIRouter, Path, Request, Response
from plumbing.callers import caller_of, hold_device
from plumbing.limits import LIMITED
from plumbing.problems import Problem

from voting.entrypoints.guards import Citizen, ContestId, Parts, Rendered
from voting.entrypoints.views import (
    ContestAnswer,
    HeadView,
    KeyAnswer,
    ReceiptAnswer,
    StandingsAnswer,
    VoterToken,
    contest_answer,
    heads_answer,
    receipt_answer,
)

router = APIRouter(prefix="/api/v1")
Number = Annotated[str, Path(max_length=64, description="As on the receipt: 2-00001234-017-X")]


@router.get("/contests")
async def contests(parts: Parts) -> list[ContestAnswer]:
    """Every contest, the one that closes last first."""
    return [contest_answer(parts, terms) for terms in parts.ledger.contests.all()]


@router.get("/contests/{contest_id}")
async def contest(contest_id: ContestId, parts: Parts) -> ContestAnswer:
    """The terms in force, and where the contest stands."""
    return contest_answer(parts, parts.ledger.terms(contest_id))


@router.post("/contests/{contest_id}/voter-tokens", status_code=201, responses=LIMITED)
async def voter_token(
    contest_id: ContestId, parts: Parts, citizen: Citizen, request: Request, response: Response
) -> VoterToken:
    """What the citizen votes with in this contest: good for twelve hours; asking again changes nothing."""
    parts.ledger.terms(contest_id)
    await parts.mint_limits.take(caller_of(request))
    hold_device(request, response)
    token, expires_at = parts.tokens.mint(contest_id, citizen.subject, parts.clock.now())
    return VoterToken(token=token, expires_at=expires_at)


@router.get("/contests/{contest_id}/standings", response_model=StandingsAnswer)
async def standings(contest_id: ContestId, request: Request, boards: Rendered) -> Response:
    """The board as the embargo lets it be seen; 304 while nothing has changed but its age."""
    board = boards.current(contest_id)
    headers = {"ETag": board.etag, "Cache-Control": "no-cache"}
    if board.etag in [one.strip() for one in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    return Response(board.body, headers=headers, media_type="application/json")


@router.get("/contests/{contest_id}/heads")
async def heads(contest_id: ContestId, parts: Parts) -> list[HeadView]:
    """The chain head of every partition, and the contest's close mark on it."""
    return heads_answer(parts, contest_id)


@router.get("/contests/{contest_id}/result")
async def result(contest_id: ContestId, parts: Parts) -> ContestClosed:
    """The certified result; 404 `result-not-certified` until it is there."""
    parts.ledger.terms(contest_id)
    found = parts.ledger.results.get(contest_id)
    if found is None:
        raise Problem("result-not-certified", 404, "结果尚未核定", "The result is not certified yet")
    return found


@router.get("/vote-receipts/key")
async def receipt_key(parts: Parts) -> KeyAnswer:
    """The public key, and how a receipt is checked without asking anybody."""
    return KeyAnswer(
        algorithm="Ed25519 over a BLAKE2b-256 tree",
        public_key=parts.signer.public_key,
        leaf="H(0x00 ‖ 'zhengji-vote-receipt-1' LF no LF contest_id LF vote_id LF accepted_at)",
        node="for each step of proof: R + neighbour: H(0x01 ‖ own ‖ neighbour), L: H(0x01 ‖ neighbour ‖ own)",
        signed="'zhengji-vote-sheet-1' LF root in hex",
    )


@router.get("/vote-receipts/{number}")
async def vote_receipt(number: Number, parts: Parts) -> ReceiptAnswer:
    """What became of a vote, and the chain head that covers it; never for whom it was."""
    return receipt_answer(parts, number)
