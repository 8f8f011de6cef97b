"""Campaigns and their units, as JSON."""

from datetime import datetime
from typing import Annotated

from contracts import CampaignPublished
from fastapi import APIRouter, Path, Response
from plumbing.moments import Moment
from plumbing.openapi import or_as_before
from plumbing.problems import Problem
from pydantic import BaseModel, ConfigDict, Field

from intake.domain.quota import QuotaState, UnitLine
from intake.entrypoints.guards import CampaignId, DeskPart, Opener, Organiser, Reporter
from intake.handlers.campaigns import NewCampaign, move_deadline, open_campaign
from intake.handlers.publish import campaign_data
from intake.handlers.units import quota_board, unit_line

router = APIRouter(prefix="/api/v1/campaigns")

UnitId = Annotated[str, Path(max_length=64, description="The reporting unit (报送单位)")]


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


class UnitView(BaseModel):
    """A unit, its soft quota, and how far it has come."""

    unit_id: str
    name: str
    group: str
    quota_min: int | None
    quota_max: int | None
    entries: int
    state: QuotaState


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
    return campaign_data(await move_deadline(desk, c, body.submissions_close_at, session.subject))


@router.get("")
async def list_all(desk: DeskPart) -> list[CampaignLine]:
    """Every campaign, the newest first."""
    campaigns = reversed(desk.state.campaigns.values())
    return [CampaignLine.model_validate(campaign_data(one).model_dump()) for one in campaigns]


@router.get("/{c}")
async def read(c: CampaignId, desk: DeskPart) -> CampaignPublished:
    """The rules of a campaign."""
    return campaign_data(desk.campaign(c))


@router.get("/{c}/units")
async def units(c: CampaignId, desk: DeskPart, _session: Organiser) -> list[UnitView]:
    """Every unit with its entries against its quota."""
    return [_view(line) for line in quota_board(desk, c)]


@router.get("/{c}/units/{unit_id}")
async def unit(c: CampaignId, unit_id: UnitId, desk: DeskPart, session: Reporter) -> UnitView:
    """One unit; a unit's account sees its own."""
    if session.role == "unit" and session.unit != unit_id:
        raise Problem("unit-forbidden", 403, "只能查看本单位。", "You can see your own unit only.")
    return _view(unit_line(desk, c, unit_id))


def _view(line: UnitLine) -> UnitView:
    unit = line.unit
    return UnitView(
        unit_id=unit.unit_id, name=unit.name, group=unit.group, quota_min=unit.quota_min, quota_max=unit.quota_max,
        entries=line.entries, state=line.state,
    )  # fmt: skip
