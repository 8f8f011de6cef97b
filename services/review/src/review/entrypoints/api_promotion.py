"""Outlets, what came through them, and surveys, as JSON."""

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Response
from plumbing.openapi import or_as_before
from pydantic import BaseModel, Field

from review.domain.campaign_figures import DEFINITIONS, OutletLine, by_channel, by_day, by_outlet, by_unit, figures_of
from review.domain.promotion import STAGES
from review.domain.promotion_folds import MOST_PEOPLE, NAME_LIMIT, SOURCE_LIMIT
from review.domain.state import Campaign
from review.entrypoints.answers import settle
from review.entrypoints.guards import At, DeskPart, Organiser
from review.entrypoints.requests import Id, Strict
from review.handlers.promotion import code_of, enter_survey, register_outlet

router = APIRouter(prefix="/api/v1/review/{c}", tags=["promotion"])
Audience = Annotated[int | None, Field(ge=1, le=MOST_PEOPLE, description="People that the outlet says it reaches")]


class OutletRequest(Strict):
    """An outlet; the same name and unit are the same outlet."""

    name: Annotated[str, Field(min_length=1, max_length=NAME_LIMIT)]
    unit_id: Id | None = None
    audience: Audience = None


class OutletView(BaseModel):
    """What came through one outlet."""

    code: str
    name: str
    unit_id: str | None
    audience: int | None
    visits: Annotated[dict[str, int], Field(description="Openings of its links, by stage")]
    entries: int
    comments: int


class SurveyRequest(Strict):
    """What a survey found."""

    aware: Annotated[int, Field(ge=0, le=MOST_PEOPLE)]
    asked: Annotated[int, Field(ge=1, le=MOST_PEOPLE)]
    source: Annotated[str, Field(min_length=1, max_length=SOURCE_LIMIT)]
    day: date


class SurveyView(SurveyRequest):
    """A survey that was entered."""

    actor: str
    at: datetime


class FigureView(BaseModel):
    """A figure with its definition; `share` is null where there is nothing to divide by."""

    key: str
    name: str
    name_en: str
    formula: str
    formula_en: str
    source: str
    source_en: str
    above: int | None
    below: int | None
    share: float | None


class DayCount(BaseModel):
    """Entries of one day (Beijing time)."""

    day: date
    entries: int


class NameCount(BaseModel):
    """Entries of one channel or unit."""

    key: str
    name: str
    entries: int


class FiguresView(BaseModel):
    """The figures of the campaign with their definitions, and its entries by day, channel and unit."""

    figures: list[FigureView]
    by_day: list[DayCount]
    by_channel: list[NameCount]
    by_unit: list[NameCount]
    surveys: list[SurveyView]


@router.get("/outlets")
async def outlets(at: At, _session: Organiser) -> list[OutletView]:
    """Every outlet with what came through it."""
    return [_outlet(line) for line in by_outlet(at)]


@router.post("/outlets", status_code=201, responses=or_as_before(OutletView))
async def register(body: OutletRequest, at: At, desk: DeskPart, session: Organiser, response: Response) -> OutletView:
    """Registers an outlet and gives it its code; the same again answers 200."""
    asked = (body.name, body.unit_id, body.audience)
    settle(response, await register_outlet(desk, at.campaign_id, asked, session.subject))
    code = code_of(at.campaign_id, body.name, body.unit_id)
    return next(_outlet(line) for line in by_outlet(at) if line.outlet.code == code)


@router.post("/surveys", status_code=201, responses=or_as_before(FiguresView))
async def survey(body: SurveyRequest, at: At, desk: DeskPart, session: Organiser, response: Response) -> FiguresView:
    """Enters a survey; every one is kept."""
    found = (body.aware, body.asked, body.source, body.day)
    settle(response, await enter_survey(desk, at.campaign_id, found, session.subject))
    return figures_view(at)


@router.get("/figures")
async def figures(at: At, _session: Organiser) -> FiguresView:
    """The figures of this moment."""
    return figures_view(at)


def figures_view(campaign: Campaign) -> FiguresView:
    """The figures with their definitions."""
    return FiguresView(
        figures=_figures(campaign),
        by_day=[DayCount(day=day, entries=count) for day, count in by_day(campaign)],
        by_channel=[NameCount(key=key, name=key, entries=count) for key, count in by_channel(campaign)],
        by_unit=[NameCount(key=key, name=name, entries=count) for key, name, count in by_unit(campaign)],
        surveys=[SurveyView.model_validate(one, from_attributes=True) for one in campaign.promotion.surveys],
    )


def _figures(campaign: Campaign) -> list[FigureView]:
    found = figures_of(campaign)
    return [
        FigureView(
            key=one.key, name=one.name[0], name_en=one.name[1], formula=one.formula[0], formula_en=one.formula[1],
            source=one.source[0], source_en=one.source[1], above=found[one.key].above, below=found[one.key].below,
            share=None if (share := found[one.key].share) is None else float(share),
        )
        for one in DEFINITIONS
    ]  # fmt: skip


def _outlet(line: OutletLine) -> OutletView:
    one = line.outlet
    return OutletView(
        code=one.code, name=one.name, unit_id=one.unit_id, audience=one.audience,
        visits={stage: line.visits.get(stage, 0) for stage in STAGES}, entries=line.entries, comments=line.comments,
    )  # fmt: skip
