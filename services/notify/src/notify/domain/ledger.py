"""The fold of notify's log: every notice and where it stands, every certificate, every campaign."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from notify.domain.certificates import Certificate, certificate_of
from notify.domain.facts import CampaignKnown, Fact, PrizeGiven
from notify.domain.notices import PAGE, Kind, Notice
from notify.domain.numbers import compact


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


@dataclass(frozen=True, slots=True)
class NoticeSent:
    """A channel took the notice over. No address inside."""

    notice_id: str
    campaign_id: str
    channel: str
    at: datetime
    what: Literal["notice-sent"] = "notice-sent"


@dataclass(frozen=True, slots=True)
class NoticeFailed:
    """The notice can never be delivered; `reason` is a stable code."""

    notice_id: str
    campaign_id: str
    channel: str
    reason: str
    at: datetime
    what: Literal["notice-failed"] = "notice-failed"


LogEvent = Learned | NoticeSent | NoticeFailed


class Ledger:
    """State of notify. Fed twice with the same event it is as if fed once; the first outcome of a notice holds."""

    def __init__(self) -> None:
        self.campaigns: dict[str, CampaignKnown] = {}
        self.notices: dict[str, Notice] = {}
        self.certificates: dict[str, Certificate] = {}
        self._seen: set[str] = set()
        self._waiting: dict[str, Notice] = {}

    def apply(self, event: LogEvent) -> None:
        """Folds one event of the log."""
        if isinstance(event, Learned):
            self._learn(event)
        else:
            self._settle(event)

    @property
    def waiting(self) -> int:
        """How many notices no channel has taken over yet."""
        return len(self._waiting)

    def due(self) -> Iterator[Notice]:
        """Notices that wait for a channel, oldest first. One whose campaign is not yet known waits for it."""
        return (notice for notice in self._waiting.values() if notice.campaign_id in self.campaigns)

    def certificate(self, number: str) -> Certificate | None:
        """The certificate with this number, however it was typed."""
        return self.certificates.get(compact(number))

    def of_campaign(self, campaign_id: str | None) -> list[Notice]:
        """The notices of one campaign, or of all, in the order of the log."""
        return [notice for notice in self.notices.values() if campaign_id in (None, notice.campaign_id)]

    def certificates_of(self, campaign_id: str | None) -> list[Certificate]:
        """The certificates of one campaign, or of all, in the order of the log."""
        return [found for found in self.certificates.values() if campaign_id in (None, found.campaign_id)]

    def _learn(self, event: Learned) -> None:
        if event.event_id in self._seen:
            return
        self._seen.add(event.event_id)
        if isinstance(event.fact, CampaignKnown):
            self._know(event.fact)
        elif isinstance(event.fact, PrizeGiven) and event.fact.certificate:
            certificate = certificate_of(event.fact)
            self.certificates.setdefault(compact(certificate.number), certificate)
        for new in event.notices:
            self._create(new, event)

    def _know(self, fact: CampaignKnown) -> None:
        known = self.campaigns.get(fact.campaign_id)
        if known is None or fact.revision >= known.revision:
            self.campaigns[fact.campaign_id] = fact

    def _create(self, new: NewNotice, event: Learned) -> None:
        if new.notice_id in self.notices:
            return
        notice = Notice(new.notice_id, event.fact.campaign_id, new.kind, new.recipient, new.words, event.at)
        if notice.public:
            notice = replace(notice, state="sent", channel=PAGE, settled_at=event.at)
        else:
            self._waiting[notice.notice_id] = notice
        self.notices[notice.notice_id] = notice

    def _settle(self, event: NoticeSent | NoticeFailed) -> None:
        waiting = self._waiting.pop(event.notice_id, None)
        if waiting is None:
            return
        if isinstance(event, NoticeSent):
            settled = replace(waiting, state="sent", channel=event.channel, settled_at=event.at)
        else:
            settled = replace(
                waiting, state="permanent-failure", channel=event.channel, settled_at=event.at, reason=event.reason
            )
        self.notices[event.notice_id] = settled


def counted(notices: list[Notice]) -> dict[str, dict[str, int]]:
    """How many notices there are of each kind and in each state."""
    return {
        "by_kind": dict(Counter(notice.kind for notice in notices)),
        "by_state": dict(Counter(notice.state for notice in notices)),
    }
