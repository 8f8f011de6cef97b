"""The JSON API of entries and screening."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from review.domain.entry import Status
from review.domain.events import ScreeningLine
from review.domain.listing import slice_of, with_status
from review.entrypoints.guards import At, DeskPart, MarksPart, Organiser, Screener
from review.entrypoints.queue_query import Narrowing
from review.entrypoints.refusals import taken
from review.entrypoints.requests import EntryIds, Screenings
from review.entrypoints.views import (
    BulkAnswer,
    FunnelView,
    ProgressView,
    StaffEntries,
    bulk_answer,
    funnel_view,
    progress_view,
    staff_entry,
)
from review.handlers import office

router = APIRouter(prefix="/api/v1/review/{c}")


class EntryQuery(Narrowing):
    """Which entries, and how many of them."""

    status: Status | None = Field(default=None, description="Those of one status; all when left out")
    after: str | None = Field(default=None, max_length=64, description="Cursor: the last entry of the page before")
    limit: int = Field(default=100, ge=1, le=1000, description="How many of them, at most")


@router.get("/entries")
async def entries(
    campaign: At, _session: Screener, marks: MarksPart, query: Annotated[EntryQuery, Query()]
) -> StaffEntries:
    """Entries in the order of their arrival, all or those that are asked for."""
    look = marks.look(campaign)
    found = slice_of(query.of(with_status(campaign, query.status), look), query.after, query.limit)
    shown = [staff_entry(entry, look(entry)) for entry in found.entries]
    return StaffEntries(entries=shown, next=found.next, total=found.total)


@router.post("/screenings")
async def screenings(campaign: At, body: Screenings, desk: DeskPart, session: Screener) -> BulkAnswer:
    """Lets entries pass or rejects them. Each line is taken or refused by itself."""
    lines = [
        ScreeningLine(one.entry_id, one.decision, one.reason or "", one.replaces, tuple(one.reasons))
        for one in body.decisions
    ]
    return bulk_answer(taken(await office.screen(desk, campaign.campaign_id, lines, session)))


@router.post("/screenings/undo")
async def undo(campaign: At, body: EntryIds, desk: DeskPart, session: Screener) -> BulkAnswer:
    """Takes decisions back until an entry is published; of open proposals one's own, an organiser all of them."""
    return bulk_answer(taken(await office.undo(desk, campaign.campaign_id, body.entry_ids, session)))


@router.get("/progress")
async def progress(campaign: At, _session: Screener) -> ProgressView:
    """How far the screening is."""
    return progress_view(campaign)


@router.get("/funnel")
async def funnel(campaign: At, _session: Organiser) -> FunnelView:
    """How many entries came how far."""
    return funnel_view(campaign)
