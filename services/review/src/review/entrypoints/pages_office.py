"""The office's queue: screening by checkboxes, and where the campaign stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from plumbing.tokens import Session
from pydantic import Field

from review.domain.entry import STATUSES, Entry
from review.domain.events import Decision, ScreeningLine
from review.domain.fold import Refusal, Verdict
from review.domain.listing import slice_of, undecided_duplicates, waiting_for, with_status
from review.domain.reasons import said
from review.domain.state import Campaign
from review.entrypoints.choosing import AtWork, all_known, chosen
from review.entrypoints.guards import DeskPart, Screener, marks_of, pages_of
from review.entrypoints.queue_query import Narrowing
from review.entrypoints.refusals import WORDS, taken
from review.entrypoints.requests import ReasonCode
from review.entrypoints.views import funnel_view, progress_view, staff_entry
from review.handlers import office
from review.handlers.desk import Desk

router = APIRouter(include_in_schema=False)
PAGE = 50
Show = Literal[
    "all", "duplicates", "second", "organiser", "undecided", "passed", "rejected", "discussed", "finalist", "withdrawn"
]
Standing = Literal["undecided", "pass", "reject"]
STANDINGS: dict[str, Standing] = {"undecided": "undecided", "pass": "pass", "reject": "reject"}


class Queue(Narrowing):
    """What the queue shows: of which campaign, which entries, from where on, and whether all are ticked."""

    campaign: str = Field(default="", max_length=64)
    show: Show = "undecided"
    after: str | None = Field(default=None, max_length=64)
    ticked: bool = False
    done: int | None = None


class ScreeningForm(Narrowing):
    """Ticked entries, each as `id|what stood`, what to do with them, and which list to go back to."""

    show: Show = "undecided"
    picked: list[str] = Field(default=[], max_length=PAGE)
    decision: Decision | Literal["undo"]
    reason: str = Field(default="", max_length=200)
    reasons: list[ReasonCode] = Field(default=[], max_length=10)

    def lines(self, decision: Decision) -> list[ScreeningLine]:
        """What stood goes with each decision, so that nobody is overruled unseen."""
        pairs = [pick.partition("|") for pick in self.picked]
        reasons = tuple(self.reasons)
        return [ScreeningLine(entry, decision, self.reason, STANDINGS.get(stood), reasons) for entry, _, stood in pairs]

    def ids(self) -> list[str]:
        """The ticked entries."""
        return [pick.partition("|")[0] for pick in self.picked]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was not taken, and the form as it was filled in."""

    refused: Sequence[Refusal]
    form: ScreeningForm


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
    here = Queue(campaign=campaign.campaign_id, **form.model_dump(include={"show", *Narrowing.model_fields}))
    if not form.picked:
        return _page(request, campaign, here, Kept([Refusal("", "no-entries")], form))
    accepted = taken(await _decided(desk, campaign.campaign_id, form, session))
    here.done = len(accepted.taken)
    return _page(request, campaign, here, Kept(accepted.refused, form)) if accepted.refused else _back(here)


async def _decided(desk: Desk, campaign_id: str, form: ScreeningForm, who: Session) -> Verdict:
    if form.decision == "undo":
        return await office.undo(desk, campaign_id, form.ids(), who)
    return await office.screen(desk, campaign_id, form.lines(form.decision), who)


def _back(here: Queue) -> Response:
    query = urlencode({"campaign": here.campaign, "show": here.show, "done": here.done})
    return RedirectResponse(f"/office?{query}{here.query()}", status_code=303)


def _page(request: Request, campaign: Campaign, query: Queue, kept: Kept | None = None) -> Response:
    refused = kept.refused if kept else ()
    look = marks_of(request).look(campaign)
    found = slice_of(query.of(_listed(campaign, query.show), look), query.after, PAGE)
    faults = [(campaign.entries.get(one.id), WORDS[one.code][1:]) for one in refused]
    return pages_of(request).render(
        request,
        "office.html",
        status=409 if refused else 200,
        campaign=campaign,
        query=query,
        narrowed=query.query(),
        **units_of(campaign),
        entries=[staff_entry(entry, look(entry)) for entry in found.entries],
        next=found.next,
        total=found.total,
        faults=faults,
        kept=kept.form if kept else None,
        kept_ids={one.id for one in refused},
        reasons=campaign.rules.reasons,
        reason_words=partial(said, reasons=campaign.rules.reasons),
        progress=progress_view(campaign),
        funnel=funnel_view(campaign),
    )


def _listed(campaign: Campaign, show: Show) -> Iterable[Entry]:
    if show in ("second", "organiser"):
        return waiting_for(campaign, show)
    if show == "duplicates":
        return undecided_duplicates(campaign)
    return with_status(campaign, next((status for status in STATUSES if status == show), None))


def units_of(campaign: Campaign) -> dict[str, object]:
    """The campaign's units, to choose from and by their names."""
    units = [(unit.unit_id, unit.name, "zh-CN") for unit in campaign.rules.units]
    return {"units": units, "unit_names": {unit[0]: unit[1] for unit in units}}
