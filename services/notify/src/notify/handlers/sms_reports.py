"""What an SMS provider reports of messages that it took over: whether they have arrived."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from plumbing.clock import Clock

from notify import metrics
from notify.domain.ledger import Ledger
from notify.domain.notices import Notice
from notify.domain.outbox_events import NoticeReported
from notify.handlers.ports import Journal

_CODE = re.compile(r"[^A-Za-z0-9._:-]+")
CODE_LONGEST = 40


@dataclass(frozen=True, slots=True)
class SmsReport:
    """One message: our own id of it or the provider's, and what became of it; `code` is the provider's."""

    message: str
    arrived: bool
    code: str = ""


class SmsReports:
    """Writes reports to the log. Those of messages outside the outbox, such as one-time codes, change nothing."""

    def __init__(self, ledger: Ledger, journal: Journal, clock: Clock) -> None:
        self._ledger = ledger
        self._journal = journal
        self._clock = clock

    async def take(self, channel: str, reports: Iterable[SmsReport]) -> None:
        """Returns when each stands on the log. Raises NotNow; all of them can be sent again."""
        for report in reports:
            notice = self._notice(report.message)
            if notice is None:
                metrics.SMS_REPORTS.labels(channel, "unknown").inc()
                continue
            await self._journal.record(self._event(channel, notice, report))
            metrics.SMS_REPORTS.labels(channel, "arrived" if report.arrived else "failed").inc()

    def _notice(self, message: str) -> Notice | None:
        return self._ledger.notices.get(message) or self._ledger.outbox.referred_to(message)

    def _event(self, channel: str, notice: Notice, report: SmsReport) -> NoticeReported:
        """The provider's code is an outsider's text: letters, digits and a few signs of it are kept."""
        code = "" if report.arrived else _CODE.sub("", report.code)[:CODE_LONGEST] or "unknown"
        return NoticeReported(notice.notice_id, notice.campaign_id, channel, report.arrived, self._clock.now(), code)
