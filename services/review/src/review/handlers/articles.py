"""Articles and editorials, from the office to the log."""

from dataclasses import dataclass

from plumbing.identifiers import derived_id

from review.domain.article_events import ArticleKind, ArticleReviewed, ArticleWritten, ReviewDecision
from review.domain.fold import Verdict
from review.handlers.commenting import cleaned
from review.handlers.desk import Desk


@dataclass(frozen=True, slots=True)
class Written:
    """An article as somebody wrote it; `replaces` is the version that he saw, 0 for a new article."""

    kind: ArticleKind
    title: str
    body: str
    replaces: int = 0


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What somebody says of a version."""

    version: int
    decision: ReviewDecision
    remarks: str = ""


def new_article_id(campaign_id: str, actor: str, written: Written) -> str:
    """Derived: the same text by the same person is the same article, so a repeated request makes no second one."""
    return derived_id("article", campaign_id, actor, written.title, written.body)


async def write(desk: Desk, article: tuple[str, str], written: Written, actor: str) -> Verdict:
    """Writes a version of the article: campaign and article id."""
    title, body = " ".join(cleaned(written.title).split()), cleaned(written.body)
    event = ArticleWritten(*article, written.kind, title, body, written.replaces, actor, desk.now())
    return await desk.submit(article[0], event)


async def review(desk: Desk, article: tuple[str, str], reviewed: Reviewed, actor: str) -> Verdict:
    """Reviews a version of the article: campaign and article id."""
    remarks = cleaned(reviewed.remarks)
    event = ArticleReviewed(*article, reviewed.version, reviewed.decision, remarks, actor, desk.now())
    return await desk.submit(article[0], event)
