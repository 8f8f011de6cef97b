"""POST /api/v1/contests/{contest}/votes: the one route that a whole city uses in a minute (decision 0015)."""

from typing import Any

import orjson
from plumbing.clock import Clock
from plumbing.direct import Answer, DirectRequest, Headers
from plumbing.problems import Problem
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from voting.handlers.accept import Acceptor
from voting.handlers.signing import Receipt
from voting.handlers.voter_tokens import VoterTokens

PATH = "/api/v1/contests/{contest_id}/votes"
BODY_BYTES = 4096


class VoteRoute:
    """Token, body, vote, receipt: beneath ASGI as a rule, as ASGI where a request is out of the ordinary."""

    def __init__(self, acceptor: Acceptor, tokens: VoterTokens, clock: Clock) -> None:
        self._acceptor, self._tokens, self._clock = acceptor, tokens, clock

    def take(self, request: DirectRequest) -> None:
        """Answers 202 with the receipt as soon as there is one; everything else is a Problem."""
        respond = request.respond

        def answer(said: Receipt | Problem) -> None:
            respond(said if isinstance(said, Problem) else Answer.json(202, orjson.dumps(said)))

        voter_ref = self._tokens.voter_of(_bearer(request.headers), request.value, self._clock.now())
        self._acceptor.take(request.value, voter_ref, _choices(request.body), answer)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The same in ASGI."""
        contest_id = scope["path_params"]["contest_id"]
        voter_ref = self._tokens.voter_of(_bearer(scope["headers"]), contest_id, self._clock.now())
        receipt = await self._acceptor.cast(contest_id, voter_ref, _choices(await _read(receive)))
        await Response(orjson.dumps(receipt), 202, media_type="application/json")(scope, receive, send)


def _bearer(headers: Headers) -> str:
    for name, value in headers:
        if name == b"authorization" and value[:7].lower() == b"bearer ":
            return value[7:].strip().decode("latin-1")
    raise Problem(
        "voter-token-required", 401, "请先获取投票凭证", "Ask for a voter token first",
        headers={"WWW-Authenticate": "Bearer"},
    )  # fmt: skip


async def _read(receive: Receive) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > BODY_BYTES:
            raise Problem("body-too-large", 413, "提交的内容过大。", "The body is too large.")
    return body


def _choices(body: bytes) -> list[Any]:
    try:
        said = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise _unfit() from error
    entries = said.get("entries") if isinstance(said, dict) else None
    if not isinstance(entries, list):
        raise _unfit()
    return entries


def _unfit() -> Problem:
    return Problem("invalid-request", 422, "提交的内容不符合要求。", "The request does not fit its schema.")
