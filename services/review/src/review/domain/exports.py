"""What the office takes out of the house is written down: what, as which kind of file, by whom, when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from review.domain.fold import CAMPAIGN_UNKNOWN, Accepted, Verdict, folds
from review.domain.state import Campaign, Exported

Format = Literal["xlsx", "csv", "json"]


@dataclass(frozen=True, slots=True)
class ExportMade:
    """Somebody took tables out. `book` is what they are about."""

    campaign_id: str
    book: str
    format: Format
    rows: int
    actor: str
    at: datetime
    what: Literal["export-made"] = "export-made"


@folds(ExportMade)
def keep_export(campaign: Campaign, event: ExportMade) -> Verdict:
    """Every one is kept, also one that repeats another."""
    if not campaign.known:
        return CAMPAIGN_UNKNOWN
    campaign.exports.append(Exported(event.book, event.format, event.rows, event.actor, event.at))
    return Accepted()
