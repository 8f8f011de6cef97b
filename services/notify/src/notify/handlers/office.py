"""What the office decides about a notice: it goes out, or it does not."""

from typing import Literal

from plumbing.clock import Clock

from notify.domain.ledger import Ledger
from notify.domain.notices import Notice
from notify.domain.outbox_events import NoticeDecided
from notify.handlers.ports import Journal

Decision = Literal["send", "drop"]


class Outgoing:
    """The office's hand on the outbox. The log orders: of two decisions about a notice the first holds."""

    def __init__(self, ledger: Ledger, journal: Journal, clock: Clock) -> None:
        self._ledger = ledger
        self._journal = journal
        self._clock = clock

    def notice(self, notice_id: str) -> Notice | None:
        """The notice of this id."""
        return self._ledger.notices.get(notice_id)

    async def decide(self, notice: Notice, decision: Decision, actor: str) -> str | None:
        """None once it holds, or `notice-settled` where the notice is not open to it (any more). Raises NotNow."""
        event = NoticeDecided(notice.notice_id, notice.campaign_id, decision, actor, self._clock.now())
        return await self._journal.record(event)
