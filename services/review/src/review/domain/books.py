"""What the office takes out: each book is a pure function of the campaign that gives its tables."""

from collections.abc import Callable
from typing import Literal

from review.domain.book_comments import comment_tables
from review.domain.book_composite import composite_tables
from review.domain.book_decisions import decision_tables
from review.domain.book_entries import entry_tables
from review.domain.book_prizes import prize_tables
from review.domain.book_scores import score_tables
from review.domain.state import Campaign
from review.domain.tables import Table

Book = Literal["entries", "comments", "scores", "composite", "decisions", "prizes"]
BOOKS: dict[str, Callable[[Campaign], list[Table]]] = {
    "entries": entry_tables,
    "comments": comment_tables,
    "scores": score_tables,
    "composite": composite_tables,
    "decisions": decision_tables,
    "prizes": prize_tables,
}
