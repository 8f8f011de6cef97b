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
    "bulletin-issued",
    "bulletin-corrected",
    "bulletin-withdrawn",
]
State = Literal["queued", "held", "sending", "sent", "delivered", "failed", "refused"]
"""queued waits for its channel, held for the office. sending: begun over a channel that must not repeat itself, outcome
not yet known. sent, delivered (where the channel tells), failed for good and refused by the office end its way.
"""
APPROVAL = "approval"
UNKNOWN_OUTCOME = "outcome-unknown"
"""Why a notice is held: the pack asks for the office's approval, or nobody knows whether it went out."""

EVERYONE = "everyone"
"""The recipient of a public notice. It is read on a page: nobody's contact is asked for."""

OUTLET = "outlet:"
"""Before the name of a robot or webhook, as the recipient of a copy of a public notice."""

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
    """A notice and where it stands. `recipient` is an author's pseudonym, EVERYONE, or an outlet (a robot or a webhook,
    which is told what everyone is told); no address is ever kept.

    `queued_at` is when its channel could first take it over, `attempts` how often that is known to have failed,
    `begun_by` the courier whose attempt has no outcome yet, `actor` who of the office decided about it last.
    """

    notice_id: str
    campaign_id: str
    kind: Kind
    recipient: str
    words: dict[str, str]
    created_at: datetime
    state: State = "queued"
    channel: str | None = None
    settled_at: datetime | None = None
    reason: str | None = None
    queued_at: datetime | None = None
    attempts: int = 0
    not_before: datetime | None = None
    begun_by: str | None = None
    actor: str | None = None

    @property
    def public(self) -> bool:
        """Whether it is told to everyone."""
        return self.recipient == EVERYONE

    @property
    def shown(self) -> bool:
        """Whether everyone reads it now."""
        return self.public and self.state == "sent"

    @property
    def outlet(self) -> str | None:
        """The robot or webhook that it goes to; None when it goes to a person or to everyone."""
        return self.recipient.removeprefix(OUTLET) if self.recipient.startswith(OUTLET) else None
