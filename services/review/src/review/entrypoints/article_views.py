"""What the API shows of articles. The public sees no name of staff; staff see who did what."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from review.domain.article_events import ArticleKind, ReviewDecision
from review.domain.articles import Article, ArticleState, ArticleVersion
from review.domain.state import Campaign


class PublicArticle(BaseModel):
    """An article as it is published."""

    article_id: str
    kind: ArticleKind
    title: str
    body: str
    version: int = Field(description="Counts up from 1; above 1 it is a correction")
    published_at: datetime


class PublicArticles(BaseModel):
    """What is published, the newest first."""

    articles: list[PublicArticle]


class ReviewView(BaseModel):
    """What one person said of a version."""

    model_config = ConfigDict(from_attributes=True)

    decision: ReviewDecision
    remarks: str
    actor: str
    at: datetime


class VersionView(BaseModel):
    """One version of an article, with its reviews in their order."""

    number: int
    kind: ArticleKind
    title: str
    body: str
    author: str
    at: datetime
    state: ArticleState
    published_at: datetime | None
    reviews: list[ReviewView]


class StaffArticle(BaseModel):
    """An article with all its versions, the first one's first."""

    article_id: str
    state: ArticleState = Field(description="Of its latest version")
    reviews_needed: int
    published_version: int | None
    versions: list[VersionView]


class StaffArticles(BaseModel):
    """Every article, in the order in which they were written."""

    articles: list[StaffArticle]


def published(campaign: Campaign) -> list[PublicArticle]:
    """What the public reads, the newest first."""
    shown = [public_article(article) for article in campaign.articles.values()]
    return sorted((one for one in shown if one is not None), key=lambda one: one.published_at, reverse=True)


def public_article(article: Article) -> PublicArticle | None:
    """The article as it is published; None while it is not."""
    version = article.shown
    if version is None or version.published_at is None:
        return None
    return PublicArticle(
        article_id=article.article_id,
        kind=version.kind,
        title=version.title,
        body=version.body,
        version=version.number,
        published_at=version.published_at,
    )


def staff_article(campaign: Campaign, article: Article) -> StaffArticle:
    """The article for staff."""
    return StaffArticle(
        article_id=article.article_id,
        state=article.latest.state,
        reviews_needed=campaign.rules.reviews,
        published_version=article.shown.number if article.shown else None,
        versions=[_version(version) for version in article.versions],
    )


def _version(version: ArticleVersion) -> VersionView:
    return VersionView.model_validate(version, from_attributes=True)
