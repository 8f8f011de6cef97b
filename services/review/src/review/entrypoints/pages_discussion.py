"""The office's pages of the discussion: what is published, what people said, and who goes on."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from review.domain.discussion import shown_comments
from review.domain.entry import CommentStatus
from review.domain.events import ModerationLine, Ruling
from review.domain.fold import Refused, Verdict
from review.domain.listing import slice_of, with_status
from review.domain.sensitive import Find
from review.domain.state import Campaign
from review.entrypoints.choosing import AtWork
from review.entrypoints.guards import After, DeskPart, Organiser, Screener, marks_of, pages_of
from review.entrypoints.mark_views import marked_pieces
from review.entrypoints.refusals import WORDS, taken
from review.handlers import office

router = APIRouter(include_in_schema=False)
PAGE = 100


class Picked(BaseModel):
    """Ticked rows."""

    picked: list[str] = Field(default=[], max_length=2000)


class DiscussionForm(Picked):
    """Ticked entries and what to do with them."""

    act: Literal["publish", "take-back", "end"]


class ModerationForm(Picked):
    """Ticked comments and whether they show."""

    decision: Ruling


class CommentQuery(BaseModel):
    """Which comments, whether only those with sensitive words, and whether all are ticked."""

    campaign: str = Field(default="", max_length=64)
    status: CommentStatus = "held"
    sensitive: bool = False
    ticked: bool = False

    def wants(self, finds: Sequence[Find]) -> bool:
        """Whether a comment with these words in it is wanted."""
        return bool(finds) or not self.sensitive


@router.get("/office/discussion")
async def discussion(
    request: Request, _session: Organiser, campaign: AtWork, after: After = None, ticked: bool = False
) -> Response:
    """What can be published, and what is."""
    return _discussion_page(request, campaign, after, ticked=ticked)


@router.post("/office/discussion")
async def change_discussion(
    request: Request, session: Organiser, desk: DeskPart, campaign: AtWork, form: Annotated[DiscussionForm, Form()]
) -> Response:
    """Publishes, takes back, or ends the discussion."""
    verdict = await _changed(desk, campaign.campaign_id, form, session.subject)
    if isinstance(verdict, Refused):
        return _discussion_page(request, campaign, None, verdict)
    return _back("discussion", campaign)


@router.get("/office/comments")
async def comments(
    request: Request, _session: Screener, campaign: AtWork, query: Annotated[CommentQuery, Query()]
) -> Response:
    """Comments of one status, oldest first, at most a hundred at once, with the sensitive words in them."""
    find = partial(marks_of(request).in_comment, campaign)
    found = [one for one in campaign.comments.values() if one.status == query.status and query.wants(find(one))]
    rows = [(one, campaign.entries[one.entry_id].phrase, marked_pieces(one.text, find(one))) for one in found[:PAGE]]
    context = {"campaign": campaign, "query": query, "rows": rows, "total": len(found)}
    return _render(request, "office_comments.html", context, None)


@router.post("/office/comments")
async def moderate(
    session: Screener, desk: DeskPart, campaign: AtWork, form: Annotated[ModerationForm, Form()]
) -> Response:
    """Shows or hides the ticked comments."""
    lines = [ModerationLine(comment_id, form.decision) for comment_id in form.picked]
    if lines:
        taken(await office.moderate(desk, campaign.campaign_id, lines, session.subject))
    return _back("comments", campaign)


@router.get("/office/finalists")
async def finalists(request: Request, _session: Organiser, campaign: AtWork) -> Response:
    """The discussed entries to choose from, or the list that was chosen."""
    return _finalists_page(request, campaign, [])


@router.post("/office/finalists")
async def choose_finalists(
    request: Request, session: Organiser, desk: DeskPart, campaign: AtWork, form: Annotated[Picked, Form()]
) -> Response:
    """Chooses the finalists; a list of the wrong length comes back as it was ticked."""
    verdict = await office.choose_finalists(desk, campaign.campaign_id, form.picked, session.subject)
    if isinstance(verdict, Refused):
        return _finalists_page(request, campaign, form.picked, verdict)
    return _back("finalists", campaign)


async def _changed(desk: DeskPart, campaign_id: str, form: DiscussionForm, actor: str) -> Verdict:
    if form.act == "end":
        return await office.end_discussion(desk, campaign_id, actor)
    if form.act == "publish":
        return await office.publish(desk, campaign_id, form.picked, actor)
    return await office.take_back(desk, campaign_id, form.picked, actor)


def _discussion_page(
    request: Request, campaign: Campaign, after: str | None, fault: Refused | None = None, *, ticked: bool = False
) -> Response:
    waiting = slice_of(with_status(campaign, "passed"), after, PAGE)
    published = [(entry, len(list(shown_comments(campaign, entry)))) for entry in campaign.discussed()]
    context = {"campaign": campaign, "waiting": waiting, "published": published, "after": after, "ticked": ticked}
    return _render(request, "office_discussion.html", context, fault)


def _finalists_page(request: Request, campaign: Campaign, picked: list[str], fault: Refused | None = None) -> Response:
    rows = [(entry, len(list(shown_comments(campaign, entry)))) for entry in campaign.discussed()]
    chosen_now = [campaign.entries[entry_id] for entry_id in campaign.finalists]
    context = {"campaign": campaign, "rows": rows, "chosen": chosen_now, "picked": set(picked)}
    return _render(request, "office_finalists.html", context, fault)


def _render(request: Request, template: str, context: Mapping[str, object], fault: Refused | None) -> Response:
    status, words = (200, None) if fault is None else (WORDS[fault.code][0], WORDS[fault.code][1:])
    return pages_of(request).render(request, template, status=status, fault=words, **context)


def _back(to: str, campaign: Campaign) -> Response:
    return RedirectResponse(f"/office/{to}?campaign={campaign.campaign_id}", status_code=303)
