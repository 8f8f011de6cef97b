"""The desk: where a request becomes an event, and the fold's verdict becomes its answer."""

from datetime import datetime
from typing import Protocol

from plumbing.clock import Clock

from review import metrics
from review.domain.fold import CAMPAIGN_UNKNOWN, Accepted, LogEvent, Verdict
from review.domain.state import Campaign, State


class Log(Protocol):
    """Review's own log."""

    async def append(self, event: LogEvent) -> Verdict:
        """Returns what the fold said of exactly this event. Raises OutcomeUnknown when that does not come in time."""
        ...


class Desk:
    """Reads from `state`, writes through `log`. Commands are idempotent: whoever repeats one changes nothing."""

    def __init__(self, log: Log, state: State, clock: Clock) -> None:
        self._log = log
        self._clock = clock
        self.state = state

    def now(self) -> datetime:
        """This moment: every event carries the time at which it was asked for."""
        return self._clock.now()

    def campaign(self, campaign_id: str) -> Campaign | None:
        """The campaign, once its rules have arrived."""
        return self.state.known(campaign_id)

    async def submit(self, campaign_id: str, event: LogEvent) -> Verdict:
        """Puts the event on the log. Nothing is written for a campaign that is not known."""
        if self.campaign(campaign_id) is None:
            return CAMPAIGN_UNKNOWN
        verdict = await self._log.append(event)
        metrics.COMMANDS.labels(what=event.what, answer=_word(verdict)).inc()
        return verdict


def _word(verdict: Verdict) -> str:
    if isinstance(verdict, Accepted):
        return "new" if verdict.changed else "unchanged"
    return "refused"
