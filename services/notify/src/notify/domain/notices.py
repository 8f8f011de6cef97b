"""A notice: one message to one person, or to everyone, because of one event."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Kind = Literal[
    "entry-received",
    "entry-repeated",
    "entry-withdrawn",
    "shortlisted-finalist",
    "shortlisted-nominee",
    "shortlisted-excellent",
    "shortlisted-winner",
    "awarded",
    "souvenir",
    "campaign-published",
    "campaign-changed",
    "contest-opened",
    "contest-changed",
    "contest-closed",
    "unit-reminded",
]
State = Literal["created", "sent", "permanent-failure"]

EVERYONE = "everyone"
"""The recipient of a public notice. It is read on a page: nobody's contact is asked for."""

PAGE = "page"
"""The channel of public notices: being on the log is being shown."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What the table says of one event: this kind of notice, to this recipient, with these words in it."""

    kind: Kind
    recipient: str
    words: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice and where it stands. `recipient` is an author's pseudonym or EVERYONE; no address is ever kept."""

    notice_id: str
    campaign_id: str
    kind: Kind
    recipient: str
    words: dict[str, str]
    created_at: datetime
    state: State = "created"
    channel: str | None = None
    settled_at: datetime | None = None
    reason: str | None = None

    @property
    def public(self) -> bool:
        """Whether it is told to everyone."""
        return self.recipient == EVERYONE
