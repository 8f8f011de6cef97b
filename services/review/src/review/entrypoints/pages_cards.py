"""The share cards of what review shows to everybody: an entry under discussion, an article, the outcome."""

from functools import partial
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from pages.sharing import Card, card_picture
from pages.wording import t, when

from review.domain.entry import Entry
from review.domain.state import Campaign
from review.entrypoints.api_articles import OnShown as OnArticle
from review.entrypoints.api_discussion import On as OnEntry
from review.entrypoints.article_views import PublicArticle
from review.entrypoints.choosing import Chosen
from review.entrypoints.guards import DeskPart
from review.entrypoints.outcome_views import OutcomeView, outcome_view

router = APIRouter(include_in_schema=False)


@router.get("/entries/{c}/{e}/card.png")
async def entry_picture(request: Request, on: OnEntry) -> Response:
    """The picture of an entry's card; 404 unless the entry is under discussion."""
    return await card_picture(request, partial(entry_card, *on))


@router.get("/articles/{c}/{a}/card.png")
async def article_picture(request: Request, on: OnArticle) -> Response:
    """The picture of an article's card; 404 unless the article is published."""
    return await card_picture(request, partial(article_card, *on))


@router.get("/outcome/card.png")
async def outcome_picture(request: Request, campaign: Chosen, desk: DeskPart) -> Response:
    """The picture of the outcome's card: it says what the page says, and nothing before the page does."""
    shown = outcome_view(campaign.selection, campaign.ground, desk.now())
    return await card_picture(request, partial(outcome_card, campaign, shown))


def entry_card(campaign: Campaign, entry: Entry) -> Card:
    """The slogan; whoever came to it is asked what he thinks while the discussion is open."""
    page = f"/entries/{quote(campaign.campaign_id, safe='')}/{quote(entry.entry_id, safe='')}"
    kind = t("社会讨论", "Public discussion")
    return Card(page=page, picture=f"{page}/card.png", kind=kind, title=entry.phrase, line=title_of(campaign))


def article_card(campaign: Campaign, article: PublicArticle) -> Card:
    """The headline."""
    page = f"/articles/{quote(campaign.campaign_id, safe='')}/{quote(article.article_id, safe='')}"
    return Card(
        page=page,
        picture=f"{page}/card.png",
        kind=t("媒体评论", "Articles and editorials"),
        title=article.title,
        line=title_of(campaign),
        dates=when(article.published_at, "date"),
    )


def outcome_card(campaign: Campaign, shown: OutcomeView) -> Card:
    """The winner once it is told and while it stands; else whose outcome it is."""
    query = f"?campaign={quote(campaign.campaign_id, safe='')}"
    title, line = title_of(campaign), t("每一步怎样评选，都可以查看", "Every step of the selection, open to all")
    if shown.winner is not None:
        title, line = shown.winner.phrase, t(f"{title}中选作品", f"Winner: {title}")
    return Card(
        page=f"/outcome{query}",
        picture=f"/outcome/card.png{query}",
        kind=t("结果公示", "The outcome"),
        title=title,
        line=line,
        dates=when(shown.announced_at, "date"),
    )


def title_of(campaign: Campaign) -> str:
    """The campaign's title in the language that is spoken."""
    return t(campaign.rules.title, campaign.rules.title_en or campaign.rules.title)
