"""The office's queue: screening by checkboxes, and where the campaign stands."""

from collections.abc import Sequence
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from review.domain.entry import STATUSES
from review.domain.events import Decision, ScreeningLine
from review.domain.fold import Refusal
from review.domain.listing import Slice, slice_of, undecided_duplicates, with_status
from review.domain.state import Campaign
from review.entrypoints.choosing import AtWork, all_known, chosen
from review.entrypoints.guards import DeskPart, Screener, pages_of
from review.entrypoints.refusals import WORDS, taken
from review.entrypoints.views import funnel_view, staff_entry
from review.handlers import office

router = APIRouter(include_in_schema=False)
PAGE = 50
Show = Literal["all", "duplicates", "undecided", "passed", "rejected", "discussed", "finalist", "withdrawn"]
Standing = Literal["undecided", "pass", "reject"]
STANDINGS: dict[str, Standing] = {"undecided": "undecided", "pass": "pass", "reject": "reject"}
SHOWN_AFTER = {"campaign", "show", "done"}
"""What the queue is asked for after a screening."""


class Queue(BaseModel):
    """What the queue shows: of which campaign, which entries, from where on, and whether all are ticked."""

    campaign: str = Field(default="", max_length=64)
    show: Show = "undecided"
    after: str | None = Field(default=None, max_length=64)
    ticked: bool = False
    done: int | None = None


class ScreeningForm(BaseModel):
    """Ticked entries, each as `id|what stood`, and what to do with them."""

    show: Show = "undecided"
    picked: list[str] = Field(default=[], max_length=PAGE)
    decision: Decision
    reason: str = Field(default="", max_length=200)

    def lines(self) -> list[ScreeningLine]:
        """What stood goes with each decision, so that nobody is overruled unseen."""
        pairs = [pick.partition("|") for pick in self.picked]
        return [ScreeningLine(entry, self.decision, self.reason, STANDINGS.get(stood)) for entry, _, stood in pairs]


@router.get("/office")
async def queue(request: Request, session: Screener, desk: DeskPart, query: Annotated[Queue, Query()]) -> Response:
    """The entries that wait, and how far the others are; a choice of campaigns when there are several."""
    known = all_known(desk)
    named = query.campaign or session.campaign or ""
    if not named and len(known) != 1:
        return pages_of(request).render(request, "choice.html", campaigns=known, to="/office")
    return _page(request, chosen(desk, named), query)


@router.post("/office/screenings")
async def screen(
    request: Request, session: Screener, desk: DeskPart, campaign: AtWork, form: Annotated[ScreeningForm, Form()]
) -> Response:
    """Takes the decisions; what was refused is shown with its reason."""
    here = Queue(campaign=campaign.campaign_id, show=form.show)
    if not form.picked:
        return _page(request, campaign, here, refused=[Refusal("", "no-entries")])
    accepted = taken(await office.screen(desk, campaign.campaign_id, form.lines(), session.subject))
    here.done = len(accepted.taken)
    if accepted.refused:
        return _page(request, campaign, here, refused=accepted.refused)
    return RedirectResponse(f"/office?{urlencode(here.model_dump(include=SHOWN_AFTER))}", status_code=303)


def _page(request: Request, campaign: Campaign, query: Queue, refused: Sequence[Refusal] = ()) -> Response:
    found = _slice(campaign, query)
    faults = [(campaign.entries.get(one.id), WORDS[one.code][1:]) for one in refused]
    return pages_of(request).render(
        request,
        "office.html",
        status=409 if refused else 200,
        campaign=campaign,
        query=query,
        entries=[staff_entry(entry) for entry in found.entries],
        next=found.next,
        total=found.total,
        faults=faults,
        funnel=funnel_view(campaign),
    )


def _slice(campaign: Campaign, query: Queue) -> Slice:
    if query.show == "duplicates":
        return slice_of(undecided_duplicates(campaign), query.after, PAGE)
    status = next((status for status in STATUSES if status == query.show), None)
    return slice_of(with_status(campaign, status), query.after, PAGE)
