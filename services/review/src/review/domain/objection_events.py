"""What is written down of objections (异议) and of entries that leave their list after the vote."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Kind = Literal["likeness", "authorship", "procedure", "content", "other"]
Ruling = Literal["upheld", "dismissed"]


@dataclass(frozen=True, slots=True)
class ObjectionLodged:
    """Somebody objects to an entry on the announced lists. `actor` is a citizen's pseudonym, or who of the office
    entered it for somebody. The id is derived from campaign, entry, actor and text.
    """

    campaign_id: str
    objection_id: str
    entry_id: str
    kind: Kind
    text: str
    actor: str
    on_behalf: bool
    at: datetime
    what: Literal["objection-lodged"] = "objection-lodged"


@dataclass(frozen=True, slots=True)
class ObjectionAnswered:
    """The office answered. An entry against which an objection was upheld leaves its list."""

    campaign_id: str
    number: int
    ruling: Ruling
    reason: str
    actor: str
    at: datetime
    what: Literal["objection-answered"] = "objection-answered"


@dataclass(frozen=True, slots=True)
class EntryWithdrawn:
    """The office takes an entry out after the vote, with a reason that is public."""

    campaign_id: str
    entry_id: str
    reason: str
    actor: str
    at: datetime
    what: Literal["entry-withdrawn"] = "entry-withdrawn"
