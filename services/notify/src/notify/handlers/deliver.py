"""The courier: brings every notice to a person to its channel and writes down what came of it.

What a channel promises decides what happens when the process dies between sending and writing down. At least once: the
notice is still due after the restart and is sent again under the same message id. At most once, for what costs money
or must not come twice: the attempt is written first, and an attempt without outcome is held for the office. A notice
is never lost: nothing leaves the outbox but by a record on the log.
"""

import asyncio
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from plumbing.clock import Clock
from plumbing.logs import logger_of

from notify import metrics
from notify.domain.ledger import Ledger, LogEvent
from notify.domain.notices import Notice
from notify.domain.outbox_events import NoticeAttempted, NoticeFailed, NoticePostponed, NoticeSent, NoticeUnclear
from notify.domain.quiet import is_quiet
from notify.domain.retry import LONGEST, WRITTEN_FROM, given_up, pause_after
from notify.domain.wording import compose
from notify.handlers.ports import Channel, Contact, Contacts, Journal, NotEver, NotNow, Unclear, Unsealing

AT_ONCE = 32
"""Deliveries under way together: at 20 ms each that is 1,600 a second, more than intake can unseal."""
IDLE = 0.05
"""Seconds between two looks at an outbox in which nothing is ready."""

Outcome = NoticeSent | NoticeFailed | NoticePostponed | NoticeUnclear
_log = logger_of(__name__)


@dataclass(frozen=True, slots=True)
class Ways:
    """The courier's ways to the outside."""

    contacts: Contacts
    channel: Channel
    journal: Journal


