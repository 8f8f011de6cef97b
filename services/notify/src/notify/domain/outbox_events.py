"""What becomes of a notice, as the log keeps it. No address inside."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class NoticeAttempted:
    """A courier is about to hand the notice to a channel that must not repeat itself: written before, so that a death
    in between is seen. `courier` is the process that attempts; the first on the log may.
    """

    notice_id: str
    campaign_id: str
    channel: str
    courier: str
    at: datetime
    what: Literal["notice-attempted"] = "notice-attempted"


@dataclass(frozen=True, slots=True)
class NoticeSent:
    """A channel took the notice over; `delivered` where it told that the notice has arrived. `also` are the notices
    that the same message carried (a digest); `reference` is what the channel calls the message in its reports.
    """

    notice_id: str
    campaign_id: str
    channel: str
    at: datetime
    delivered: bool = False
    also: tuple[str, ...] = ()
    reference: str = ""
    what: Literal["notice-sent"] = "notice-sent"


@dataclass(frozen=True, slots=True)
class NoticeReported:
    """Whoever carried the notice reports whether it has arrived; `reason` is the carrier's code where it has not."""

    notice_id: str
    campaign_id: str
    channel: str
    arrived: bool
    at: datetime
    reason: str = ""
    what: Literal["notice-reported"] = "notice-reported"


@dataclass(frozen=True, slots=True)
class NoticePostponed:
    """The channel did not take the notice (and those in `also`) over; it is tried again, not before `until`."""

    notice_id: str
    campaign_id: str
    channel: str
    reason: str
    until: datetime
    at: datetime
    also: tuple[str, ...] = ()
    what: Literal["notice-postponed"] = "notice-postponed"


@dataclass(frozen=True, slots=True)
class NoticeUnclear:
    """Nobody knows whether the notice went out, over a channel that must not repeat itself: the office decides."""

    notice_id: str
    campaign_id: str
    channel: str
    at: datetime
    what: Literal["notice-unclear"] = "notice-unclear"


@dataclass(frozen=True, slots=True)
class NoticeFailed:
    """The notice (and those in `also`) is given up; `reason` is a stable code."""

    notice_id: str
    campaign_id: str
    channel: str
    reason: str
    at: datetime
    also: tuple[str, ...] = ()
    what: Literal["notice-failed"] = "notice-failed"


@dataclass(frozen=True, slots=True)
class NoticeDecided:
    """The office lets a notice go out (approved, tried once more, or replayed to an outlet), or drops it."""

    notice_id: str
    campaign_id: str
    decision: Literal["send", "drop"]
    actor: str
    at: datetime
    what: Literal["notice-decided"] = "notice-decided"


@dataclass(frozen=True, slots=True)
class OutletsNamed:
    """The robots and webhooks that are told public notices from here on. Those named no longer get nothing more."""

    outlets: tuple[str, ...]
    at: datetime
    campaign_id: str = "outlets"
    what: Literal["outlets-named"] = "outlets-named"


OutboxEvent = (
    NoticeAttempted
    | NoticeSent
    | NoticeReported
    | NoticePostponed
    | NoticeUnclear
    | NoticeFailed
    | NoticeDecided
    | OutletsNamed
)
