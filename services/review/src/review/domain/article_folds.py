"""The fold of articles: who may write and review what, and when an article is published."""

from review.domain.article_events import ArticleReviewed, ArticleWritten
from review.domain.articles import BODY_LIMIT, REMARKS_LIMIT, TITLE_LIMIT, Article, ArticleReview, ArticleVersion
from review.domain.fold import UNCHANGED, Accepted, Refused, Verdict, folds
from review.domain.state import Campaign


@folds(ArticleWritten)
def write(campaign: Campaign, event: ArticleWritten) -> Verdict:
    """A new article, or its next version; of two who changed the same version the first wins."""
    fault = _written_fault(event.title, event.body)
    if fault is not None:
        return Refused(fault)
    article = campaign.articles.get(event.article_id)
    if article is None:
        if event.replaces:
            return Refused("article-unknown")
        article = campaign.articles[event.article_id] = Article(event.article_id)
    elif _repeats(article.latest, event):
        return UNCHANGED
    elif event.replaces != article.latest.number:
        return Refused("article-changed-meanwhile")
    article.versions.append(_version(len(article.versions) + 1, event))
    return Accepted()


@folds(ArticleReviewed)
def review(campaign: Campaign, event: ArticleReviewed) -> Verdict:
    """As many passes as the rules say publish the version; one return sends it back to be written anew."""
    article = campaign.articles.get(event.article_id)
    if article is None:
        return Refused("article-unknown")
    fault = _review_fault(article, event.version, event.actor) or _remarks_fault(event)
    if fault is not None:
        return Refused(fault)
    latest = article.latest
    latest.reviews.append(ArticleReview(event.decision, event.remarks.strip(), event.actor, event.at))
    if event.decision == "pass" and len(latest.reviews) >= campaign.rules.reviews:
        latest.published_at = event.at
    return Accepted()


def _remarks_fault(event: ArticleReviewed) -> str | None:
    if event.decision == "return" and not event.remarks.strip():
        return "remarks-required"
    return "remarks-too-long" if len(event.remarks) > REMARKS_LIMIT else None


def _repeats(latest: ArticleVersion, event: ArticleWritten) -> bool:
    return (latest.kind, latest.title, latest.body) == (event.kind, event.title, event.body)


def _version(number: int, event: ArticleWritten) -> ArticleVersion:
    return ArticleVersion(number, event.kind, event.title, event.body, event.actor, event.at)


def _written_fault(title: str, body: str) -> str | None:
    """Why a text is no article, as a code."""
    if not title.strip() or not body.strip():
        return "article-empty"
    return "article-too-long" if len(title) > TITLE_LIMIT or len(body) > BODY_LIMIT else None


def _review_fault(article: Article, version: int, actor: str) -> str | None:
    """Why this person cannot review this version now, as a code."""
    latest = article.latest
    if version != latest.number:
        return "article-changed-meanwhile"
    if latest.state != "in-review":
        return "article-published" if latest.published_at else "article-returned"
    if actor in article.authors:
        return "own-article"
    return "reviewed-already" if any(review.actor == actor for review in latest.reviews) else None
