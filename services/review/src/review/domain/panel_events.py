"""What 专家论证 writes down: panels, ballots, reminders, cuts, and the release of a list.

A cut carries no list: the fold makes it from what stands before it on the log, so anyone who has the log makes the
same one. `pending` is False on records of releases before there was a release of its own: there the cut released.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from review.domain.panel import Conflict, Round, Sheet
from review.domain.prizes import Tier


@dataclass(frozen=True, slots=True)
class PanelSeated:
    """The office named the judges of a round, the conflicts that it knows of, and until when they score. `seed` decides
    the draw of entries, where there is one.
    """

    campaign_id: str
    judges: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    actor: str
    at: datetime
    round: Round = "nominee"
    seed: str = ""
    due_at: datetime | None = None
    what: Literal["panel-seated"] = "panel-seated"


@dataclass(frozen=True, slots=True)
class JudgePresented:
    """A judge came, and his account says where from: his unit and his own pseudonym, where it says so."""

    campaign_id: str
    judge: str
    unit_id: str | None
    author_ref: str | None
    at: datetime
    what: Literal["judge-presented"] = "judge-presented"


@dataclass(frozen=True, slots=True)
class ScoresGiven:
    """A judge saved his ballot, or a part of it."""

    campaign_id: str
    judge: str
    sheets: tuple[Sheet, ...]
    at: datetime
    round: Round = "nominee"
    what: Literal["scores-given"] = "scores-given"


@dataclass(frozen=True, slots=True)
class JudgesReminded:
    """The office reminded the judges whose ballots are not full."""

    campaign_id: str
    actor: str
    at: datetime
    round: Round = "nominee"
    what: Literal["judges-reminded"] = "judges-reminded"


@dataclass(frozen=True, slots=True)
class FinalistsCut:
    """The office cut the discussed entries to the finalists, by the panel's scores."""

    campaign_id: str
    actor: str
    at: datetime
    what: Literal["finalists-cut"] = "finalists-cut"


@dataclass(frozen=True, slots=True)
class NomineesCut:
    """The office cut the finalists to the nominees."""

    campaign_id: str
    actor: str
    at: datetime
    pending: bool = False
    what: Literal["nominees-cut"] = "nominees-cut"


@dataclass(frozen=True, slots=True)
class ListReleased:
    """The office released the list of a tier, all at once, and signed what it saw by its digest."""

    campaign_id: str
    tier: Tier
    digest: str
    actor: str
    at: datetime
    what: Literal["list-released"] = "list-released"


@dataclass(frozen=True, slots=True)
class ListWithheld:
    """The office took a pending list back, and said why: it is made anew."""

    campaign_id: str
    tier: Tier
    reason: str
    actor: str
    at: datetime
    what: Literal["list-withheld"] = "list-withheld"
