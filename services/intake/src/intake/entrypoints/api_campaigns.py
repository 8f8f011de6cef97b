"""Campaigns, as JSON."""

from datetime import datetime
from typing import Annotated

from contracts import CampaignPublished
from fastapi import APIRouter, Response
from plumbing.moments import Moment
from plumbing.openapi import or_as_before
from pydantic import BaseModel, ConfigDict, Field

from intake.domain.amendments import REASON_LIMIT
from intake.entrypoints.guards import CampaignId, DeskPart, Opener, Organiser
from intake.handlers.campaigns import Amendment, NewCampaign, amend_rule, move_deadline, open_campaign
from intake.handlers.publish import campaign_data

router = APIRouter(prefix="/api/v1/campaigns")


class Strict(BaseModel):
    """A request body in which nothing unknown is tolerated."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CampaignRequest(Strict):
    """A campaign to be opened; what is left out is the pack's."""

    pack: Annotated[str, Field(max_length=64)]
    campaign_id: Annotated[str, Field(max_length=64)]
    title: Annotated[str | None, Field(max_length=100)] = None
    submissions_open_at: Moment | None = None
    submissions_close_at: Moment | None = None


class Deadline(Strict):
    """A new end of submissions."""

    submissions_close_at: Moment
    reason: Annotated[str, Field(max_length=REASON_LIMIT, description="Public, beside the change")] = ""


class AmendmentRequest(Strict):
    """One rule that is to be another from now on."""

    path: Annotated[str, Field(max_length=100, description="The rule as the pack names it, e.g. voting.choices_max")]
    value: Annotated[str, Field(max_length=200, description="As text; empty for none")]
    reason: Annotated[str, Field(max_length=REASON_LIMIT, description="Public, beside the change")]
    revision: Annotated[int, Field(ge=1, le=10**6, description="The revision that was seen")]


class CampaignLine(BaseModel):
    """A campaign in the list."""

    campaign_id: str
    title: str
    title_en: str
    submissions_open_at: datetime
    submissions_close_at: datetime


@router.post("", status_code=201, responses=or_as_before(CampaignPublished))
async def open_one(body: CampaignRequest, desk: DeskPart, session: Opener, response: Response) -> CampaignPublished:
    """Opens a campaign with the rules of a pack; the same again answers 200 and changes nothing."""
    campaign, new = await open_campaign(desk, NewCampaign(**body.model_dump()), session.subject)
    response.status_code = 201 if new else 200
    return campaign_data(campaign)


@router.patch("/{c}")
async def extend(c: CampaignId, body: Deadline, desk: DeskPart, session: Organiser) -> CampaignPublished:
    """Moves the end of submissions: a new revision of the rules."""
    return campaign_data(await move_deadline(desk, c, body.submissions_close_at, session.subject, body.reason))


@router.post("/{c}/amendments")
async def amend(c: CampaignId, body: AmendmentRequest, desk: DeskPart, session: Organiser) -> CampaignPublished:
    """Amends one rule: a new revision, told to everyone with its reason."""
    return campaign_data(await amend_rule(desk, c, Amendment(**body.model_dump()), session.subject))


@router.get("")
async def list_all(desk: DeskPart) -> list[CampaignLine]:
    """Every campaign, the newest first."""
    campaigns = reversed(desk.state.campaigns.values())
    return [CampaignLine.model_validate(campaign_data(one).model_dump()) for one in campaigns]


@router.get("/{c}")
async def read(c: CampaignId, desk: DeskPart) -> CampaignPublished:
    """The rules of a campaign."""
    return campaign_data(desk.campaign(c))
