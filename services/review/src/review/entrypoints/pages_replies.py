"""The office's page of one comment: what was replied, and the form to reply."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Request, Response
from fastapi.responses import RedirectResponse

from review.domain.discussion import COMMENT_LIMIT
from review.domain.entry import Comment
from review.domain.fold import Refused
from review.domain.state import Campaign
from review.entrypoints.choosing import AtWork
from review.entrypoints.guards import DeskPart, Organiser, pages_of
from review.entrypoints.refusals import WORDS, problem_of
from review.handlers import office

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Form()]


def comment_at(campaign: AtWork, comment_id: Annotated[str, Path(max_length=64)]) -> tuple[Campaign, Comment]:
    """Campaign and comment of the path; Problem 404 `comment-unknown`."""
    held = campaign.comments.get(comment_id)
    if held is None:
        raise problem_of(Refused("comment-unknown"))
    return campaign, held


On = Annotated[tuple[Campaign, Comment], Depends(comment_at)]


@router.get("/office/comments/{comment_id}")
async def comment_page(request: Request, _session: Organiser, on: On) -> Response:
    """One comment with every version of its reply."""
    return _page(request, on, on[1].reply.text if on[1].reply else "")


@router.post("/office/comments/{comment_id}")
async def reply(request: Request, session: Organiser, desk: DeskPart, on: On, text: Text = "") -> Response:
    """Replies; what cannot be taken comes back as it was written."""
    campaign, comment = on
    verdict = await office.answer(desk, (campaign.campaign_id, comment.comment_id), text, session.subject)
    if isinstance(verdict, Refused):
        return _page(request, on, text, verdict)
    return RedirectResponse(f"{request.url.path}?campaign={campaign.campaign_id}", status_code=303)


def _page(request: Request, on: tuple[Campaign, Comment], text: str, fault: Refused | None = None) -> Response:
    campaign, comment = on
    status, errors = 200, {}
    if fault is not None:
        status, errors = WORDS[fault.code][0], {"text": WORDS[fault.code][1:]}
    context = {"campaign": campaign, "comment": comment, "entry": campaign.entries[comment.entry_id]}
    return pages_of(request).render(
        request, "office_comment.html", status=status, **context, text=text, errors=errors, limit=COMMENT_LIMIT
    )
