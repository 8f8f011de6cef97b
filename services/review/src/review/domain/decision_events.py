"""What is written down from the decision, which is in selection_events.py, to its announcement."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class DecisionCountersigned:
    """Another of the signers put his name to the decision for this entry."""

    campaign_id: str
    entry_id: str
    person: str
    role: str
    at: datetime
    what: Literal["decision-countersigned"] = "decision-countersigned"


@dataclass(frozen=True, slots=True)
class DecisionSentBack:
    """Another of the signers did not put his name to it, and said why."""

    campaign_id: str
    entry_id: str
    statement: str
    person: str
    role: str
    at: datetime
    what: Literal["decision-sent-back"] = "decision-sent-back"


@dataclass(frozen=True, slots=True)
class AnnouncementSet:
    """The office stated the minute at which the winner is told."""

    campaign_id: str
    announce_at: datetime
    actor: str
    at: datetime
    what: Literal["announcement-set"] = "announcement-set"


@dataclass(frozen=True, slots=True)
class WinnerAnnounced:
    """The minute has come: the seal is opened, by the clock of the process or by the office."""

    campaign_id: str
    actor: str
    at: datetime
    what: Literal["winner-announced"] = "winner-announced"
