"""Who may call what, and where the routes find their parts."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Path, Query, Request
from pages import Pages
from plumbing.problems import Problem
from plumbing.tokens import Session, require

from review.bootstrap import HttpParts
from review.domain.state import Campaign
from review.entrypoints.refusals import campaign_unknown
from review.handlers.desk import Desk
from review.handlers.marks import Marks
from review.handlers.opinions import Opinions

After = Annotated[str | None, Query(max_length=64, description="Cursor: the last entry of the page before")]
Limit = Annotated[int, Query(ge=1, le=1000, description="How many of them, at most")]
CampaignId = Annotated[str, Path(max_length=64, description="The campaign (征集活动)")]


def desk_of(request: Request) -> Desk:
    """The desk that the process was put together with."""
    parts: HttpParts = request.app.state.parts
    return parts.desk


def pages_of(request: Request) -> Pages:
    """The page renderer."""
    pages: Pages = request.app.state.pages
    return pages


def marks_of(request: Request) -> Marks:
    """What marks texts for a person to look at."""
    parts: HttpParts = request.app.state.parts
    return parts.marks


def opinions_of(request: Request) -> Opinions:
    """The summaries of what was said."""
    parts: HttpParts = request.app.state.parts
    return parts.opinions


def campaign_at(c: CampaignId, desk: Annotated[Desk, Depends(desk_of)]) -> Campaign:
    """The campaign of the path; 404 while its rules are not known."""
    campaign = desk.campaign(c)
    if campaign is None:
        raise campaign_unknown()
    return campaign


def staff(*roles: str) -> Callable[..., Awaitable[Session]]:
    """A member of staff with one of these roles; 403 when his account is bound to another campaign."""
    gate = require(*roles)

    async def bound(request: Request, session: Annotated[Session, Depends(gate)]) -> Session:
        wanted = request.path_params.get("c") or request.query_params.get("campaign")
        if wanted and session.campaign and session.campaign != wanted:
            raise Problem(
                "campaign-forbidden", 403, "您的账号属于另一项活动。", "Your account is for another campaign."
            )
        return session

    return bound


DeskPart = Annotated[Desk, Depends(desk_of)]
OpinionsPart = Annotated[Opinions, Depends(opinions_of)]
MarksPart = Annotated[Marks, Depends(marks_of)]
PagesPart = Annotated[Pages, Depends(pages_of)]
At = Annotated[Campaign, Depends(campaign_at)]
Organiser = Annotated[Session, Depends(staff("organiser"))]
Screener = Annotated[Session, Depends(staff("screener", "organiser"))]
Citizen = Annotated[Session, Depends(require("citizen"))]
