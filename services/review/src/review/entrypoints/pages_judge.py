"""The judge's pages: how far he is, one entry at a time, or the whole blind ballot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse
from plumbing.tokens import Session

from review.domain.fold import Refused
from review.domain.state import Campaign
from review.entrypoints.ballot_form import MISSING, Words, read_ballot, typed
from review.entrypoints.choosing import all_known
from review.entrypoints.guards import DeskPart, pages_of, staff
from review.entrypoints.own_campaign import Own
from review.entrypoints.panel_views import BallotLine, ballot_view, round_of
from review.entrypoints.refusals import WORDS
from review.handlers.desk import Desk
from review.handlers.scoring import give_scores, present

router = APIRouter(include_in_schema=False)
FIELDS = 5000
"""Most fields of a ballot: five for each of a thousand finalists."""
Judge = Annotated[Session, Depends(staff("judge"))]


@dataclass(frozen=True, slots=True)
class Looked:
    """What a judge looks at: one entry of his, all of them on one page, or how far he is."""

    entry: Annotated[str, Query(max_length=64)] = ""
    all: bool = False
    saved: Annotated[str, Query(max_length=10)] = ""


Look = Annotated[Looked, Depends()]


@dataclass(frozen=True, slots=True)
class Tried:
    """What the judge typed that could not be taken, and why."""

    form: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, Words] = field(default_factory=dict)
    fault: Words | None = None


@router.get("/judge")
async def ballot(session: Judge, request: Request, own: Own, desk: DeskPart, look: Look) -> Response:
    """How far the judge is, or an entry with his own marks; a choice of campaigns when there are several."""
    if own is None:
        return pages_of(request).render(request, "choice.html", campaigns=all_known(desk), to="/judge")
    await present(desk, own, session)
    return _page(request, own, session.subject, look)


@router.post("/judge")
async def save(session: Judge, request: Request, own: Own, desk: DeskPart, look: Look) -> Response:
    """Saves what is complete, and to the next open entry; what must be corrected comes back as it was typed."""
    if own is None:
        return RedirectResponse("/judge", status_code=303)
    form = {name: value for name, value in (await request.form(max_fields=FIELDS)).items() if isinstance(value, str)}
    tried = await _tried(desk, own, session.subject, form, look.entry)
    if tried is not None:
        return _page(request, own, session.subject, replace(look, all=not look.entry), tried)
    onwards = {"campaign": own.campaign_id, **_onwards(own, session.subject, look), "saved": "yes"}
    return RedirectResponse(f"/judge?{urlencode(onwards)}", status_code=303)


async def _tried(desk: Desk, own: Campaign, judge: str, form: Mapping[str, str], entry: str) -> Tried | None:
    """Hands the ballot in, or the one entry of it; None when all of it was taken."""
    round_ = round_of(own, judge)
    read = read_ballot(form, _asked(own, judge, entry))
    if entry and not (read.sheets or read.errors):
        return Tried(form, {f"political-{entry}": MISSING})
    if read.errors:
        return Tried(form, read.errors)
    verdict = await give_scores(desk, own.campaign_id, judge, read.sheets, round_)
    return Tried(form, fault=WORDS[verdict.code][1:]) if isinstance(verdict, Refused) else None


def _asked(own: Campaign, judge: str, entry: str) -> list[str]:
    """The entries of the ballot that a form is about: the one, or all."""
    mine = [line.entry_id for line in ballot_view(own, judge, round_of(own, judge)).entries]
    return [one for one in mine if one == entry] if entry else mine


def _onwards(own: Campaign, judge: str, look: Looked) -> dict[str, str]:
    """Where a saved page leads: from an entry to the next open one behind it, then to those before it, then to the
    list.
    """
    if not look.entry:
        return {"all": "yes"}
    view = ballot_view(own, judge, round_of(own, judge))
    found = _next_open(view.entries, look.entry)
    return {"entry": found} if found else {}


def _next_open(lines: Sequence[BallotLine], after: str = "") -> str | None:
    place = next((number for number, line in enumerate(lines, 1) if line.entry_id == after), 0)
    return next((line.entry_id for line in (*lines[place:], *lines[:place]) if not line.done), None)


def _page(request: Request, own: Campaign, judge: str, look: Looked, tried: Tried | None = None) -> Response:
    view = ballot_view(own, judge, round_of(own, judge))
    lines = [typed(line, tried.form) for line in view.entries] if tried else view.entries
    tried = tried or Tried()
    return pages_of(request).render(
        request,
        **_sheet(lines, look),
        status=422 if tried.errors else 409 if tried.fault else 200,
        campaign=own,
        ballot=lines,
        view=view,
        closed=view.closed,
        done=sum(line.done for line in view.entries),
        next_open=_next_open(view.entries),
        weights=own.rules.selection.weights,
        saved=bool(look.saved),
        errors=tried.errors,
        fault=tried.fault,
    )


def _sheet(lines: Sequence[BallotLine], look: Looked) -> dict[str, Any]:
    """The template, and of a single entry its place among its neighbours."""
    ids = [line.entry_id for line in lines]
    if look.entry in ids:
        place = ids.index(look.entry)
        around = {
            "before": ids[place - 1] if place else None,
            "after": ids[place + 1] if place + 1 < len(ids) else None,
        }
        return {"template": "judge_entry.html", "line": lines[place], "place": place + 1, **around}
    return {"template": "judge_ballot.html" if look.all and ids else "judge.html"}
