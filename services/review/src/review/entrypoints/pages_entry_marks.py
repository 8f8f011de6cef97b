"""The office's page of one entry: its marks, and what it is like, side by side."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response

from review.domain.entry import Entry
from review.domain.fold import Refused
from review.domain.state import Campaign
from review.entrypoints.choosing import AtWork
from review.entrypoints.guards import MarksPart, Screener, pages_of
from review.entrypoints.mark_views import beside_views, marked_pieces
from review.entrypoints.refusals import problem_of
from review.entrypoints.views import staff_entry
from review.handlers.marks import Marks

router = APIRouter(include_in_schema=False)
EntryId = Annotated[str, Path(max_length=64)]


@router.get("/office/entries/{e}")
async def entry_page(request: Request, _session: Screener, campaign: AtWork, marks: MarksPart, e: EntryId) -> Response:
    """One entry as a screener sees it, beside everything that it is like."""
    entry = campaign.entries.get(e)
    if entry is None:
        raise problem_of(Refused("entry-unknown"))
    return pages_of(request).render(request, "office_entry.html", **_surroundings(campaign, entry, marks))


def _surroundings(campaign: Campaign, entry: Entry, marks: Marks) -> dict[str, Any]:
    found = marks.of(campaign, entry)
    return {
        "campaign": campaign,
        "entry": staff_entry(entry, found),
        "phrase_pieces": marked_pieces(entry.phrase, found.in_phrase),
        "explanation_pieces": marked_pieces(entry.explanation, found.in_explanation),
        "beside": beside_views(entry.phrase, found.alike),
        "units": {unit.unit_id: unit.name for unit in campaign.rules.units},
    }
