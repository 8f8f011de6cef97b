"""Taking tables out: nobody has them before it is written down who takes what."""

from dataclasses import dataclass

from review.domain.books import BOOKS, Book
from review.domain.exports import ExportMade, Format
from review.domain.fold import CAMPAIGN_UNKNOWN, Refused
from review.domain.tables import Table
from review.handlers.desk import Desk
from review.handlers.marks import Marks


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken out."""

    title: str
    tables: list[Table]


async def take_out(
    desk: Desk, campaign_id: str, wanted: tuple[Book, Format], actor: str, marks: Marks
) -> Taken | Refused:
    """The tables of a book, once it is on the log that this person takes them out as this kind of file."""
    campaign = desk.campaign(campaign_id)
    if campaign is None:
        return CAMPAIGN_UNKNOWN
    book, kind = wanted
    tables = BOOKS[book](campaign, marks.alike_in(campaign))
    rows = sum(len(table.rows) for table in tables)
    verdict = await desk.submit(campaign_id, ExportMade(campaign_id, book, kind, rows, actor, desk.now()))
    return verdict if isinstance(verdict, Refused) else Taken(campaign.rules.title, tables)
