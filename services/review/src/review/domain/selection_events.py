"""What the second half of a campaign writes down: panel, scores, cuts, refinements, vote, decision, awards.

A cut carries no list: the fold makes it from what stands before it on the log, so anyone who has the log makes the
same one.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from review.domain.contest_terms import Change
from review.domain.panel import Conflict, Sheet


@dataclass(frozen=True, slots=True)
class PanelSeated:
    """The office named the judges, and the conflicts that it knows of."""

    campaign_id: str
    judges: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    actor: str
    at: datetime
    what: Literal["panel-seated"] = "panel-seated"


@dataclass(frozen=True, slots=True)
class ScoresGiven:
    """A judge saved his ballot, or a part of it."""

    campaign_id: str
    judge: str
    sheets: tuple[Sheet, ...]
    at: datetime
    what: Literal["scores-given"] = "scores-given"


@dataclass(frozen=True, slots=True)
class NomineesCut:
    """The office cut the finalists to the nominees."""

    campaign_id: str
    actor: str
    at: datetime
    what: Literal["nominees-cut"] = "nominees-cut"


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
    PanelSeated
    | ScoresGiven
    | NomineesCut
    | TextRefined
    | ContestCalled
    | ContestChanged
    | ContestCertified
    | ExcellentCut
    | WinnerDecided
    | AwardsReleased
)
