"""The judge's page: the blind ballot."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from plumbing.tokens import Session

from review.domain.fold import Refused
from review.domain.state import Campaign
from review.entrypoints.ballot_form import Words, read_ballot, typed
from review.entrypoints.choosing import all_known
from review.entrypoints.guards import DeskPart, pages_of, staff
from review.entrypoints.own_campaign import Own
from review.entrypoints.panel_views import ballot_view, round_of
from review.entrypoints.refusals import WORDS
from review.handlers.desk import Desk
from review.handlers.scoring import give_scores, present

router = APIRouter(include_in_schema=False)
FIELDS = 5000
"""Most fields of a ballot: five for each of a thousand finalists."""
Judge = Annotated[Session, Depends(staff("judge"))]


@dataclass(frozen=True, slots=True)
class Tried:
    """What the judge typed that could not be taken, and why."""

    form: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, Words] = field(default_factory=dict)
    fault: Words | None = None


@router.get("/judge")
async def ballot(session: Judge, request: Request, own: Own, desk: DeskPart, saved: str = "") -> Response:
    """The finalists with the judge's own marks; a choice of campaigns when there are several."""
    if own is None:
        return pages_of(request).render(request, "choice.html", campaigns=all_known(desk), to="/judge")
    await present(desk, own, session)
    return _page(request, own, session.subject, saved=bool(saved))


@router.post("/judge")
async def save(session: Judge, request: Request, own: Own, desk: DeskPart) -> Response:
    """Saves what is complete; what must be corrected comes back as it was typed."""
    if own is None:
        return RedirectResponse("/judge", status_code=303)
    form = {name: value for name, value in (await request.form(max_fields=FIELDS)).items() if isinstance(value, str)}
    tried = await _tried(desk, own, session.subject, form)
    if tried is not None:
        return _page(request, own, session.subject, tried)
    return RedirectResponse(f"/judge?campaign={quote(own.campaign_id)}&saved=yes", status_code=303)


async def _tried(desk: Desk, own: Campaign, judge: str, form: Mapping[str, str]) -> Tried | None:
    """Hands the ballot in; None when all of it was taken."""
    round_ = round_of(own, judge)
    read = read_ballot(form, [line.entry_id for line in ballot_view(own, judge, round_).entries])
    if read.errors:
        return Tried(form, read.errors)
    verdict = await give_scores(desk, own.campaign_id, judge, read.sheets, round_)
    return Tried(form, fault=WORDS[verdict.code][1:]) if isinstance(verdict, Refused) else None


def _page(request: Request, own: Campaign, judge: str, tried: Tried | None = None, *, saved: bool = False) -> Response:
    view = ballot_view(own, judge, round_of(own, judge))
    lines = [typed(line, tried.form) for line in view.entries] if tried else view.entries
    tried = tried or Tried()
    return pages_of(request).render(
        request,
        "judge.html",
        status=422 if tried.errors else 409 if tried.fault else 200,
        campaign=own,
        ballot=lines,
        view=view,
        closed=view.closed,
        done=sum(line.done for line in view.entries),
        weights=own.rules.selection.weights,
        saved=saved,
        errors=tried.errors,
        fault=tried.fault,
    )
