"""The fold of notify's log: every notice and where it stands, every certificate, every campaign."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from notify.domain.bulletin_events import BulletinEvent
from notify.domain.certificates import Certificate
from notify.domain.facts import CampaignKnown, Fact, PrizeGiven, UnitReminded
from notify.domain.gazette import Gazette
from notify.domain.letters import Letters
from notify.domain.notices import Kind, Notice
from notify.domain.outbox import PEOPLE, Outbox
from notify.domain.outbox_events import OutboxEvent
from notify.domain.paper_events import PaperEvent
from notify.domain.register import Register
from notify.domain.table import draft_of_bulletin


@dataclass(frozen=True, slots=True)
class NewNotice:
    """A notice that a learned fact leads to."""

    notice_id: str
    kind: Kind
    recipient: str
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class Learned:
    """A public event arrived, with the notices that the table of that day made of it.

    The notices are kept beside the fact: a table that says more tomorrow does not write to people about last year.
    """

    event_id: str
    at: datetime
    fact: Fact
    notices: tuple[NewNotice, ...]
    what: Literal["learned"] = "learned"


LogEvent = Learned | OutboxEvent | PaperEvent | BulletinEvent


class Ledger:
    """State of notify. Fed twice with the same event it is as if fed once."""

    def __init__(self) -> None:
        self.campaigns: dict[str, CampaignKnown] = {}
        self.register = Register()
        self.gazette = Gazette()
        self.letters = Letters()
        self.outbox = Outbox()
        self.folded = -1
        self._seen: set[str] = set()

    def apply(self, event: LogEvent, offset: int | None = None) -> str | None:
        """Folds one event of the log; the code of the refusal where an event changes nothing that it should. `offset`
        is its place; left out, the next one.
        """
        self.folded = self.folded + 1 if offset is None else offset
        if isinstance(event, Learned):
            self._learn(event)
            return None
        if isinstance(event, PaperEvent):
            return self.register.apply(event)
        if isinstance(event, BulletinEvent):
            return self._print(event)
        return self.outbox.apply(event)

    @property
    def notices(self) -> dict[str, Notice]:
        """Every notice by its id, copies for outlets among them."""
        return self.outbox.notices

    @property
    def waiting(self) -> int:
        """How many notices to persons no channel has taken over yet."""
        return sum(1 for _ in self.outbox.waiting())

    def due(self, outlet: str = PEOPLE) -> Iterator[Notice]:
        """Notices that wait for a channel, oldest first. One whose campaign is not yet known waits for it."""
        return (notice for notice in self.outbox.waiting(outlet) if notice.campaign_id in self.campaigns)

    def certificate(self, number: str) -> Certificate | None:
        """The certificate with this number, however it was typed."""
        return self.register.find(number)

    def of_campaign(self, campaign_id: str | None) -> list[Notice]:
        """The notices of one campaign, or of all, in the order of the log; without the copies for outlets."""
        return [
            notice
            for notice in self.notices.values()
            if campaign_id in (None, notice.campaign_id) and notice.outlet is None
        ]

    def certificates_of(self, campaign_id: str | None) -> list[Certificate]:
        """The certificates of one campaign, or of all, in the order of the log."""
        return [found for found in self.register.certificates.values() if campaign_id in (None, found.campaign_id)]

    def _learn(self, event: Learned) -> None:
        if event.event_id in self._seen:
            return
        self._seen.add(event.event_id)
        self.gazette.count(self.folded, event.at, event.fact)
        if isinstance(event.fact, CampaignKnown):
            self._know(event.fact)
        elif isinstance(event.fact, UnitReminded):
            self.letters.add(event.fact, event.at)
        elif isinstance(event.fact, PrizeGiven) and event.fact.certificate:
            self.register.award(event.fact)
        for new in event.notices:
            self._create(new, event)

    def _print(self, event: BulletinEvent) -> str | None:
        """A public bulletin is told to everyone: issued, corrected, withdrawn. Its words are made here, since only the
        fold knows its number.
        """
        refusal = self.gazette.apply(event)
        bulletin = self.gazette.of_event(event)
        if refusal is None and bulletin is not None and bulletin.audience == "public":
            draft = draft_of_bulletin(event, bulletin)
            notice_id = f"{bulletin.current.edition_id}-{draft.kind}"
            self._add(Notice(notice_id, event.campaign_id, draft.kind, draft.recipient, draft.words, event.at))
        return refusal

    def _know(self, fact: CampaignKnown) -> None:
        known = self.campaigns.get(fact.campaign_id)
        if known is None or fact.revision >= known.revision:
            self.campaigns[fact.campaign_id] = fact
        if known is None:
            self.outbox.release(fact.campaign_id, fact.approve)

    def _create(self, new: NewNotice, event: Learned) -> None:
        self._add(Notice(new.notice_id, event.fact.campaign_id, new.kind, new.recipient, new.words, event.at))

    def _add(self, notice: Notice) -> None:
        campaign = self.campaigns.get(notice.campaign_id)
        approval = campaign is not None and notice.kind in campaign.approve
        self.outbox.add(notice, known=campaign is not None, approval=approval)


def counted(notices: list[Notice]) -> dict[str, dict[str, int]]:
    """How many notices there are of each kind and in each state."""
    return {
        "by_kind": dict(Counter(notice.kind for notice in notices)),
        "by_state": dict(Counter(notice.state for notice in notices)),
    }
