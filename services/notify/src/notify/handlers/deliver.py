"""The courier: brings every due notice to its channel and writes down what came of it.

At least once, and once where the channel helps. A notice is sent, then recorded. Killed between the two, the courier
sends it again after its restart, under the same message id: the demo catcher shows it once; a mail server or a
reader's mail program may tell by the Message-ID; an SMS gateway may send a second text. A message is never lost:
nothing leaves the list of due notices but by a record on the log.
"""

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from plumbing.clock import Clock
from plumbing.logs import logger_of

from notify import metrics
from notify.domain.ledger import Ledger, NoticeFailed, NoticeSent
from notify.domain.notices import Notice
from notify.domain.retry import pause_after
from notify.domain.wording import compose
from notify.handlers.ports import Channel, Contacts, Journal, NotEver, NotNow, Unsealing

AT_ONCE = 32
"""Deliveries under way together: at 20 ms each that is 1,600 a second, more than intake can unseal."""
IDLE = 0.05
"""Seconds between two looks at an empty list."""

_log = logger_of(__name__)


@dataclass(frozen=True, slots=True)
class Ways:
    """The courier's ways to the outside."""

    contacts: Contacts
    channel: Channel
    journal: Journal


class Courier:
    """Delivers what `ledger` has due. One courier a system: see the README on running two."""

    def __init__(self, ledger: Ledger, ways: Ways, clock: Clock, public_url: str) -> None:
        self._ledger = ledger
        self._ways = ways
        self._clock = clock
        self._public_url = public_url
        self._unrecorded: dict[str, NoticeSent | NoticeFailed] = {}
        self._failures: dict[str, int] = {}
        self._not_before: dict[str, float] = {}
        self._bad_rounds = 0

    async def run(self, stop: threading.Event) -> None:
        """Delivers until `stop` is set; what is under way then is finished."""
        while not stop.is_set():  # noqa: ASYNC110 - `stop` belongs to other threads, an asyncio.Event cannot
            await asyncio.sleep(await self.round())

    async def round(self) -> float:
        """Delivers one armful; returns seconds to rest. After a round in vain one notice feels the way."""
        armful = list(islice(self._ready(), 1 if self._bad_rounds else AT_ONCE))
        metrics.NOTICES_WAITING.set(self._ledger.waiting)
        if not armful:
            return IDLE
        delivered = await asyncio.gather(*(self._deliver(notice) for notice in armful))
        self._bad_rounds = 0 if any(delivered) else self._bad_rounds + 1
        return pause_after(self._bad_rounds)

    def _ready(self) -> Iterator[Notice]:
        now = asyncio.get_running_loop().time()
        return filter(lambda notice: self._not_before.get(notice.notice_id, 0.0) <= now, self._ledger.due())

    async def _deliver(self, notice: Notice) -> bool:
        try:
            outcome = self._unrecorded.get(notice.notice_id) or await self._attempt(notice)
            self._unrecorded[notice.notice_id] = outcome
            await self._ways.journal.record(outcome)
        except NotNow as trouble:
            self._postpone(notice, trouble.reason)
            return False
        self._forget(notice.notice_id)
        _count(notice, self._ways.channel, "sent" if isinstance(outcome, NoticeSent) else "failed")
        return True

    async def _attempt(self, notice: Notice) -> NoticeSent | NoticeFailed:
        """Sends the notice. What can never succeed is an outcome too."""
        channel, where = self._ways.channel, (notice.notice_id, notice.campaign_id)
        asked = Unsealing(notice.recipient, notice.campaign_id, purpose="notice", reference=notice.notice_id)
        try:
            contact = await self._ways.contacts.unseal(asked)
            message = compose(notice, self._ledger.campaigns[notice.campaign_id], self._public_url)
            await channel.send(notice.notice_id, contact.phone, message)
        except NotEver as refusal:
            _log.warning("notice-failed", notice=notice.notice_id, campaign=notice.campaign_id, reason=refusal.reason)
            return NoticeFailed(*where, channel.name, refusal.reason, self._clock.now())
        return NoticeSent(*where, channel.name, self._clock.now())

    def _postpone(self, notice: Notice, reason: str) -> None:
        failures = self._failures.get(notice.notice_id, 0) + 1
        self._failures[notice.notice_id] = failures
        self._not_before[notice.notice_id] = asyncio.get_running_loop().time() + pause_after(failures)
        _count(notice, self._ways.channel, "postponed")
        _log.warning("notice-postponed", notice=notice.notice_id, campaign=notice.campaign_id, reason=reason)

    def _forget(self, notice_id: str) -> None:
        for kept in (self._unrecorded, self._failures, self._not_before):
            kept.pop(notice_id, None)


def _count(notice: Notice, channel: Channel, outcome: str) -> None:
    metrics.NOTICES.labels(kind=notice.kind, channel=channel.name, outcome=outcome).inc()
