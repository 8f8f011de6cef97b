"""Opens the seal at the announced minute.

The clock that decides is the one of the HTTP process, and what it decides is an event on the log: whoever replays the
log, the relay first of all, needs no clock and comes to the same. A process that was down at the minute opens the seal
when it starts; two processes write the event twice, and the second changes nothing.
"""

import asyncio

from plumbing.logs import logger_of
from plumbing.problems import OutcomeUnknown

from review.domain.decision_events import WinnerAnnounced
from review.domain.fold import Verdict
from review.domain.outcome import due
from review.handlers.desk import Desk

CLOCK = "clock"
"""The actor of an announcement that nobody pressed a button for."""
LOOK_SECONDS = 1.0
_log = logger_of(__name__)


async def announce_winner(desk: Desk, campaign_id: str, actor: str) -> Verdict:
    """Opens the seal of a campaign; refused before the minute."""
    return await desk.submit(campaign_id, WinnerAnnounced(campaign_id, actor, desk.now()))


async def announce_due(desk: Desk) -> None:
    """Opens every seal whose minute has come."""
    now = desk.now()
    for campaign in list(desk.state.campaigns.values()):
        if due(campaign.selection, campaign.rules.selection.signers, now):
            await announce_winner(desk, campaign.campaign_id, CLOCK)


async def keep_announcing(desk: Desk) -> None:
    """Looks every second until it is cancelled. Where the log does not answer the next look tries again."""
    while True:
        try:
            await announce_due(desk)
        except OutcomeUnknown:
            _log.warning("announcement-outcome-unknown")
        await asyncio.sleep(LOOK_SECONDS)
