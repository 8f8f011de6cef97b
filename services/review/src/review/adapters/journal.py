"""Review's log behind the desk's port."""

from plumbing.event_log import EventLog

from review.domain.fold import LogEvent, Verdict
from review.handlers.journal import encode


class KafkaLog:
    """Appends to review-log and returns the verdict of the fold on the own record."""

    def __init__(self, log: EventLog[Verdict]) -> None:
        self._log = log

    async def append(self, event: LogEvent) -> Verdict:
        """Raises OutcomeUnknown when acknowledgement or fold do not come in time."""
        return (await self._log.append(event.campaign_id, encode(event))).verdict
