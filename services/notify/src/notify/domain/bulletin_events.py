"""What becomes of bulletins, as the log keeps it. Figures are frozen in the event; the number is the fold's."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from notify.domain.bulletins import Audience, BulletinKind, Setting, Words
from notify.domain.figures import Figures


@dataclass(frozen=True, slots=True)
class BulletinIssued:
    """The office issued a bulletin. `edition_id` is derived from what it says: sent twice, it is one bulletin."""

    campaign_id: str
    kind: BulletinKind
    audience: Audience
    edition_id: str
    words: Words
    setting: Setting
    figures: Figures
    actor: str
    at: datetime
    what: Literal["bulletin-issued"] = "bulletin-issued"


@dataclass(frozen=True, slots=True)
class BulletinCorrected:
    """The office put another edition in the place of version `replaces`, for a reason that everyone reads."""

    campaign_id: str
    kind: BulletinKind
    number: int
    replaces: int
    edition_id: str
    words: Words
    setting: Setting
    figures: Figures
    reason: str
    actor: str
    at: datetime
    what: Literal["bulletin-corrected"] = "bulletin-corrected"


@dataclass(frozen=True, slots=True)
class BulletinWithdrawn:
    """The office took a bulletin back, for a reason that everyone reads. Its number is not given again."""

    campaign_id: str
    kind: BulletinKind
    number: int
    reason: str
    actor: str
    at: datetime
    what: Literal["bulletin-withdrawn"] = "bulletin-withdrawn"


BulletinEvent = BulletinIssued | BulletinCorrected | BulletinWithdrawn
"""The gazette's chapter of the log."""
