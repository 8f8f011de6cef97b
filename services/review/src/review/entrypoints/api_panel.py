"""The API of 专家论证: panel, blind ballot, scores, the cut to the nominees, refinements."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from plumbing.openapi import or_as_before
from plumbing.tokens import Session
from pydantic import BaseModel

from review.domain.fold import Refused
from review.entrypoints.answers import need, settle
from review.entrypoints.guards import At, DeskPart, Organiser, staff
from review.entrypoints.refusals import problem_of
from review.entrypoints.selection_requests import PanelRequest, RefinementRequest, ScoresRequest
from review.entrypoints.selection_views import (
    BallotView,
    NomineesView,
    PanelView,
    ballot_view,
    nominees_view,
    panel_view,
)
from review.handlers import panel, scoring

router = APIRouter(prefix="/api/v1/review/{c}", tags=["panel"])
Judge = Annotated[Session, Depends(staff("judge"))]
Reader = Annotated[Session, Depends(staff("organiser", "leader"))]


class Saved(BaseModel):
    """What became of a ballot."""

    saved: int
    missing: int


class Refined(BaseModel):
    """A nominee's text of now."""

    entry_id: str
    phrase: str
    explanation: str
    version: int


@router.post("/panel", status_code=201, responses=or_as_before(PanelView))
async def seat_panel(body: PanelRequest, at: At, desk: DeskPart, session: Organiser, response: Response) -> PanelView:
    """Names the judges; they can change until the nominees are cut."""
    conflicts = body.known_conflicts()
    settle(response, await panel.seat_panel(desk, at.campaign_id, body.judges, conflicts, session.subject))
    return panel_view(at.selection, at.ground)


@router.get("/panel")
async def read_panel(at: At, _session: Reader) -> PanelView:
    """The panel and how far each judge is; no mark is shown."""
    return panel_view(at.selection, at.ground)


@router.get("/ballot")
async def read_ballot(at: At, session: Judge) -> BallotView:
    """The judge's own ballot, blind."""
    if session.subject not in at.selection.panel.judges:
        raise problem_of(Refused("not-on-panel"))
    return ballot_view(at.selection, at.ground, session.subject)


@router.post("/scores", status_code=201, responses=or_as_before(Saved))
async def give_scores(body: ScoresRequest, at: At, desk: DeskPart, session: Judge, response: Response) -> Saved:
    """Saves marks and abstentions; all lines or none."""
    sheets = [line.sheet() for line in body.scores]
    settle(response, await scoring.give_scores(desk, at.campaign_id, session.subject, sheets))
    missing = at.selection.panel.missing(at.ground.ids).get(session.subject, 0)
    return Saved(saved=len(sheets), missing=missing)


@router.post("/nominees", status_code=201, responses=or_as_before(NomineesView))
async def cut_nominees(at: At, desk: DeskPart, session: Organiser, response: Response) -> NomineesView:
    """Cuts the finalists to the nominees, once every ballot is complete."""
    settle(response, await panel.cut_nominees(desk, at.campaign_id, session.subject))
    return nominees_view(at.selection, at.ground)


@router.get("/nominees")
async def read_nominees(at: At, _session: Reader) -> NomineesView:
    """The nominees in the order of the cut."""
    need(at.selection.nominees, "nominees-not-cut")
    return nominees_view(at.selection, at.ground)


@router.post("/refinements", status_code=201, responses=or_as_before(Refined))
async def refine(body: RefinementRequest, at: At, desk: DeskPart, session: Organiser, response: Response) -> Refined:
    """Gives a nominee a better text; every version is kept."""
    version = (body.entry_id, body.text, body.explanation)
    settle(response, await panel.refine_text(desk, at.campaign_id, version, session.subject))
    now = at.selection.text_of(at.ground.work(body.entry_id))
    versions = at.selection.versions.get(body.entry_id, [])
    return Refined(entry_id=now.entry_id, phrase=now.phrase, explanation=now.explanation, version=max(1, len(versions)))
