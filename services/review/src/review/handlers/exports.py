"""Taking tables out: first it is written down who takes what, then the tables are made."""

from dataclasses import dataclass

from review.domain.books import BOOKS, Book
from review.domain.exports import ExportMade, Format
from review.domain.fold import CAMPAIGN_UNKNOWN, Refused
from review.domain.tables import Table
from review.handlers.desk import Desk


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken out."""

    title: str
    tables: list[Table]


async def take_out(desk: Desk, campaign_id: str, wanted: tuple[Book, Format], actor: str) -> Taken | Refused:
    """The tables of a book, once it is on the log that this person takes them out as this kind of file."""
    campaign = desk.campaign(campaign_id)
    if campaign is None:
        return CAMPAIGN_UNKNOWN
    book, kind = wanted
    rows = sum(len(table.rows) for table in BOOKS[book](campaign))
    verdict = await desk.submit(campaign_id, ExportMade(campaign_id, book, kind, rows, actor, desk.now()))
    return verdict if isinstance(verdict, Refused) else Taken(campaign.rules.title, BOOKS[book](campaign))
