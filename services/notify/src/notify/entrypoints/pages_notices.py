"""Public notices for everybody: a page, and the same as feeds."""

from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request, Response
from plumbing.identifiers import derived_id

from notify.bootstrap import HttpParts
from notify.domain.wording import SUBJECTS, Language
from notify.entrypoints.feeds import MEDIA, Feed, Item, rendered
from notify.entrypoints.guards import Parts
from notify.entrypoints.page_routes import pages_of
from notify.entrypoints.views import PublicNotice, public_notices

router = APIRouter(include_in_schema=False)
NEWEST = 50
"""Notices on the page and in a feed."""
Form = Annotated[Literal["atom", "rss"], Path()]
Campaign = Annotated[str, Query(max_length=64)]


@router.get("/notices")
async def notices(request: Request, parts: Parts, campaign: Campaign = "") -> Response:
    """What everyone was told, the newest first."""
    return pages_of(request).render(
        request,
        "notices.html",
        told=_newest(parts, campaign),
        campaigns=list(parts.ledger.campaigns.values()),
        campaign=campaign,
        subjects=SUBJECTS,
    )


@router.get("/notices/feed.{form}")
async def feed(
    request: Request, parts: Parts, form: Form, campaign: Campaign = "",
    lang: Annotated[Literal["zh", "en"], Query()] = "zh",
) -> Response:  # fmt: skip
    """The feed of one campaign, or of all, in one language; 304 to a reader that has it."""
    body = rendered(_feed(parts, form, campaign, lang), form)
    etag = f'"{derived_id("feed", body.decode())}"'
    headers = {"ETag": etag, "Cache-Control": "public, max-age=60"}
    if etag in [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=f"{MEDIA[form]}; charset=utf-8", headers=headers)


def _newest(parts: HttpParts, campaign: str) -> list[PublicNotice]:
    told = public_notices(parts.ledger, campaign or None, parts.settings.public_url)
    return sorted(told, key=lambda one: one.at, reverse=True)[:NEWEST]


def _feed(parts: HttpParts, form: str, campaign: str, lang: Language) -> Feed:
    zh, public = lang == "zh", parts.settings.public_url
    column = 0 if zh else 1
    known = parts.ledger.campaigns.get(campaign)
    names = ("征集公告", "Notices of the campaigns") if known is None else (known.title, known.title_en or known.title)
    chosen = {"campaign": campaign} if campaign else {}
    asked = urlencode({**chosen, "lang": lang})
    return Feed(
        feed_id=f"urn:zhengji:notices:{campaign or 'all'}:{lang}",
        title=names[column],
        language=lang,
        page=f"{public}/notices?{asked}",
        address=f"{public}/notices/feed.{form}?{asked}",
        items=[
            Item(_id(one), SUBJECTS[one.kind][column], one.text if zh else one.text_en, one.at, _page(one, public))
            for one in _newest(parts, campaign)
        ],
    )


def _page(notice: PublicNotice, public_url: str) -> str:
    return f"{public_url}{notice.page}" if notice.page else ""


def _id(notice: PublicNotice) -> str:
    return f"urn:zhengji:notice:{notice.notice_id}"
