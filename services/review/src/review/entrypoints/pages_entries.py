"""The public pages: what is under discussion, and one entry with its comments."""

from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from plumbing.via import via_of
from pydantic import BaseModel

from review.domain.discussion import COMMENT_LIMIT, shown_comments
from review.domain.events import Stance
from review.domain.fold import Refused
from review.domain.listing import slice_of
from review.entrypoints.api_discussion import On, Place
from review.entrypoints.article_views import published
from review.entrypoints.choosing import Wanted, all_known, chosen
from review.entrypoints.comment_views import opinion_view
from review.entrypoints.guards import After, Citizen, DeskPart, PagesPart, opinions_of, pages_of
from review.entrypoints.refusals import WORDS
from review.entrypoints.views import public_entry
from review.handlers.commenting import comment, comment_event

router = APIRouter(include_in_schema=False)
PAGE = 30


class Saying(BaseModel):
    """A comment as it is written on the page; an empty stance is none."""

    text: str = ""
    stance: Stance | Literal[""] = ""


SayForm = Annotated[Saying, Form()]


@router.get("/entries")
async def entries(
    request: Request, desk: DeskPart, pages: PagesPart, wanted: Wanted = "", after: After = None
) -> Response:
    """The entries of one campaign that are published; a choice of campaigns when there are several."""
    known = all_known(desk)
    if not wanted and len(known) != 1:
        return pages.render(request, "choice.html", campaigns=known, to="/entries")
    campaign = chosen(desk, wanted)
    found = slice_of(campaign.discussed(), after, PAGE)
    shown = [public_entry(campaign, entry) for entry in found.entries]
    context: dict[str, Any] = {
        "campaign": campaign,
        "entries": shown,
        "next": found.next,
        "total": found.total,
        "after": after,
    }
    return pages.render(request, "entries.html", **context, articles=len(published(campaign)))


@router.get("/entries/{c}/{e}")
async def entry(request: Request, on: On, pages: PagesPart, said: str = "") -> Response:
    """One entry with the comments that show, and the form to add one."""
    return pages.render(request, "entry.html", **_surroundings(request, on), said=said, said_before=Saying(), errors={})


@router.post("/entries/{c}/{e}")
async def say(request: Request, on: On, desk: DeskPart, session: Citizen, form: SayForm) -> Response:
    """Makes a comment; what cannot be taken comes back with the words that were written."""
    campaign, found = on
    event = comment_event(desk, (campaign.campaign_id, found.entry_id), session.subject, form.text, form.stance or None)
    verdict = await comment(desk, replace(event, outlet=via_of(request)))
    if not isinstance(verdict, Refused):
        return RedirectResponse(f"/entries/{campaign.campaign_id}/{found.entry_id}?said=held", status_code=303)
    status, zh, en = WORDS[verdict.code]
    errors = {"text": (zh, en)}
    return pages_of(request).render(
        request, "entry.html", status=status, **_surroundings(request, on), said="", said_before=form, errors=errors
    )


def _surroundings(request: Request, on: Place) -> dict[str, Any]:
    campaign, entry = on
    return {
        "campaign": campaign,
        "entry": public_entry(campaign, entry),
        "finalist": entry.finalist,
        "comments": list(shown_comments(campaign, entry)),
        "limit": COMMENT_LIMIT,
        "opinion": opinion_view(opinions_of(request).of(campaign, entry)),
    }
