"""The desk where votes are collected on sheets; a voter is answered once his sheet is on the log and folded."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

from plumbing.clock import Clock
from plumbing.logs import logger_of
from plumbing.problems import OutcomeUnknown, Problem
from plumbing.records import Position

from voting.domain.sheet import SHEET_SECONDS, SHEET_SECONDS_MOST, CastVote, OpenSheet, Sheet
from voting.domain.tally import Applied
from voting.handlers.refusals import queue_full, refused
from voting.handlers.sheets import instant, sheet_id_of
from voting.handlers.signing import Receipt, ReceiptSigner

QUEUE_VOTES = 2_000
"""Votes taken and not yet answered: a third of a second of what a core accepts. More would only make everyone wait."""
FOLD_SECONDS = 12.0
"""How long the verdict on an acknowledged sheet is waited for: as long as for the acknowledgement itself."""
Respond = Callable[[Receipt | Problem], None]
"""Told once what became of a vote."""
SheetKey = tuple[str, int]
"""Contest and partition."""
Accepted = Callable[[int], None]
"""Told how many votes a sheet had that the broker has acknowledged."""
_FULL = queue_full()
_log = logger_of(__name__)


class SheetLog(Protocol):
    """Where sheets go."""

    def append(self, partition: int, sheet: Sheet) -> Awaitable[int]:
        """The offset, once the broker has acknowledged the sheet. Raises OutcomeUnknown."""
        ...


class Fold(Protocol):
    """Who reads the log of votes in this process."""

    async def verdict(self, position: Position) -> Applied:
        """What the fold makes of the record there, once it has come so far."""
        ...


@dataclass(slots=True)
class _Pending:
    """A sheet, and whom to tell what became of its votes, in their order."""

    sheet: OpenSheet
    responds: list[Respond] = field(default_factory=list)


class SheetDesk:
    """Collects votes on sheets; used on one event loop.

    All open sheets are closed together, so that they share a request to the broker: when the oldest is SHEET_SECONDS
    old and every earlier one is acknowledged, or at SHEET_SECONDS_MOST. The slower the broker and the fuller the house,
    the more votes share a sheet, and the less each costs.
    """

    def __init__(self, log: SheetLog, fold: Fold, signer: ReceiptSigner, clock: Clock, accepted: Accepted) -> None:
        self._log, self._fold, self._signer, self._clock, self._accepted = log, fold, signer, clock, accepted
        self._open: dict[SheetKey, _Pending] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._late = False
        self._unacknowledged = 0
        self._sending: set[asyncio.Task[None]] = set()
        self.waiting = 0
        """Votes that are taken and not answered."""

    def full(self) -> Problem | None:
        """503 `queue-full` while no vote is taken."""
        return _FULL if self.waiting >= QUEUE_VOTES else None

    def take(self, key: SheetKey, vote: CastVote, respond: Respond) -> None:
        """Puts a vote on the sheet of its contest and partition. Raises Problem 503 `queue-full`.

        `respond` is told the receipt of a vote that counts, on the log and folded; or else the Problem: 503
        `outcome-unknown`, 409 `already-voted`, `contest-closed` when the fold decides so.
        """
        if self.full() is not None:
            raise queue_full()  # a new one: an exception that is raised again and again keeps every traceback
        pending = self._open.get(key)
        if pending is None:
            pending = self._open[key] = _Pending(OpenSheet(*key))
            if self._timer is None:
                self._timer = asyncio.get_running_loop().call_later(SHEET_SECONDS, self._due)
        pending.sheet.add(vote)
        pending.responds.append(respond)
        self.waiting += 1
        if pending.sheet.full:
            self._close(key)

    async def drain(self) -> None:
        """Sends what is open and waits for every answer."""
        self._close_all()
        if self._sending:
            await asyncio.wait(self._sending)

    def _due(self) -> None:
        """The oldest open sheet has its age; it goes now, or once the earlier ones are acknowledged."""
        if not self._unacknowledged:
            self._close_all()
            return
        self._late = True
        wait = SHEET_SECONDS_MOST - SHEET_SECONDS
        self._timer = asyncio.get_running_loop().call_later(wait, self._close_all)

    def _close_all(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer, self._late = None, False
        for key in list(self._open):
            self._close(key)

    def _close(self, key: SheetKey) -> None:
        self._unacknowledged += 1
        task = asyncio.ensure_future(self._send(self._open.pop(key)))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def _send(self, pending: _Pending) -> None:
        opened = pending.sheet
        answers: list[Receipt | Problem]
        try:
            answers = await self._answers(opened)
        except Exception as error:  # noqa: BLE001 - whatever it is, the sheet may be on the log, and nobody may hang
            if not isinstance(error, OutcomeUnknown | TimeoutError):
                _log.error("sheet-failed", contest=opened.contest_id, error=type(error).__name__, exc_info=error)
            answers = [OutcomeUnknown() for _ in opened.votes]
        self.waiting -= len(opened.votes)
        for respond, answer in zip(pending.responds, answers, strict=True):
            try:
                respond(answer)
            except Exception as error:  # noqa: BLE001 - the others of the sheet are told all the same
                _log.error("answer-failed", contest=opened.contest_id, error=type(error).__name__, exc_info=error)

    async def _answers(self, opened: OpenSheet) -> list[Receipt | Problem]:
        at = instant(self._clock.now())
        name = sheet_id_of(opened.contest_id, opened.partition, at, opened.votes)
        sheet = Sheet.of(opened.contest_id, name, at, opened.votes)
        try:
            offset = await self._log.append(opened.partition, sheet)
        finally:
            self._landed()
        self._accepted(len(opened.votes))
        answers: list[Receipt | Problem] = [*self._signer.receipts(sheet, opened.partition, offset)]
        async with asyncio.timeout(FOLD_SECONDS):
            applied = await self._fold.verdict(Position(opened.partition, offset))
        for index, refusal in applied.refused.items():
            answers[index] = refused(opened.partition, refusal)
        return answers

    def _landed(self) -> None:
        """A sheet is acknowledged, or given up: those that waited for it may go."""
        self._unacknowledged -= 1
        if self._late and not self._unacknowledged:
            self._close_all()


async def awaited(take: Callable[[Respond], None]) -> Receipt:
    """The receipt that a take is told; raises the Problem. One who stops waiting changes nothing for anyone."""
    waiter: asyncio.Future[Receipt | Problem] = asyncio.get_running_loop().create_future()

    def respond(answer: Receipt | Problem) -> None:
        if not waiter.done():
            waiter.set_result(answer)

    take(respond)
    answer = await waiter
    if isinstance(answer, Problem):
        raise answer
    return answer
