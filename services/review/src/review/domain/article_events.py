"""What review writes down of articles and editorials."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

ArticleKind = Literal["news", "commentary", "editorial"]
"""新闻, 评论, 社论."""
ReviewDecision = Literal["pass", "return"]


@dataclass(frozen=True, slots=True)
class ArticleWritten:
    """Somebody wrote an article, or the next version of it. `replaces` is the version that he saw; 0 for a new one."""

    campaign_id: str
    article_id: str
    kind: ArticleKind
    title: str
    body: str
    replaces: int
    actor: str
    at: datetime
    what: Literal["article-written"] = "article-written"


@dataclass(frozen=True, slots=True)
class ArticleReviewed:
    """Somebody reviewed a version: it passes, or goes back with remarks."""

    campaign_id: str
    article_id: str
    version: int
    decision: ReviewDecision
    remarks: str
    actor: str
    at: datetime
    what: Literal["article-reviewed"] = "article-reviewed"
