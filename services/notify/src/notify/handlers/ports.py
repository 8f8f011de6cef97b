"""What the handlers need from the outside: contacts, a channel, a journal, a typesetter."""

from dataclasses import dataclass
from typing import Protocol

from notify.domain.certificates import Certificate
from notify.domain.facts import CampaignKnown
from notify.domain.ledger import LogEvent
from notify.domain.wording import Message


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom an author_ref stands for. Lives as long as one delivery, is never kept and never logged."""

    name: str
    phone: str


class NotNow(Exception):  # noqa: N818 - an answer, not a mistake
    """It failed for now: try again later. `reason` is a stable code, without personal data."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotEver(Exception):  # noqa: N818 - an answer, not a mistake
    """It will never succeed. `reason` is a stable code, without personal data."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Unsealing:
    """Why a contact is opened: intake keeps this as an event."""

    author_ref: str
    campaign_id: str
    purpose: str
    reference: str


class Contacts(Protocol):
    """Intake, the only one that can open a contact."""

    async def unseal(self, asked: Unsealing) -> Contact:
        """The contact; NotNow while intake does not answer, NotEver once it is erased."""
        ...


class Channel(Protocol):
    """A way to a person."""

    @property
    def name(self) -> str:
        """What the log and the metrics call it."""
        ...

    async def send(self, message_id: str, phone: str, message: Message) -> None:
        """Returns when the channel has taken the message over; raises NotNow or NotEver.

        `message_id` is the same whenever the same message is sent again: a channel that can tell repeats apart does.
        """
        ...


class Journal(Protocol):
    """Notify's log."""

    async def record(self, event: LogEvent) -> None:
        """Returns once the event is on the log and folded. NotNow when that is not known."""
        ...


class Typesetting(Protocol):
    """Makes certificates."""

    def pdf(self, certificate: Certificate, campaign: CampaignKnown, name: str) -> bytes:
        """The certificate as PDF, made out to `name`."""
        ...
