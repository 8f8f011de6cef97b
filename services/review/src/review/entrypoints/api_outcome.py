"""The API of the outcome: everybody reads it, verified citizens object, the office answers and withdraws."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from plumbing.openapi import or_as_before

from review.domain.state import Campaign
from review.entrypoints.answers import settle
from review.entrypoints.guards import At, Citizen, DeskPart, Organiser
from review.entrypoints.objection_requests import (
    AnswerRequest,
    LodgedView,
    ObjectionRequest,
    ObjectionsView,
    WithdrawalRequest,
    objection_view,
)
from review.entrypoints.outcome_views import OutcomeView, outcome_view
from review.entrypoints.refusals import taken
from review.handlers import objections
from review.handlers.commenting import cleaned
from review.handlers.desk import Desk
from review.handlers.objections import objection_id

router = APIRouter(tags=["outcome"])
Number = Annotated[int, Path(ge=1, le=1_000_000, description="The objection's number in the register")]


@router.get("/api/v1/outcome/{c}")
async def read_outcome(at: At, desk: DeskPart) -> OutcomeView:
    """The lists as they stand, every change of them, and the register of objections."""
    return outcome_view(at.selection, at.ground, desk.now())


@router.post("/api/v1/outcome/{c}/objections", status_code=201, responses=or_as_before(LodgedView))
async def object_to(body: ObjectionRequest, at: At, desk: DeskPart, session: Citizen, response: Response) -> LodgedView:
    """Objects to an entry on the lists; the same words again are the same objection (200)."""
    settle(response, await objections.lodge(desk, at.campaign_id, body.complaint(), session.subject))
    return lodged_view(at, body, session.subject)


@router.get("/api/v1/review/{c}/objections")
async def read_objections(at: At, desk: DeskPart, _session: Organiser) -> ObjectionsView:
    """Every objection with its text; those that are late are counted."""
    return objections_view(at, desk)


@router.post("/api/v1/review/{c}/objections", status_code=201, responses=or_as_before(LodgedView))
async def object_for(
    body: ObjectionRequest, at: At, desk: DeskPart, session: Organiser, response: Response
) -> LodgedView:
    """Enters an objection that came by letter, by telephone or in person."""
    verdict = await objections.lodge(desk, at.campaign_id, body.complaint(), session.subject, on_behalf=True)
    settle(response, verdict)
    return lodged_view(at, body, session.subject)


@router.put("/api/v1/review/{c}/objections/{number}/answer")
async def answer(number: Number, body: AnswerRequest, at: At, desk: DeskPart, session: Organiser) -> ObjectionsView:
    """The one answer, with a public reason. An entry against which it is upheld leaves its list."""
    ruling = (body.ruling, body.reason)
    taken(await objections.answer(desk, at.campaign_id, number, ruling, session.subject))
    return objections_view(at, desk)


@router.post("/api/v1/review/{c}/withdrawals", status_code=201, responses=or_as_before(OutcomeView))
async def withdraw(
    body: WithdrawalRequest, at: At, desk: DeskPart, session: Organiser, response: Response
) -> OutcomeView:
    """Takes an entry out after the vote; whoever is next moves up by the stated rule."""
    verdict = await objections.withdraw(desk, at.campaign_id, body.entry_id, body.reason, session.subject)
    settle(response, verdict)
    return outcome_view(at.selection, at.ground, desk.now())


def objections_view(at: Campaign, desk: Desk) -> ObjectionsView:
    """The register as the office reads it."""
    lines = [objection_view(one, desk.now()) for one in at.selection.outcome.objections]
    return ObjectionsView(objections=lines, overdue=sum(line.state == "overdue" for line in lines))


def lodged_view(at: Campaign, body: ObjectionRequest, actor: str) -> LodgedView:
    """The number and the deadline of what was just lodged."""
    wanted = objection_id(at.campaign_id, body.entry_id, actor, cleaned(body.text))
    one = next(one for one in at.selection.outcome.objections if one.objection_id == wanted)
    return LodgedView(number=one.number, entry_id=one.entry_id, due_at=one.due_at)
