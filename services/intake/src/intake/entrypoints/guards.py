"""Who may call what, and where the routes find their parts."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Path, Request
from pages import Pages
from plumbing.problems import Problem
from plumbing.tokens import Session, require

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
        if wanted and session.campaign and session.campaign != wanted:
            raise Problem(
                "campaign-forbidden", 403, "您的账号属于另一项活动。", "Your account is for another campaign."
            )
        return session

    return bound


DeskPart = Annotated[Desk, Depends(desk_of)]
PagesPart = Annotated[Pages, Depends(pages_of)]
Organiser = Annotated[Session, Depends(staff("organiser"))]
Office = Annotated[Session, Depends(staff("organiser", "screener"))]
Reporter = Annotated[Session, Depends(staff("organiser", "unit"))]
SheetSender = Annotated[Session, Depends(staff("organiser", "screener", "unit"))]
Citizen = Annotated[Session, Depends(require("citizen"))]
