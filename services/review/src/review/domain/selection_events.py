"""What the second half of a campaign writes down after the panel: refinements, vote, decision, awards.

A cut carries no list: the fold makes it from what stands before it on the log, so anyone who has the log makes the
same one.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from review.domain.contest_terms import Change


@dataclass(frozen=True, slots=True)
class TextRefined:
    """A nominee got a better text. `explanation` None leaves the explanation as it is."""

    campaign_id: str
    entry_id: str
    text: str
    explanation: str | None
    actor: str
    at: datetime
    what: Literal["text-refined"] = "text-refined"


@dataclass(frozen=True, slots=True)
class ContestCalled:
    """The office opened the public vote."""

    campaign_id: str
    title: str
    opens_at: datetime
    closes_at: datetime
    actor: str
    at: datetime
    what: Literal["contest-called"] = "contest-called"


@dataclass(frozen=True, slots=True)
class ContestChanged:
    """The office moved the end of the vote, or changed what may be seen of the running count."""

    campaign_id: str
    change: Change
    actor: str
    at: datetime
    what: Literal["contest-changed"] = "contest-changed"


@dataclass(frozen=True, slots=True)
class Tally:
    """The certified votes of one entry."""

    entry_id: str
    votes: int


@dataclass(frozen=True, slots=True)
class ContestCertified:
    """Voting certified the result."""

    campaign_id: str
    contest_id: str
    counted: int
    refused: int
    tallies: tuple[Tally, ...]
    closed_at: datetime
    what: Literal["contest-certified"] = "contest-certified"


@dataclass(frozen=True, slots=True)
class ExcellentCut:
    """The office cut the nominees to the excellent works, by the composite."""

    campaign_id: str
    actor: str
    at: datetime
    pending: bool = False
    what: Literal["excellent-cut"] = "excellent-cut"


@dataclass(frozen=True, slots=True)
class WinnerDecided:
    """The leader decided and signed. The winner is told at `announce_at`; None: with the last signature."""

    campaign_id: str
    entry_id: str
    statement: str
    leader: str
    role: str
    at: datetime
    announce_at: datetime | None = None
    what: Literal["winner-decided"] = "winner-decided"


@dataclass(frozen=True, slots=True)
class AwardsReleased:
    """The office released the prizes, all at once."""

    campaign_id: str
    actor: str
    at: datetime
    what: Literal["awards-released"] = "awards-released"


SelectionEvent = (
    TextRefined | ContestCalled | ContestChanged | ContestCertified | ExcellentCut | WinnerDecided | AwardsReleased
)