class Courier:
    """Delivers what `ledger` has due to persons. `me` names this process on the log: another one's attempts are not
    repeated. One courier a system: see the README on running two.
    """

    def __init__(self, ledger: Ledger, ways: Ways, clock: Clock, public_url: str, me: str = "courier") -> None:
        self._ledger = ledger
        self._ways = ways
        self._clock = clock
        self._public_url = public_url
        self._me = me
        self._inherited = [one for one in ledger.outbox.begun() if one.outlet is None]
        self._unrecorded: dict[str, Outcome] = {}
        self._begun: dict[str, Notice] = {}
        self._failures: dict[str, int] = {}
        self._not_before: dict[str, datetime] = {}
        self._bad_rounds = 0

    async def run(self, stop: threading.Event) -> None:
        """Delivers until `stop` is set; what is under way then is finished."""
        while not stop.is_set():  # noqa: ASYNC110 - `stop` belongs to other threads, an asyncio.Event cannot
            await asyncio.sleep(await self.round())

    async def round(self) -> float:
        """Delivers one armful; returns seconds to rest. After a round in vain one notice feels the way."""
        ready = self._ready()
        metrics.NOTICES_WAITING.set(len(ready))
        metrics.NOTICES_HELD.set(self._ledger.outbox.held)
        late = [*self._inherited, *self._unrecorded]
        if not (ready or late):
            return IDLE
        armful = ready[: 1 if self._bad_rounds else AT_ONCE]
        done = await self._write_down_what_is_late()
        done += await asyncio.gather(*(self._deliver(notice) for notice in armful))
        self._bad_rounds = 0 if any(done) else self._bad_rounds + 1
        return pause_after(self._bad_rounds)

    def _ready(self) -> list[Notice]:
        now = self._clock.now()
        quiet = {name for name, campaign in self._ledger.campaigns.items() if is_quiet(campaign, now)}
        due = {notice.notice_id: notice for notice in (*self._ledger.due(), *self._begun.values())}
        return [one for one in due.values() if one.campaign_id not in quiet and self._may_be_tried(one, now)]

    def _may_be_tried(self, notice: Notice, now: datetime) -> bool:
        if notice.notice_id in self._unrecorded:
            return False
        return max(notice.not_before or now, self._not_before.get(notice.notice_id, now)) <= now

    async def _write_down_what_is_late(self) -> list[bool]:
        """Outcomes that the log did not take, and attempts of a courier that died before it knew theirs."""
        for notice in self._inherited:
            _log.warning("notice-outcome-unknown", notice=notice.notice_id, campaign=notice.campaign_id)
            self._unrecorded[notice.notice_id] = self._unclear(notice)
        self._inherited = []
        return [await self._settle(notice_id) for notice_id in list(self._unrecorded)]

    async def _deliver(self, notice: Notice) -> bool:
        try:
            contact = await self._ways.contacts.unseal(
                Unsealing(notice.recipient, notice.campaign_id, purpose="notice", reference=notice.notice_id)
            )
            if not await self._may_send(notice):
                return False
        except NotNow as trouble:
            outcome = self._in_vain(notice, trouble)
            if outcome is None:
                return False
        except NotEver as refusal:
            outcome = self._failed(notice, refusal.reason)
        else:
            outcome = await self._attempt(notice, contact)
        if outcome is None:
            return False
        self._unrecorded[notice.notice_id] = outcome
        return await self._settle(notice.notice_id) and not isinstance(outcome, NoticePostponed)

    async def _may_send(self, notice: Notice) -> bool:
        """Over a channel that must not repeat itself: whether the log has this courier's attempt, and its first."""
        if self._ways.channel.promise == "at-least-once":
            return True
        self._begun[notice.notice_id] = notice
        await self._ways.journal.record(NoticeAttempted(*self._where(notice), self._me, self._clock.now()))
        kept = self._ledger.notices[notice.notice_id]
        del self._begun[notice.notice_id]
        return kept.state == "sending" and kept.begun_by == self._me

    async def _attempt(self, notice: Notice, contact: Contact) -> Outcome | None:
        """Sends the notice; None when it failed for now in a way that no log need keep."""
        message = compose(notice, self._ledger.campaigns[notice.campaign_id], self._public_url)
        try:
            reference = await self._ways.channel.send(notice.notice_id, contact.phone, message)
        except NotEver as refusal:
            return self._failed(notice, refusal.reason)
        except Unclear:
            return self._unclear(notice)
        except NotNow as trouble:
            return self._in_vain(notice, trouble, written=self._ways.channel.promise == "at-most-once")
        return NoticeSent(*self._where(notice), self._clock.now(), reference=reference or "")

    def _in_vain(self, notice: Notice, trouble: NotNow, *, written: bool = False) -> Outcome | None:
        """What a failure for now leads to: a later try (kept by the log when it is far away), or the end."""
        now, failures = self._clock.now(), self._failures.get(notice.notice_id, notice.attempts) + 1
        self._failures[notice.notice_id] = failures
        _count(notice, self._ways.channel, "postponed")
        _log.warning("notice-postponed", notice=notice.notice_id, campaign=notice.campaign_id, reason=trouble.reason)
        if given_up(notice.queued_at or notice.created_at, failures, now):
            return self._failed(notice, f"given-up-{trouble.reason}")
        pause = pause_after(failures, LONGEST) if trouble.message else pause_after(failures)
        self._not_before[notice.notice_id] = until = now + timedelta(seconds=pause)
        if not (written or pause >= WRITTEN_FROM):
            return None
        return NoticePostponed(*self._where(notice), trouble.reason, until, now)

    async def _settle(self, notice_id: str) -> bool:
        """Writes an outcome down; False while the log does not take it."""
        outcome = self._unrecorded[notice_id]
        try:
            await self._ways.journal.record(outcome)
        except NotNow:
            return False
        del self._unrecorded[notice_id]
        if isinstance(outcome, NoticePostponed):
            return True
        for kept in (self._failures, self._not_before, self._begun):
            kept.pop(notice_id, None)
        _count(self._ledger.notices[notice_id], self._ways.channel, NAMES[type(outcome)])
        return True

    def _where(self, notice: Notice) -> tuple[str, str, str]:
        return notice.notice_id, notice.campaign_id, self._ways.channel.name

    def _unclear(self, notice: Notice) -> NoticeUnclear:
        return NoticeUnclear(*self._where(notice), self._clock.now())

    def _failed(self, notice: Notice, reason: str) -> NoticeFailed:
        _log.warning("notice-failed", notice=notice.notice_id, campaign=notice.campaign_id, reason=reason)
        return NoticeFailed(*self._where(notice), reason, self._clock.now())


NAMES: dict[type[LogEvent], str] = {NoticeSent: "sent", NoticeFailed: "failed", NoticeUnclear: "unclear"}


def _count(notice: Notice, channel: Channel, outcome: str) -> None:
    metrics.NOTICES.labels(kind=notice.kind, channel=channel.name, outcome=outcome).inc()
