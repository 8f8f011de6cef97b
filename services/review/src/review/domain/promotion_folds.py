"""The events of 媒体宣传 and their folds."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Literal

from review.domain.fold import UNCHANGED, Accepted, Refused, Verdict, folds
from review.domain.promotion import Outlet, Stage, Survey
from review.domain.state import Campaign

OUR_ZONE = timezone(timedelta(hours=8))
MOST_OUTLETS = 2000
NAME_LIMIT, SOURCE_LIMIT = 60, 200
MOST_PEOPLE = 10_000_000_000


@dataclass(frozen=True, slots=True)
class OutletRegistered:
    """The office registered an outlet, or what it says of its audience now."""

    campaign_id: str
    code: str
    name: str
    unit_id: str | None
    audience: int | None
    actor: str
    at: datetime
    what: Literal["outlet-registered"] = "outlet-registered"


@dataclass(frozen=True, slots=True)
class VisitCount:
    """How often the links of one outlet to one stage were opened."""

    code: str
    stage: Stage
    visits: int


@dataclass(frozen=True, slots=True)
class VisitsCounted:
    """What one process counted since its last batch. `batch` grows by process: what is written twice counts once."""

    campaign_id: str
    process: str
    batch: int
    counts: tuple[VisitCount, ...]
    at: datetime
    what: Literal["visits-counted"] = "visits-counted"


@dataclass(frozen=True, slots=True)
class SurveyEntered:
    """The office entered what a survey found."""

    campaign_id: str
    aware: int
    asked: int
    source: str
    day: date
    actor: str
    at: datetime
    what: Literal["survey-entered"] = "survey-entered"


@folds(OutletRegistered)
def register_outlet(campaign: Campaign, event: OutletRegistered) -> Verdict:
    """The same name and unit are the same outlet; what it says of its audience may change."""
    known = campaign.promotion.outlets
    code = _refusal(campaign, event)
    if code:
        return Refused(code)
    outlet = Outlet(event.code, event.name, event.unit_id, event.audience)
    if known.get(event.code) == outlet:
        return UNCHANGED
    known[event.code] = outlet
    return Accepted(taken=(event.code,))


@folds(VisitsCounted)
def count_visits(campaign: Campaign, event: VisitsCounted) -> Verdict:
    """Adds a batch once. A code that is no outlet's counts nowhere."""
    promotion = campaign.promotion
    if event.batch <= promotion.counted.get(event.process, 0):
        return UNCHANGED
    promotion.counted[event.process] = event.batch
    day = event.at.astimezone(OUR_ZONE).date()
    for one in event.counts:
        if one.code in promotion.outlets:
            key = (one.code, one.stage, day)
            promotion.visits[key] = promotion.visits.get(key, 0) + one.visits
    return Accepted()


@folds(SurveyEntered)
def enter_survey(campaign: Campaign, event: SurveyEntered) -> Verdict:
    """Every survey is kept; the one of the latest day is shown."""
    if not 0 < event.asked <= MOST_PEOPLE or not 0 <= event.aware <= event.asked:
        return Refused("survey-does-not-add-up")
    if not event.source.strip():
        return Refused("source-required")
    survey = Survey(event.aware, event.asked, event.source, event.day, event.actor, event.at)
    campaign.promotion.surveys.append(survey)
    return Accepted()


def _refusal(campaign: Campaign, event: OutletRegistered) -> str:
    outlets = campaign.promotion.outlets
    known = outlets.get(event.code)
    if not event.name:
        return "outlet-name-missing"
    if event.unit_id is not None and event.unit_id not in {unit.unit_id for unit in campaign.rules.units}:
        return "unit-unknown"
    if known is not None:
        return "" if (known.name, known.unit_id) == (event.name, event.unit_id) else "outlet-code-taken"
    return "outlets-enough" if len(outlets) >= MOST_OUTLETS else ""
