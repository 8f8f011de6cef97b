"""Notify's log behind the journal port."""

from plumbing.event_log import EventLog
from plumbing.problems import OutcomeUnknown

from notify.domain.ledger import LogEvent
from notify.handlers.journal import campaign_of, encode
from notify.handlers.ports import NotNow


class LogJournal:
    """Appends to notify-log and returns once the own record is folded."""

    def __init__(self, log: EventLog[str | None]) -> None:
        self._log = log

    async def record(self, event: LogEvent) -> str | None:
        """Safe to repeat: the fold lets the first outcome of a notice hold."""
        try:
            return (await self._log.append(campaign_of(event), encode(event))).verdict
        except OutcomeUnknown as error:
            raise NotNow("log-outcome-unknown") from error
