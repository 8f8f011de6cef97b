"""The JSON API of entries and screening."""

from typing import Annotated

from fastapi import APIRouter, Query

from review.domain.entry import Status
from review.domain.events import ScreeningLine
from review.domain.listing import slice_of, with_status
from review.entrypoints.guards import After, At, DeskPart, Limit, Organiser, Screener
from review.entrypoints.refusals import taken
from review.entrypoints.requests import Screenings
from review.entrypoints.views import BulkAnswer, FunnelView, StaffEntries, bulk_answer, funnel_view, staff_entry
from review.handlers import office

router = APIRouter(prefix="/api/v1/review/{c}")
OfStatus = Annotated[Status | None, Query(description="Those of one status; all when left out")]


@router.get("/entries")
async def entries(
    campaign: At, _session: Screener, status: OfStatus = None, after: After = None, limit: Limit = 100
) -> StaffEntries:
    """Entries in the order of their arrival, all or those of one status."""
    found = slice_of(with_status(campaign, status), after, limit)
    return StaffEntries(entries=[staff_entry(entry) for entry in found.entries], next=found.next, total=found.total)


@router.post("/screenings")
async def screenings(campaign: At, body: Screenings, desk: DeskPart, session: Screener) -> BulkAnswer:
    """Lets entries pass or rejects them. Each line is taken or refused by itself."""
    lines = [ScreeningLine(one.entry_id, one.decision, one.reason or "", one.replaces) for one in body.decisions]
    return bulk_answer(taken(await office.screen(desk, campaign.campaign_id, lines, session.subject)))


@router.get("/funnel")
async def funnel(campaign: At, _session: Organiser) -> FunnelView:
    """How many entries came how far."""
    return funnel_view(campaign)
