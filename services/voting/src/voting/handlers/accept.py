"""Accepting a vote: onto the open sheet of its partition, and an answer once the sheet is on the log and folded."""

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from plumbing.clock import Clock
from plumbing.identifiers import derived_id
from plumbing.logs import logger_of
from plumbing.problems import OutcomeUnknown, Problem
from plumbing.records import Position

from voting.domain.choices import checked
from voting.domain.contests import Terms
from voting.domain.receipts import Where, number_of
from voting.domain.sheet import SHEET_SECONDS, CastVote, OpenSheet, Sheet
from voting.domain.tally import Applied, Refusal
from voting.handlers.ledger import Ledger
from voting.handlers.sheets import instant, partition_for, sheet_id_of
from voting.handlers.signing import Receipt, ReceiptSigner

QUEUE_VOTES = 20_000
"""Votes taken and not yet acknowledged: about a second of the highest load. More would only make everyone wait."""
FOLD_SECONDS = 12.0
"""How long the verdict on an acknowledged sheet is waited for: as long as for the acknowledgement itself."""
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


class Watch(Protocol):
    """Who is told of the figures."""

    def accepted(self, votes: int) -> None:
        """A sheet with so many votes is on the log."""
        ...

    def waiting(self, votes: int) -> None:
        """So many votes are taken and not acknowledged."""
        ...


@dataclass(slots=True)
class _Pending:
    """An open sheet, and the answers that its voters wait for."""

    sheet: OpenSheet
    answers: "asyncio.Future[list[Receipt | Problem]]"
    timer: asyncio.TimerHandle | None = field(default=None)


class SheetDesk:
    """Collects votes on sheets; used on one event loop."""

    def __init__(self, log: SheetLog, fold: Fold, signer: ReceiptSigner, clock: Clock, watch: Watch) -> None:
        self._log, self._fold, self._signer, self._clock, self._watch = log, fold, signer, clock, watch
        self._open: dict[tuple[str, int], _Pending] = {}
        self._sending: set[asyncio.Task[None]] = set()
        self.waiting = 0

    async def put(self, contest_id: str, partition: int, vote: CastVote) -> Receipt:
        """The receipt of a vote that counts: on the log, and folded.

        Problems: 503 `queue-full`, `outcome-unknown`; 409 `already-voted`, `contest-closed` when the fold decides so.
        """
        if self.waiting >= QUEUE_VOTES:
            raise queue_full()
        pending = self._pending(contest_id, partition)
        index = pending.sheet.add(vote)
        self._change(+1)
        if pending.sheet.full:
            self._close((contest_id, partition))
        # Shielded: a voter who hangs up must not take the answers of the whole sheet with him.
        answer = (await asyncio.shield(pending.answers))[index]
        if isinstance(answer, Problem):
            raise answer
        return answer

    def _pending(self, contest_id: str, partition: int) -> _Pending:
        key = (contest_id, partition)
        pending = self._open.get(key)
        if pending is None:
            loop = asyncio.get_running_loop()
            pending = self._open[key] = _Pending(OpenSheet(contest_id, partition), loop.create_future())
            pending.timer = loop.call_later(SHEET_SECONDS, self._close, key)
        return pending

    def _close(self, key: tuple[str, int]) -> None:
        pending = self._open.pop(key)
        if pending.timer is not None:
            pending.timer.cancel()
        task = asyncio.ensure_future(self._send(pending))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def _send(self, pending: _Pending) -> None:
        try:
            pending.answers.set_result(await self._answers(pending.sheet))
        except Exception as error:  # noqa: BLE001 - whatever it is, the sheet may be on the log, and nobody may hang
            if not isinstance(error, OutcomeUnknown | TimeoutError):
                _log.error("sheet-failed", contest=pending.sheet.contest_id, error=type(error).__name__, exc_info=error)
            pending.answers.set_exception(OutcomeUnknown())
            # Read once here: every voter of the sheet may have hung up, and nobody else would.
            pending.answers.exception()
        finally:
            self._change(-len(pending.sheet.votes))

    async def _answers(self, opened: OpenSheet) -> list[Receipt | Problem]:
        at = instant(self._clock.now())
        name = sheet_id_of(opened.contest_id, opened.partition, at, opened.votes)
        sheet = Sheet(opened.contest_id, name, at, tuple(opened.votes))
        offset = await self._log.append(opened.partition, sheet)
        self._watch.accepted(len(sheet.votes))
        answers: list[Receipt | Problem] = [*self._signer.receipts(sheet, opened.partition, offset)]
        async with asyncio.timeout(FOLD_SECONDS):
            applied = await self._fold.verdict(Position(opened.partition, offset))
        for index, refusal in applied.refused.items():
            answers[index] = refused(opened.partition, refusal)
        return answers

    def _change(self, by: int) -> None:
        self.waiting += by
        self._watch.waiting(self.waiting)

    async def drain(self) -> None:
        """Sends what is open and waits for every answer."""
        for key in list(self._open):
            self._close(key)
        if self._sending:
            await asyncio.wait(self._sending)


