"""The office's pages of articles: writing, and 三审三校."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from review.domain.article_events import ArticleKind, ReviewDecision
from review.domain.articles import BODY_LIMIT, REMARKS_LIMIT, TITLE_LIMIT, Article
from review.domain.fold import Refused, Verdict
from review.domain.state import Campaign
from review.entrypoints.api_articles import article_of
from review.entrypoints.article_views import staff_article
from review.entrypoints.choosing import AtWork
from review.entrypoints.guards import DeskPart, Screener, pages_of
from review.entrypoints.refusals import WORDS
from review.handlers import articles
from review.handlers.articles import Reviewed, Written, new_article_id

router = APIRouter(include_in_schema=False)


class ArticleForm(BaseModel):
    """An article as it is written on the page; too long a text comes back as it was."""

    kind: ArticleKind = "commentary"
    title: str = ""
    body: str = ""
    replaces: int = Field(default=0, ge=0, le=10_000)

    def written(self) -> Written:
        """As the desk takes it."""
        return Written(self.kind, self.title, self.body, self.replaces)


class ReviewForm(BaseModel):
    """What somebody says of a version."""

    version: int = Field(ge=1, le=10_000)
    decision: ReviewDecision
    remarks: str = ""


def at_office(campaign: AtWork, a: Annotated[str, Path(max_length=64)]) -> tuple[Campaign, Article]:
    """Campaign of the query and article of the path; Problem 404 `article-unknown`."""
    return article_of(campaign, a)


On = Annotated[tuple[Campaign, Article], Depends(at_office)]


@router.get("/office/articles")
async def overview(request: Request, _session: Screener, campaign: AtWork) -> Response:
    """Every article with how far it is, and the form for a new one."""
    return _overview(request, campaign, ArticleForm())


@router.post("/office/articles")
async def write(
    request: Request, session: Screener, desk: DeskPart, campaign: AtWork, form: Annotated[ArticleForm, Form()]
) -> Response:
    """Writes a new article."""
    new = form.model_copy(update={"replaces": 0}).written()
    name = new_article_id(campaign.campaign_id, session.subject, new)
    verdict = await articles.write(desk, (campaign.campaign_id, name), new, session.subject)
    return _overview(request, campaign, form, verdict) if isinstance(verdict, Refused) else _to(campaign, name)


@router.get("/office/articles/{a}")
async def article_page(request: Request, _session: Screener, on: On) -> Response:
    """One article: its latest version, its reviews, and what one can do with it."""
    return _article(request, on)


@router.post("/office/articles/{a}/versions")
async def write_again(
    request: Request, session: Screener, desk: DeskPart, on: On, form: Annotated[ArticleForm, Form()]
) -> Response:
    """Writes the next version; what cannot be taken comes back as it was written."""
    place = (on[0].campaign_id, on[1].article_id)
    verdict = await articles.write(desk, place, form.written(), session.subject)
    return _article(request, on, verdict, form=form) if isinstance(verdict, Refused) else _to(*place_of(on))


@router.post("/office/articles/{a}/reviews")
async def review(
    request: Request, session: Screener, desk: DeskPart, on: On, form: Annotated[ReviewForm, Form()]
) -> Response:
    """Passes a version or sends it back."""
    said = Reviewed(form.version, form.decision, form.remarks)
    verdict = await articles.review(desk, (on[0].campaign_id, on[1].article_id), said, session.subject)
    kept = {"remarks": form.remarks}
    return _article(request, on, verdict, **kept) if isinstance(verdict, Refused) else _to(*place_of(on))


def place_of(on: tuple[Campaign, Article]) -> tuple[Campaign, str]:
    """The campaign, and the article by its id."""
    return on[0], on[1].article_id


def _to(campaign: Campaign, article_id: str) -> Response:
    return RedirectResponse(f"/office/articles/{article_id}?campaign={campaign.campaign_id}", status_code=303)


def _overview(request: Request, campaign: Campaign, form: ArticleForm, verdict: Verdict | None = None) -> Response:
    status, fault = _fault(verdict)
    rows = [staff_article(campaign, one) for one in reversed(campaign.articles.values())]
    context = {"campaign": campaign, "rows": rows, "form": form, "title_limit": TITLE_LIMIT, "body_limit": BODY_LIMIT}
    return pages_of(request).render(request, "office_articles.html", status=status, fault=fault, **context)


def _article(
    request: Request, on: tuple[Campaign, Article], verdict: Verdict | None = None, **kept: object
) -> Response:
    status, fault = _fault(verdict)
    latest = on[1].latest
    form = ArticleForm(kind=latest.kind, title=latest.title, body=latest.body, replaces=latest.number)
    limits = {"title_limit": TITLE_LIMIT, "body_limit": BODY_LIMIT, "remarks_limit": REMARKS_LIMIT}
    context = {"campaign": on[0], "article": staff_article(*on), "form": form, "remarks": "", **limits, **kept}
    return pages_of(request).render(request, "office_article.html", status=status, fault=fault, **context)


def _fault(verdict: Verdict | None) -> tuple[int, tuple[str, str] | None]:
    if not isinstance(verdict, Refused):
        return 200, None
    status, zh, en = WORDS[verdict.code]
    return status, (zh, en)
