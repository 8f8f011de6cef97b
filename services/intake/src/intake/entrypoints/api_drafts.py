"""The draft of a citizen, as JSON."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Response
from plumbing.problems import Problem
from pydantic import BaseModel, Field

from intake.entrypoints.api_campaigns import Strict
from intake.entrypoints.guards import CampaignId, Citizen, DeskPart
from intake.handlers.drafts import drop_draft, find_draft, keep_draft

router = APIRouter(prefix="/api/v1/campaigns/{c}/draft")
Text = Annotated[str, Field(max_length=4000)]


class DraftRequest(Strict):
    """What was written so far; nothing of it has to be sound."""

    phrase: Text = ""
    explanation: Text = ""
    name: Text = ""
    workplace: Text = ""
    co_authors: Annotated[str, Field(max_length=4000, description="As in the form: one a line")] = ""
    share: Annotated[str, Field(max_length=20)] = ""


class DraftView(BaseModel):
    """What was written so far, and when it was kept."""

    phrase: str = ""
    explanation: str = ""
    name: str = ""
    workplace: str = ""
    co_authors: str = ""
    share: str = ""
    kept_at: datetime


@router.put("", status_code=204)
async def keep(c: CampaignId, body: DraftRequest, desk: DeskPart, citizen: Citizen) -> Response:
    """Keeps a draft for a month, under seal; the one before gives way. It may be lost, and is not handed in."""
    await keep_draft(desk, c, citizen, body.model_dump())
    return Response(status_code=204)


@router.get("")
async def read(c: CampaignId, desk: DeskPart, citizen: Citizen) -> DraftView:
    """The draft; 404 `draft-unknown` when there is none."""
    desk.campaign(c)
    found = await find_draft(desk, c, citizen)
    if found is None:
        raise Problem("draft-unknown", 404, "没有草稿。", "There is no draft.")
    return DraftView(**found.fields, kept_at=found.kept_at)


@router.delete("", status_code=204)
async def drop(c: CampaignId, desk: DeskPart, citizen: Citizen) -> Response:
    """Forgets the draft; again it changes nothing."""
    desk.campaign(c)
    await drop_draft(desk, c, citizen)
    return Response(status_code=204)
