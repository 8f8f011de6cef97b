"""Who may call what, and where the routes find their parts."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Path, Request
from pages import Pages
from pages.problems import wants_page
from plumbing.problems import Problem
from plumbing.tokens import Session, require, session_of

from intake.bootstrap import HttpParts
from intake.handlers.desk import Desk

CampaignId = Annotated[str, Path(max_length=64, description="The campaign (征集活动)")]


def desk_of(request: Request) -> Desk:
    """The desk that the process was put together with."""
    parts: HttpParts = request.app.state.parts
    return parts.desk


def pages_of(request: Request) -> Pages:
    """The page renderer."""
    pages: Pages = request.app.state.pages
    return pages


def staff(*roles: str) -> Callable[..., Awaitable[Session]]:
    """A member of staff with one of these roles; 403 when his account is bound to another campaign."""
    gate = require(*roles)

    async def bound(request: Request, session: Annotated[Session, Depends(gate)]) -> Session:
        wanted = request.path_params.get("c") or request.query_params.get("campaign")
        if wanted:
            within_own(session, wanted)
        return session

    return bound


def within_own(session: Session, campaign_id: str | None) -> None:
    """Problem 403 `campaign-forbidden` when an account that is bound to a campaign reaches for another, or for all."""
    if session.campaign and session.campaign != campaign_id:
        raise Problem("campaign-forbidden", 403, "您的账号属于另一项活动。", "Your account is for another campaign.")


async def unbound(session: Annotated[Session, Depends(staff("organiser"))]) -> Session:
    """An organiser of every campaign: only he opens another one."""
    within_own(session, None)
    return session


def reader_of(request: Request) -> Session | None:
    """Who reads the page; None for one who has not signed in, or whose session has ended."""
    return session_of(request, request.app.state.verifier, request.app.state.clock)


_changer = require("citizen", "unit", "organiser", "screener")


async def changer_or_ended(request: Request) -> Session | None:
    """Who may change an entry; None for a browser whose session has ended, for its form is shown again with all that
    was typed. A program is refused.
    """
    return None if wants_page(request) and reader_of(request) is None else await _changer(request)


DeskPart = Annotated[Desk, Depends(desk_of)]
PagesPart = Annotated[Pages, Depends(pages_of)]
Organiser = Annotated[Session, Depends(staff("organiser"))]
Opener = Annotated[Session, Depends(unbound)]
Office = Annotated[Session, Depends(staff("organiser", "screener"))]
Reporter = Annotated[Session, Depends(staff("organiser", "unit"))]
SheetSender = Annotated[Session, Depends(staff("organiser", "screener", "unit"))]
Changer = Annotated[Session, Depends(_changer)]
ChangerOrEnded = Annotated[Session | None, Depends(changer_or_ended)]
Citizen = Annotated[Session, Depends(require("citizen"))]
