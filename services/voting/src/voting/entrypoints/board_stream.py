"""GET /api/v1/contests/{contest}/standings/stream in raw ASGI: one frame a second, made once, for thousands of readers.

FastAPI's own event stream takes three tasks and two queues a reader, and each frame goes through all of them; here a
frame is one `send`. A reader that does not read is held in that `send` until the server's sockets give him up, and
gets the newest frame afterwards: nothing piles up for him.
"""

import asyncio

from starlette.types import Message, Receive, Scope, Send

from voting.entrypoints.boards import Boards
from voting.handlers.board import Board
from voting.handlers.ledger import Ledger

PATH = "/api/v1/contests/{contest_id}/standings/stream"
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache"),
    (b"x-accel-buffering", b"no"),
]


class BoardStream:
    """Sends the board now, and then every frame."""

    def __init__(self, boards: Boards, board: Board, ledger: Ledger) -> None:
        self._boards, self._board, self._ledger = boards, board, ledger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Goes on until the reader leaves. Problem 404 before the stream begins."""
        contest_id = self._ledger.terms(scope["path_params"]["contest_id"]).contest_id
        leaving = asyncio.ensure_future(_left(receive))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": list(HEADERS)})
            await send(_part(self._boards.event(contest_id)))
            while not leaving.done():
                number = await self._board.next_frame()
                await send(_part(self._boards.frame(contest_id, number)))
        finally:
            leaving.cancel()


def _part(frame: bytes) -> Message:
    return {"type": "http.response.body", "body": frame, "more_body": True}


async def _left(receive: Receive) -> None:
    """Returns when the reader has left."""
    while (await receive())["type"] != "http.disconnect":
        pass
