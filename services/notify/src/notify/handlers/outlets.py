"""Robots and webhooks: what everyone is told, told to them, at least once and within their limits.

A group's robot takes about twenty messages a minute. What waits for it meanwhile goes together: one message carries as
much as fits. A webhook gets each notice alone, under the same id whenever it is sent again.
"""

import asyncio
import threading
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from plumbing.clock import Clock
from plumbing.logs import logger_of

from notify import metrics
from notify.domain.ledger import Ledger
from notify.domain.notices import Notice
from notify.domain.outbox_events import NoticeFailed, NoticePostponed, NoticeSent, OutletsNamed
from notify.domain.quiet import is_quiet
from notify.domain.wording import compose
from notify.handlers.ports import Journal, NotEver, NotNow, Outlet, Told

IDLE = 0.25
"""Seconds between two looks at nothing."""

_log = logger_of(__name__)


async def name_outlets(ledger: Ledger, journal: Journal, names: Sequence[str], clock: Clock) -> None:
    """Writes down which outlets there are, where that has changed: they are told what is published from here on."""
    while set(ledger.outbox.outlets) != set(names):
        with suppress(NotNow):
            await journal.record(OutletsNamed(tuple(names), clock.now()))


class OutletCourier:
    """Tells one outlet what waits for it."""

    def __init__(self, ledger: Ledger, outlet: Outlet, journal: Journal, clock: Clock, public_url: str) -> None:
        self._ledger = ledger
        self._outlet = outlet
        self._journal = journal
        self._clock = clock
        self._public_url = public_url
        self._late: NoticeSent | NoticeFailed | NoticePostponed | None = None
        # A former process may have told it something just now: the first message waits as if it had.
        self._next = clock.now() + self._gap()

    async def run(self, stop: threading.Event) -> None:
        """Tells until `stop` is set."""
        while not stop.is_set():  # noqa: ASYNC110 - `stop` belongs to other threads, an asyncio.Event cannot
            await asyncio.sleep(await self.round())

    async def round(self) -> float:
        """One message at most; returns seconds to rest."""
        try:
            if self._late is not None:
                await self._journal.record(self._late)
                self._late = None
            return await self._tell()
        except NotNow:  # the log: what came of the message is kept until it takes it
            return 1.0

    async def _tell(self) -> float:
        now = self._clock.now()
        waiting = self._ready(now)
        if not waiting:
            return IDLE
        if now < self._next:
            return (self._next - now).total_seconds()
        notices, told = self._bundle(waiting)
        self._next = now + self._gap()
        self._late = await self._outcome(notices, told)
        await self._journal.record(self._late)
        self._late = None
        return 0.0

    def _gap(self) -> timedelta:
        """One message a minute is kept in reserve, so that jitter on the way does not break the limit."""
        limit = self._outlet.a_minute
        return timedelta(seconds=60 / max(1, limit - 1)) if limit else timedelta(0)

    def _ready(self, now: datetime) -> list[Notice]:
        quiet = {name for name, one in self._ledger.campaigns.items() if self._outlet.rings and is_quiet(one, now)}
        return [
            notice
            for notice in self._ledger.due(self._outlet.name)
            if notice.campaign_id not in quiet and (notice.not_before or now) <= now
        ]

    def _bundle(self, waiting: list[Notice]) -> tuple[list[Notice], list[Told]]:
        """The first that waits, and with a limited outlet as many of the same campaign as fit beside it."""
        notices, told = waiting[:1], [self._told(waiting[0])]
        if self._outlet.a_minute is None:
            return notices, told
        for notice in waiting[1:]:
            more = [*told, self._told(notice)]
            if notice.campaign_id == notices[0].campaign_id and self._outlet.fits(more):
                notices, told = [*notices, notice], more
        return notices, told

    def _told(self, notice: Notice) -> Told:
        campaign = self._ledger.campaigns[notice.campaign_id]
        zh, en = (compose(notice, campaign, self._public_url, language) for language in ("zh", "en"))
        return Told(notice.notice_id, notice.campaign_id, notice.kind, notice.created_at, zh, en)

    async def _outcome(self, notices: list[Notice], told: list[Told]) -> NoticeSent | NoticeFailed | NoticePostponed:
        first, also = notices[0], tuple(notice.notice_id for notice in notices[1:])
        where = first.notice_id, first.campaign_id, self._outlet.name
        try:
            await self._outlet.tell(first.notice_id, told)
        except NotEver as refusal:
            self._count(notices, "failed", refusal.reason)
            return NoticeFailed(*where, refusal.reason, self._clock.now(), also)
        except NotNow as trouble:
            return self._in_vain(notices, trouble.reason)
        self._count(notices, "sent", "")
        return NoticeSent(*where, self._clock.now(), delivered=True, also=also)

    def _in_vain(self, notices: list[Notice], reason: str) -> NoticeFailed | NoticePostponed:
        first, also = notices[0], tuple(notice.notice_id for notice in notices[1:])
        where = first.notice_id, first.campaign_id, self._outlet.name
        now, pauses = self._clock.now(), self._outlet.pauses
        if first.attempts >= len(pauses):
            self._count(notices, "failed", reason)
            return NoticeFailed(*where, f"given-up-{reason}", now, also)
        self._count(notices, "postponed", reason)
        return NoticePostponed(*where, reason, now + timedelta(seconds=pauses[first.attempts]), now, also)

    def _count(self, notices: list[Notice], outcome: str, reason: str) -> None:
        for notice in notices:
            metrics.NOTICES.labels(kind=notice.kind, channel=self._outlet.name, outcome=outcome).inc()
            if reason:
                _log.warning(f"outlet-{outcome}", notice=notice.notice_id, outlet=self._outlet.name, reason=reason)
