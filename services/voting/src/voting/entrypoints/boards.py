"""The board of a contest as bytes, made once for all who ask."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

from plumbing.problems import Problem

from voting.bootstrap import HttpParts
from voting.entrypoints.views import StandingsAnswer, standings_answer

KEPT = timedelta(milliseconds=500)
"""A board that is made again at every look; while no look succeeds, this often, since it says how old it is."""
NOT_READY = b": not ready\n\n"


@dataclass(frozen=True, slots=True)
class RenderedBoard:
    """A board as JSON with its ETag, and as an event of the stream."""

    etag: str
    body: bytes
    event: bytes


class Boards:
    """Renders boards and keeps them: until the next look for whoever asks, until the next frame for the streams."""

    def __init__(self, parts: HttpParts) -> None:
        self._parts = parts
        self._current: dict[str, tuple[tuple[Any, ...], datetime, RenderedBoard]] = {}
        self._frames: dict[str, tuple[int, bytes]] = {}

    def current(self, contest_id: str) -> RenderedBoard:
        """The board of this moment. Problems: 404 `contest-unknown`, 503 `board-not-ready`."""
        now, stand = self._parts.clock.now(), self._stand(contest_id)
        known = self._current.get(contest_id)
        if known is None or known[0] != stand or now - known[1] >= KEPT:
            known = self._current[contest_id] = (stand, now, rendered(standings_answer(self._parts, contest_id)))
        return known[2]

    def frame(self, contest_id: str, number: int) -> bytes:
        """What every reader of this contest is sent as frame `number`."""
        known = self._frames.get(contest_id)
        if known is None or known[0] != number:
            known = self._frames[contest_id] = (number, self.event(contest_id))
        return known[1]

    def event(self, contest_id: str) -> bytes:
        """The board of this moment as an event; a comment as long as there is none."""
        try:
            return self.current(contest_id).event
        except Problem:
            return NOT_READY

    def _stand(self, contest_id: str) -> tuple[Any, ...]:
        """What a board depends on, besides its age."""
        ledger = self._parts.ledger
        return self._parts.board.looks, ledger.terms(contest_id).revision, contest_id in ledger.results


def rendered(board: StandingsAnswer) -> RenderedBoard:
    """The bytes of a board."""
    body = board.model_dump_json()
    return RenderedBoard(etag_of(board), body.encode(), f"event: standings\ndata: {body}\n\n".encode())


def etag_of(board: StandingsAnswer) -> str:
    """Names what the board says, however old and however far the count has come without a change."""
    said = board.model_dump_json(exclude={"as_of", "age_ms", "age_seconds", "covers"})
    return f'"{blake2b(said.encode(), digest_size=8).hexdigest()}"'
