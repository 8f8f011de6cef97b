"""A preview of another weighing on data of the past: what the composite of a certified vote would have been.

Only for votes that are certified, so that nobody tries weights on a vote that runs. It changes nothing.
"""

from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, BeforeValidator, Field

from review.domain.composite import Normalisation, Weighing, compose
from review.domain.selection_steps import in_the_running
from review.domain.state import Campaign
from review.entrypoints.answers import need
from review.entrypoints.choosing import AtWork, all_known
from review.entrypoints.guards import At, DeskPart, Organiser, pages_of
from review.entrypoints.selection_views import CompositeView, weighed_view

router = APIRouter()
PAGE = "/office/contest/weighing"


class Tried(BaseModel):
    """A weighing that the office wants to see."""

    public_weight: Decimal = Field(
        default=Decimal("0.5"), ge=0, le=1, max_digits=5, decimal_places=4, description="Share of the public vote"
    )
    normalisation: Normalisation = Field(default="range", description="How both figures are laid on 0 to 100")
    cap: int | None = Field(default=None, ge=1, le=10**9, description="Most votes of one entry that count")


class TriedForm(Tried):
    """The same from a page, on a vote of the past. An empty cap is none."""

    campaign: str = Field(default="", max_length=64)
    of: str = Field(default="", max_length=64)
    cap: Annotated[Annotated[int, Field(ge=1, le=10**9)] | None, BeforeValidator(lambda value: value or None)] = None


@router.get("/api/v1/review/{c}/composite/preview", tags=["decision"])
async def preview(at: At, _session: Organiser, tried: Annotated[Tried, Query()]) -> CompositeView:
    """The composite under another weighing. Problem 409 `contest-not-certified` while the vote runs."""
    need(at.selection.result, "contest-not-certified")
    return _weighed(at, tried)


@router.get(PAGE, include_in_schema=False)
async def page(
    request: Request, session: Organiser, at: AtWork, desk: DeskPart, tried: Annotated[TriedForm, Query()]
) -> Response:
    """The figures of a certified vote under the weighing that was typed, beside those that held."""
    past = [one for one in all_known(desk) if one.selection.result and session.campaign in (None, one.campaign_id)]
    chosen = next((one for one in past if one.campaign_id == tried.of), past[0] if past else None)
    seen = _beside(chosen, tried) if chosen else []
    return pages_of(request).render(
        request, "office_weighing.html", campaign=at, past=past, chosen=chosen, tried=tried, lines=seen
    )


def _weighed(at: Campaign, tried: Tried) -> CompositeView:
    weighing = Weighing(tried.public_weight, tried.normalisation, tried.cap)
    return weighed_view(compose(in_the_running(at.selection), weighing), weighing, at.selection, at.ground)


def _beside(at: Campaign, tried: Tried) -> list[tuple[object, int]]:
    """Each line with the rank that it had in truth."""
    held = {line.entry_id: line.rank for line in at.selection.composite}
    return [(line, held[line.entry_id]) for line in _weighed(at, tried).entries]
