"""媒体评论 with 三审三校 (先审后发): written, reviewed as often as the rules say, published.

Each review of a version is by another person, and by nobody who wrote any version of the article. A correction is a new
version that goes through all reviews, while the published one before it stays to be read. Who did what is kept.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from review.domain.article_events import ArticleKind, ReviewDecision

TITLE_LIMIT = 60
BODY_LIMIT = 20_000
"""Characters: one article is one record of the log."""
REMARKS_LIMIT = 1000
ArticleState = Literal["in-review", "returned", "published"]


@dataclass(frozen=True, slots=True)
class ArticleReview:
    """What one person said of a version."""

    decision: ReviewDecision
    remarks: str
    actor: str
    at: datetime


@dataclass(slots=True)
class ArticleVersion:
    """One version of an article. `published_at` is when its last review passed."""

    number: int
    kind: ArticleKind
    title: str
    body: str
    author: str
    at: datetime
    reviews: list[ArticleReview] = field(default_factory=list)
    published_at: datetime | None = None

    @property
    def state(self) -> ArticleState:
        """How far the version has come."""
        if self.published_at is not None:
            return "published"
        returned = any(review.decision == "return" for review in self.reviews)
        return "returned" if returned else "in-review"


@dataclass(slots=True)
class Article:
    """An article with all its versions, the first one's first."""

    article_id: str
    versions: list[ArticleVersion] = field(default_factory=list)

    @property
    def latest(self) -> ArticleVersion:
        """The version that is worked on."""
        return self.versions[-1]

    @property
    def shown(self) -> ArticleVersion | None:
        """What the public reads: the highest version that is published."""
        return next((one for one in reversed(self.versions) if one.published_at is not None), None)

    @property
    def authors(self) -> frozenset[str]:
        """Everybody who wrote a version."""
        return frozenset(version.author for version in self.versions)
