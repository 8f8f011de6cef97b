"""The JSON API of articles: the public reads what is published, staff write and review."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response
from plumbing.openapi import or_as_before
from pydantic import Field

from review.domain.article_events import ArticleKind, ReviewDecision
from review.domain.articles import BODY_LIMIT, REMARKS_LIMIT, TITLE_LIMIT, Article
from review.domain.fold import Refused
from review.domain.state import Campaign
from review.entrypoints.answers import settle
from review.entrypoints.article_views import (
    PublicArticle,
    PublicArticles,
    StaffArticle,
    StaffArticles,
    public_article,
    published,
    staff_article,
)
from review.entrypoints.guards import At, DeskPart, Screener
from review.entrypoints.refusals import problem_of
from review.entrypoints.requests import Strict
from review.handlers import articles
from review.handlers.articles import Reviewed, Written, new_article_id

router = APIRouter(prefix="/api/v1")
ArticleId = Annotated[str, Path(max_length=64, description="The article (文章)")]


class ArticleRequest(Strict):
    """An article as somebody wrote it."""

    kind: ArticleKind = "commentary"
    title: str = Field(min_length=1, max_length=TITLE_LIMIT)
    body: str = Field(min_length=1, max_length=BODY_LIMIT)

    def written(self, replaces: int = 0) -> Written:
        """As the desk takes it."""
        return Written(self.kind, self.title, self.body, replaces)


class VersionRequest(ArticleRequest):
    """The next version of an article."""

    replaces: int = Field(ge=1, le=10_000, description="The version that you saw")


class ReviewRequest(Strict):
    """What somebody says of a version."""

    version: int = Field(ge=1, le=10_000)
    decision: ReviewDecision
    remarks: str = Field(default="", max_length=REMARKS_LIMIT, description="Required to send it back")


def article_of(campaign: At, a: ArticleId) -> tuple[Campaign, Article]:
    """Campaign and article of the path; Problem 404 `article-unknown`."""
    found = campaign.articles.get(a)
    if found is None:
        raise problem_of(Refused("article-unknown"))
    return campaign, found


On = Annotated[tuple[Campaign, Article], Depends(article_of)]


def article_shown(on: On) -> tuple[Campaign, PublicArticle]:
    """Campaign and article of the path as it is published; Problem 404 `article-unknown` while it is not."""
    shown = public_article(on[1])
    if shown is None:
        raise problem_of(Refused("article-unknown"))
    return on[0], shown


OnShown = Annotated[tuple[Campaign, PublicArticle], Depends(article_shown)]


@router.get("/discussion/{c}/articles")
async def read_all(campaign: At) -> PublicArticles:
    """What is published, the newest first."""
    return PublicArticles(articles=published(campaign))


@router.get("/discussion/{c}/articles/{a}")
async def read_one(on: OnShown) -> PublicArticle:
    """One published article."""
    return on[1]


@router.get("/review/{c}/articles")
async def all_articles(campaign: At, _session: Screener) -> StaffArticles:
    """Every article with all its versions and reviews."""
    return StaffArticles(articles=[staff_article(campaign, one) for one in campaign.articles.values()])


@router.post("/review/{c}/articles", status_code=201, responses=or_as_before(StaffArticle))
async def write(
    campaign: At, body: ArticleRequest, desk: DeskPart, session: Screener, response: Response
) -> StaffArticle:
    """Writes an article; its first review is next. The same text again is the same article (200)."""
    name = new_article_id(campaign.campaign_id, session.subject, body.written())
    settle(response, await articles.write(desk, (campaign.campaign_id, name), body.written(), session.subject))
    return staff_article(campaign, campaign.articles[name])


@router.post("/review/{c}/articles/{a}/versions", status_code=201, responses=or_as_before(StaffArticle))
async def write_again(
    session: Screener, on: On, body: VersionRequest, desk: DeskPart, response: Response
) -> StaffArticle:
    """Writes the next version, which goes through all reviews; what is published stays until then."""
    place = (on[0].campaign_id, on[1].article_id)
    settle(response, await articles.write(desk, place, body.written(body.replaces), session.subject))
    return staff_article(*on)


@router.post("/review/{c}/articles/{a}/reviews", status_code=201)
async def review(session: Screener, on: On, body: ReviewRequest, desk: DeskPart, response: Response) -> StaffArticle:
    """Passes a version, or sends it back with remarks; by nobody who wrote or reviewed it. The last pass publishes."""
    said = Reviewed(body.version, body.decision, body.remarks)
    settle(response, await articles.review(desk, (on[0].campaign_id, on[1].article_id), said, session.subject))
    return staff_article(*on)
