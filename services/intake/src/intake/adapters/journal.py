"""The log port over the event log of plumbing."""

from plumbing.event_log import EventLog

from intake.domain.events import LogEvent
from intake.domain.fold import Verdict
from intake.handlers.journal import to_log


class KafkaLog:
    """Appends, and answers with the verdict of the fold."""

    def __init__(self, log: EventLog[Verdict | None]) -> None:
        self._log = log

    async def append(self, event: LogEvent) -> Verdict:
        """Writes the event; Problem 503 `outcome-unknown`."""
        outgoing = to_log(event)
        verdict = (await self._log.append(outgoing.key, outgoing.value)).verdict
        if verdict is None:
            raise RuntimeError("the fold could not read what this process has written")
        return verdict
