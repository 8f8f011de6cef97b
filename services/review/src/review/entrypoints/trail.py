"""The office's audit trail, as JSON and as a page: who did what for the campaign, the latest first."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from review.domain.state import Campaign
from review.domain.trail import Act
from review.entrypoints.choosing import AtWork
from review.entrypoints.guards import At, Organiser, pages_of
from review.entrypoints.trail_words import ACTS

router = APIRouter()
LINES = 100
By = Annotated[str, Query(max_length=64, description="Only what this person did")]
Skipped = Annotated[int, Query(ge=0, le=10**7, description="How many of the latest are passed over")]


class ActView(BaseModel):
    """One line: who, what, when, of how many things."""

    at: datetime
    what: str = Field(description="The event as the log names it")
    actor: str
    count: int = Field(description="Of how many entries, comments, sheets or payments")
    about: str = Field(description="The entry, the tier or the table, where it is one")
    reason: str


class TrailView(BaseModel):
    """A page of the trail."""

    acts: list[ActView]
    total: int = Field(description="Lines in all, of this person where one is named")


@router.get("/api/v1/review/{c}/trail", tags=["trail"])
async def trail(_session: Organiser, campaign: At, by: By = "", skip: Skipped = 0) -> TrailView:
    """Who did what, the latest first, a hundred at a time."""
    acts = _acts(campaign, by)
    return TrailView(
        acts=[ActView.model_validate(act, from_attributes=True) for act in _shown(acts, skip)], total=len(acts)
    )


@router.get("/office/trail", include_in_schema=False)
async def page(_session: Organiser, request: Request, at: AtWork, by: By = "", skip: Skipped = 0) -> Response:
    """The same to be read."""
    acts = _acts(at, by)
    return pages_of(request).render(
        request,
        "office_trail.html",
        campaign=at,
        acts=[(act, phrase_of(at, act.about)) for act in _shown(acts, skip)],
        words=ACTS,
        people=sorted({act.actor for act in at.trail}),
        by=by,
        newer=_address(at, by, max(0, skip - LINES)) if skip else None,
        older=_address(at, by, skip + LINES) if skip + LINES < len(acts) else None,
    )


def phrase_of(at: Campaign, about: str) -> str:
    """The slogan of an entry; what it is about itself, where that is no entry."""
    entry = at.entries.get(about)
    return entry.phrase if entry else about


def _acts(at: Campaign, by: str) -> list[Act]:
    return [act for act in reversed(at.trail) if not by or act.actor == by]


def _shown(acts: Sequence[Act], skip: int) -> Sequence[Act]:
    return acts[skip : skip + LINES]


def _address(at: Campaign, by: str, skip: int) -> str:
    asked = {"campaign": at.campaign_id, "by": by, "skip": str(skip) if skip else ""}
    return "/office/trail?" + urlencode({name: value for name, value in asked.items() if value})
