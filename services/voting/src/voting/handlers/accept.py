"""Accepting a vote: onto the open sheet of its partition, and an answer once the broker has the sheet."""

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from plumbing.clock import Clock
from plumbing.identifiers import derived_id
from plumbing.problems import OutcomeUnknown, Problem

from voting.domain.choices import checked
from voting.domain.contests import Terms
from voting.domain.sheet import SHEET_SECONDS, CastVote, OpenSheet, Sheet
from voting.handlers.ledger import Ledger
from voting.handlers.sheets import instant, partition_for, sheet_id_of
from voting.handlers.signing import Receipt, ReceiptSigner

QUEUE_VOTES = 20_000
"""Votes taken and not yet acknowledged: about a second of the highest load. More would only make everyone wait."""


class SheetLog(Protocol):
    """Where sheets go."""

    def append(self, partition: int, sheet: Sheet) -> Awaitable[int]:
        """The offset, once the broker has acknowledged the sheet. Raises OutcomeUnknown."""
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
    """An open sheet, and the receipts that its voters wait for."""

    sheet: OpenSheet
    receipts: "asyncio.Future[list[Receipt]]"
    timer: asyncio.TimerHandle | None = field(default=None)


class SheetDesk:
    """Collects votes on sheets; used on one event loop."""

    def __init__(self, log: SheetLog, signer: ReceiptSigner, clock: Clock, watch: Watch) -> None:
        self._log, self._signer, self._clock, self._watch = log, signer, clock, watch
        self._open: dict[tuple[str, int], _Pending] = {}
        self._sending: set[asyncio.Task[None]] = set()
        self.waiting = 0

    async def put(self, contest_id: str, partition: int, vote: CastVote) -> Receipt:
        """The vote's receipt, after the acknowledgement. Problems: 503 `queue-full`, `outcome-unknown`."""
        if self.waiting >= QUEUE_VOTES:
            raise queue_full()
        pending = self._pending(contest_id, partition)
        index = pending.sheet.add(vote)
        self._change(+1)
        if pending.sheet.full:
            self._close((contest_id, partition))
        # Shielded: a voter who hangs up must not take the receipts of the whole sheet with him.
        return (await asyncio.shield(pending.receipts))[index]

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
        opened, at = pending.sheet, instant(self._clock.now())
        name = sheet_id_of(opened.contest_id, opened.partition, at, opened.votes)
        sheet = Sheet(opened.contest_id, name, at, tuple(opened.votes))
        try:
            offset = await self._log.append(opened.partition, sheet)
            pending.receipts.set_result(self._signer.receipts(sheet, opened.partition, offset))
            self._watch.accepted(len(sheet.votes))
        except OutcomeUnknown as unknown:
            pending.receipts.set_exception(unknown)
            # Read once here: every voter of the sheet may have hung up, and nobody else would.
            pending.receipts.exception()
        finally:
            self._change(-len(opened.votes))

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
            raise Problem("already-voted", 409, "您已经投过票了", "You have voted already", extra={"no": earlier})
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
            raise Problem("contest-closed", 409, "投票已经截止", "The vote is closed")


def vote_id_of(terms: Terms, voter_ref: str, clock: Clock) -> str:
    """The same for every try of a voter within the period."""
    return derived_id("vote", terms.contest_id, terms.period_key(clock.now()), voter_ref)


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
