"""What the handlers need from the outside: contacts, channels, outlets, a journal, a typesetter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from notify.domain.bulletins import Bulletin, Edition
from notify.domain.certificates import Certificate
from notify.domain.facts import CampaignKnown
from notify.domain.ledger import LogEvent
from notify.domain.letters import Letter
from notify.domain.wording import Message


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom an author_ref stands for. Lives as long as one delivery, is never kept and never logged. `co_authors` are
    the names of those who wrote the entry too.
    """

    name: str
    phone: str
    co_authors: tuple[str, ...] = ()

    @property
    def names(self) -> str:
        """All authors, as a certificate names them."""
        return "、".join((self.name, *self.co_authors))


Promise = Literal["at-least-once", "at-most-once"]
"""What a channel does when the process dies between sending and writing down: it sends again, or it asks the office."""


class NotNow(Exception):  # noqa: N818 - an answer, not a mistake
    """It failed for now, and certainly nothing went out: try again later. `reason` is a stable code, without personal
    data. `message` says that it is this one message that is deferred, not the whole channel that is away.
    """

    def __init__(self, reason: str, *, message: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.message = message


class Unclear(Exception):  # noqa: N818 - an answer, not a mistake
    """Nobody knows whether the message went out: the connection broke after it was handed over."""


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

    @property
    def promise(self) -> Promise:
        """What it promises when the process dies in the middle."""
        ...

    async def send(self, message_id: str, phone: str, message: Message) -> str | None:
        """Returns when the channel has taken the message over; raises NotNow, NotEver or Unclear. What it returns is
        what the channel calls the message in its reports, where that is not `message_id`.

        `message_id` is the same whenever the same message is sent again: a channel that can tell repeats apart does.
        """
        ...


@dataclass(frozen=True, slots=True)
class Told:
    """A public notice as an outlet tells it."""

    notice_id: str
    campaign_id: str
    kind: str
    at: datetime
    message: Message
    message_en: Message


class Outlet(Protocol):
    """A place that is told what everyone is told: a group's robot, or somebody's webhook. At least once."""

    @property
    def name(self) -> str:
        """What the log, the metrics and the office call it."""
        ...

    @property
    def a_minute(self) -> int | None:
        """How many messages a minute it takes; what waits meanwhile goes together. None: each notice goes alone."""
        ...

    @property
    def rings(self) -> bool:
        """Whether people hear it, so that it keeps quiet hours."""
        ...

    @property
    def pauses(self) -> Sequence[float]:
        """Seconds after the first, second, … failure until the next try; after the last it is given up."""
        ...

    def fits(self, told: Sequence[Told]) -> bool:
        """Whether one message carries all of these."""
        ...

    async def tell(self, message_id: str, told: Sequence[Told]) -> None:
        """Returns when the outlet has it; raises NotNow or NotEver. The id is the same whenever it is sent again."""
        ...


class Journal(Protocol):
    """Notify's log."""

    async def record(self, event: LogEvent) -> str | None:
        """Returns the fold's verdict (None, or the code of a refusal) once the event is folded. NotNow when it is not
        known whether the event is on the log.
        """
        ...


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything that stands on a certificate. `seal` is a PNG; empty: the place for the stamp stays free."""

    certificate: Certificate
    campaign: CampaignKnown
    names: str
    seal: bytes = b""


class Typesetting(Protocol):
    """Makes certificates."""

    def pdf(self, paper: Paper) -> bytes:
        """The certificate as PDF/A."""
        ...

    def fits(self, seal: bytes) -> bool:
        """Whether a picture can be set as a seal."""
        ...


class OfficePress(Protocol):
    """Prints bulletins and letters: the same one has the same bytes."""

    def bulletin(self, bulletin: Bulletin, edition: Edition) -> bytes:
        """One edition of a bulletin as PDF/A."""
        ...

    def letter(self, letter: Letter, campaign: CampaignKnown) -> bytes:
        """A letter to a unit as PDF/A."""
        ...
