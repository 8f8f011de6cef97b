"""The API of 专家论证: panel, blind ballot, scores, the cut to the nominees, refinements."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from plumbing.openapi import or_as_before
from plumbing.tokens import Session
from pydantic import BaseModel

from review.domain.fold import Refused
from review.domain.panel import Round
from review.entrypoints.answers import need, settle
from review.entrypoints.guards import At, DeskPart, Organiser, staff
from review.entrypoints.panel_views import (
    BallotView,
    NomineesView,
    PanelView,
    ballot_view,
    finalists_by_panel,
    nominees_view,
    panel_view,
    round_of,
)
from review.entrypoints.refusals import problem_of, taken
from review.entrypoints.selection_requests import PanelRequest, RefinementRequest, RoundRequest, ScoresRequest
from review.handlers import panel, scoring

router = APIRouter(prefix="/api/v1/review/{c}", tags=["panel"])
Judge = Annotated[Session, Depends(staff("judge"))]
Reader = Annotated[Session, Depends(staff("organiser", "leader"))]
OfRound = Annotated[Round, Query(alias="round", description="初评 (finalist) or 复评 (nominee)")]
OwnRound = Annotated[Round | None, Query(alias="round", description="Left out: the one that is to be scored now")]


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
    """Names the judges of a round; they can change until its list is cut."""
    settle(response, await panel.seat_panel(desk, at.campaign_id, body.seats(), session.subject))
    return panel_view(at, body.round)


@router.get("/panel")
async def read_panel(at: At, _session: Reader, round_: OfRound = "nominee") -> PanelView:
    """The panel and how far each judge is; no mark is shown."""
    return panel_view(at, round_)


@router.post("/panel/reminders")
async def remind(body: RoundRequest, at: At, desk: DeskPart, session: Organiser) -> PanelView:
    """Reminds the judges whose ballots are not full: they see it on their page."""
    taken(await panel.remind_judges(desk, at.campaign_id, body.round, session.subject))
    return panel_view(at, body.round)


@router.get("/ballot")
async def read_ballot(at: At, desk: DeskPart, session: Judge, round_: OwnRound = None) -> BallotView:
    """The judge's own ballot, blind."""
    await scoring.present(desk, at, session)
    wanted = round_ or round_of(at, session.subject)
    if session.subject not in at.selection.panel_of(wanted).judges:
        raise problem_of(Refused("not-on-panel"))
    return ballot_view(at, session.subject, wanted)


@router.post("/scores", status_code=201, responses=or_as_before(Saved))
async def give_scores(body: ScoresRequest, at: At, desk: DeskPart, session: Judge, response: Response) -> Saved:
    """Saves marks and abstentions; all lines or none."""
    await scoring.present(desk, at, session)
    sheets = [line.sheet() for line in body.scores]
    settle(response, await scoring.give_scores(desk, at.campaign_id, session.subject, sheets, body.round))
    missing = at.selection.panel_of(body.round).missing(at.field_of(body.round)).get(session.subject, 0)
    return Saved(saved=len(sheets), missing=missing)


@router.post("/finalists/cut", status_code=201, responses=or_as_before(NomineesView))
async def cut_finalists(at: At, desk: DeskPart, session: Organiser, response: Response) -> NomineesView:
    """Cuts the discussed entries to the finalists by the panel's scores; the list is pending until released."""
    settle(response, await panel.cut_finalists(desk, at.campaign_id, session.subject))
    return finalists_by_panel(at) or nominees_view(at)


@router.post("/nominees", status_code=201, responses=or_as_before(NomineesView))
async def cut_nominees(at: At, desk: DeskPart, session: Organiser, response: Response) -> NomineesView:
    """Cuts the finalists to the nominees, once every ballot is complete; the list is pending until released."""
    settle(response, await panel.cut_nominees(desk, at.campaign_id, session.subject))
    return nominees_view(at)


@router.get("/nominees")
async def read_nominees(at: At, _session: Reader) -> NomineesView:
    """The nominees in the order of the cut."""
    need(at.selection.nominees, "nominees-not-cut")
    return nominees_view(at)


@router.post("/refinements", status_code=201, responses=or_as_before(Refined))
async def refine(body: RefinementRequest, at: At, desk: DeskPart, session: Organiser, response: Response) -> Refined:
    """Gives a nominee a better text; every version is kept."""
    version = (body.entry_id, body.text, body.explanation)
    settle(response, await panel.refine_text(desk, at.campaign_id, version, session.subject))
    now = at.selection.text_of(at.ground.work(body.entry_id))
    versions = at.selection.versions.get(body.entry_id, [])
    return Refined(entry_id=now.entry_id, phrase=now.phrase, explanation=now.explanation, version=max(1, len(versions)))
