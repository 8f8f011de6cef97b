"""The public pages of articles and editorials."""

from functools import partial

from fastapi import APIRouter, Request, Response

from review.entrypoints.api_articles import OnShown
from review.entrypoints.article_views import published
from review.entrypoints.choosing import Wanted, all_known, chosen
from review.entrypoints.guards import DeskPart, PagesPart
from review.entrypoints.pages_cards import article_card

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
async def article(request: Request, on: OnShown, pages: PagesPart) -> Response:
    """One article."""
    sharing = partial(article_card, *on)
    return pages.render(request, "article.html", campaign=on[0], article=on[1], sharing=sharing)