class Acceptor:
    """Checks a vote against what the fold knows, and hands it to the desk."""

    def __init__(self, ledger: Ledger, desk: SheetDesk, clock: Clock) -> None:
        self._ledger, self._desk, self._clock = ledger, desk, clock

    async def cast(self, contest_id: str, voter_ref: str, entries: Sequence[object]) -> Receipt:
        """The receipt. Problems: 404, 409 `contest-not-open`, `contest-closed`, `already-voted`, 422, 503."""
        terms = self._ledger.terms(contest_id)
        partition = partition_for(contest_id, voter_ref, len(self._ledger.tallies))
        self._must_be_open(terms)
        choices = checked(terms, entries)
        if choices is None:
            raise wrong_choices(terms)
        vote_id = vote_id_of(terms, voter_ref, self._clock)
        earlier = self._ledger.earlier(contest_id, partition, vote_id)
        if earlier is not None:
            raise already_voted(earlier)
        return await self._desk.put(contest_id, partition, CastVote(vote_id, voter_ref, choices))

    def voted(self, contest_id: str, voter_ref: str) -> str | None:
        """The receipt number of this voter's counted vote of the present period: a courtesy, not the verdict."""
        vote_id = vote_id_of(self._ledger.terms(contest_id), voter_ref, self._clock)
        partition = partition_for(contest_id, voter_ref, len(self._ledger.tallies))
        return self._ledger.earlier(contest_id, partition, vote_id)

    def _must_be_open(self, terms: Terms) -> None:
        phase = self._ledger.phase(terms, self._clock.now())
        if phase == "soon":
            raise Problem("contest-not-open", 409, "投票尚未开始", "The vote has not begun")
        if phase != "open":
            raise contest_closed()


def vote_id_of(terms: Terms, voter_ref: str, clock: Clock) -> str:
    """The same for every try of a voter within the period."""
    return derived_id("vote", terms.contest_id, terms.period_key(clock.now()), voter_ref)


def refused(partition: int, refusal: Refusal) -> Problem:
    """The answer to a vote that is on the log and does not count: another one of the same voter does, or none."""
    if refusal.counted_at is None:
        return contest_closed()
    return already_voted(number_of(Where(partition, *refusal.counted_at)))


def already_voted(number: str) -> Problem:
    """The answer to a voter whose vote counts under this receipt number."""
    return Problem("already-voted", 409, "您已经投过票了", "You have voted already", extra={"no": number})


def contest_closed() -> Problem:
    """The answer behind the close mark."""
    return Problem("contest-closed", 409, "投票已经截止", "The vote is closed")


def queue_full() -> Problem:
    """The answer when too many votes wait for the broker. This vote was not taken."""
    return Problem(
        "queue-full", 503, "投票人数过多，请稍候重试", "Too many votes at once; try again shortly",
        headers={"Retry-After": "1"},
    )  # fmt: skip


def wrong_choices(terms: Terms) -> Problem:
    """The answer to choices outside the terms."""
    least, most = terms.choices_min, terms.choices_max
    return Problem(
        "wrong-choices", 422, f"请从候选作品中选 {least} 至 {most} 件，不可重复",
        f"Name {least} to {most} of the candidates, each once",
    )  # fmt: skip
