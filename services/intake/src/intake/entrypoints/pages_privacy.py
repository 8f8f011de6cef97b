"""隐私说明: what is kept of a person, who can open it, until when, and how it is erased (design §6)."""

from fastapi import APIRouter, Request, Response
from pages.rendering import current_session

from intake.entrypoints.guards import DeskPart, PagesPart

router = APIRouter(include_in_schema=False)


@router.get("/privacy")
async def privacy(request: Request, desk: DeskPart, pages: PagesPart) -> Response:
    """The same for every campaign, with the date until which each keeps contacts."""
    session = current_session(request)
    return pages.render(
        request,
        "privacy.html",
        campaigns=list(reversed(desk.state.campaigns.values())),
        citizen=session is not None and session.role == "citizen",
    )
