"""The public pages of articles and editorials."""

from fastapi import APIRouter, Request, Response

from review.domain.fold import Refused
from review.entrypoints.api_articles import On
from review.entrypoints.article_views import public_article, published
from review.entrypoints.choosing import Wanted, all_known, chosen
from review.entrypoints.guards import DeskPart, PagesPart
from review.entrypoints.refusals import problem_of

router = APIRouter(include_in_schema=False)


@router.get("/articles")
async def articles(request: Request, desk: DeskPart, pages: PagesPart, wanted: Wanted = "") -> Response:
    """What is published, the newest first; a choice of campaigns when there are several."""
    known = all_known(desk)
    if not wanted and len(known) != 1:
        return pages.render(request, "choice.html", campaigns=known, to="/articles")
    campaign = chosen(desk, wanted)
    return pages.render(request, "articles.html", campaign=campaign, articles=published(campaign))


@router.get("/articles/{c}/{a}")
async def article(request: Request, on: On, pages: PagesPart) -> Response:
    """One article."""
    shown = public_article(on[1])
    if shown is None:
        raise problem_of(Refused("article-unknown"))
    return pages.render(request, "article.html", campaign=on[0], article=shown)
