"""The public pages: what is under discussion, and one entry with its comments."""

from dataclasses import dataclass, replace
from functools import partial
from secrets import token_hex
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from plumbing.via import via_of
from pydantic import BaseModel

from review.domain.discussion import COMMENT_LIMIT, shown_comments
from review.domain.events import Stance
from review.domain.fair_order import LOT, holding, in_order_of
from review.domain.fold import Refused
from review.domain.listing import slice_of, units_may_be_asked_for
from review.domain.rules import Unit
from review.domain.state import Campaign
from review.entrypoints.api_discussion import On, Place
from review.entrypoints.article_views import published
from review.entrypoints.choosing import Wanted, all_known, chosen
from review.entrypoints.comment_views import opinion_view
from review.entrypoints.guards import After, Citizen, DeskPart, PagesPart, opinions_of, pages_of
from review.entrypoints.pages_cards import entry_card
from review.entrypoints.refusals import WORDS
from review.entrypoints.views import public_entry
from review.handlers.commenting import comment, comment_event

router = APIRouter(include_in_schema=False)
PAGE = 30
COOKIE = "zj_order"
KEPT_SECONDS = 90 * 24 * 3600
"""Longer than a discussion takes."""


class Saying(BaseModel):
    """A comment as it is written on the page; an empty stance is none."""

    text: str = ""
    stance: Stance | Literal[""] = ""


SayForm = Annotated[Saying, Form()]


@dataclass(frozen=True, slots=True)
class Looked:
    """What a reader looks for, and the lot of his order; without one, the address that he goes on with has one."""

    q: Annotated[str, Query(max_length=60, description="Words that an entry must hold")] = ""
    unit: Annotated[str, Query(max_length=64, description="The reporting unit")] = ""
    order: Annotated[str, Query(max_length=4, description="The lot of the order")] = ""

    @property
    def narrowed(self) -> bool:
        """Whether this is less than everything."""
        return bool(self.q.strip() or self.unit)

    def address(self, campaign: Campaign, **more: str) -> str:
        """The list as it stands, to be gone on with."""
        asked = {"campaign": campaign.campaign_id, "q": self.q, "unit": self.unit, "order": self.order, **more}
        return "/entries?" + urlencode({name: value for name, value in asked.items() if value})


@router.get("/entries")
async def entries(
    request: Request, desk: DeskPart, looked: Annotated[Looked, Depends()], wanted: Wanted = "", after: After = None
) -> Response:
    """The entries of one campaign that are published; a choice of campaigns when there are several."""
    known = all_known(desk)
    if not wanted and len(known) != 1:
        return pages_of(request).render(request, "choice.html", campaigns=known, to="/entries")
    campaign, lot = chosen(desk, wanted), _lot(request, looked.order)
    unit = looked.unit if units_may_be_asked_for(campaign) else ""
    answer = _list(request, campaign, replace(looked, order=lot, unit=unit), after)
    answer.set_cookie(
        COOKIE, lot, max_age=KEPT_SECONDS, path="/entries", httponly=True, samesite="lax",
        secure=request.url.scheme == "https",
    )  # fmt: skip
    return answer


def _lot(request: Request, asked: str) -> str:
    """The lot of the address, else the one that this browser holds, else a new one."""
    return next((one for one in (asked, request.cookies.get(COOKIE, "")) if LOT.fullmatch(one)), None) or token_hex(2)


def _units(campaign: Campaign) -> list[Unit]:
    """The units that can be asked for: those with an entry in the list."""
    if not units_may_be_asked_for(campaign):
        return []
    sent = {entry.unit_id for entry in campaign.discussed()}
    return [one for one in campaign.rules.units if one.unit_id in sent]


def _list(request: Request, campaign: Campaign, looked: Looked, after: str | None) -> Response:
    everything = list(campaign.discussed())
    ordered = in_order_of(holding(everything, looked.q, looked.unit), campaign.campaign_id, looked.order)
    found = slice_of(ordered, after, PAGE)
    return pages_of(request).render(
        request,
        "entries.html",
        campaign=campaign,
        entries=[public_entry(campaign, entry) for entry in found.entries],
        published=len(everything),
        total=found.total,
        looked=looked,
        units=_units(campaign),
        first=looked.address(campaign) if after else None,
        following=looked.address(campaign, after=found.next) if found.next else None,
        articles=len(published(campaign)),
    )


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
        "sharing": partial(entry_card, campaign, entry),
    }
