"""What the office takes out: each book gives its tables, a pure function of the campaign and its likenesses."""

from collections.abc import Callable
from typing import Literal

from review.domain.alike import AlikeIn
from review.domain.book_comments import comment_tables
from review.domain.book_composite import composite_tables
from review.domain.book_decisions import decision_tables
from review.domain.book_entries import entry_tables
from review.domain.book_packet import packet_tables
from review.domain.book_prizes import prize_tables
from review.domain.book_scores import score_tables
from review.domain.state import Campaign
from review.domain.tables import Table

Book = Literal["entries", "comments", "scores", "composite", "packet", "decisions", "prizes"]
Making = Callable[[Campaign, AlikeIn], list[Table]]


def _of_campaign(making: Callable[[Campaign], list[Table]]) -> Making:
    return lambda campaign, _alike: making(campaign)


BOOKS: dict[str, Making] = {
    "entries": entry_tables,
    "comments": _of_campaign(comment_tables),
    "scores": _of_campaign(score_tables),
    "composite": _of_campaign(composite_tables),
    "packet": packet_tables,
    "decisions": _of_campaign(decision_tables),
    "prizes": _of_campaign(prize_tables),
}
