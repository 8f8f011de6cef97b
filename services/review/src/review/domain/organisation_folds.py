"""The list of 组织奖 is made of the log alone, and released once, as it stood before the eyes of who released it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from review.domain.entry import Entry
from review.domain.fold import UNCHANGED, Accepted, Refused, Verdict, folds
from review.domain.organisation import AwardLine, UnitFigures, award_lines, awarded
from review.domain.rules import Unit
from review.domain.state import Campaign


@dataclass(frozen=True, slots=True)
class OrganisationAwardReleased:
    """The office released the award of organisation: these units, in this order."""

    campaign_id: str
    unit_ids: tuple[str, ...]
    actor: str
    at: datetime
    what: Literal["organisation-award-released"] = "organisation-award-released"


@folds(OrganisationAwardReleased)
def release_organisation_award(campaign: Campaign, event: OrganisationAwardReleased) -> Verdict:
    """What stands is frozen with its figures; another list than the figures give is refused."""
    if campaign.organisation_award:
        return UNCHANGED if awarded(campaign.organisation_award) == event.unit_ids else Refused("award-released")
    code = _refusal(campaign)
    if code:
        return Refused(code)
    lines = organisation_lines(campaign)
    if awarded(lines) != event.unit_ids:
        return Refused("figures-changed")
    campaign.organisation_award = lines
    return Accepted(taken=event.unit_ids)


def organisation_lines(campaign: Campaign) -> tuple[AwardLine, ...]:
    """The list as it was released; before that as it would be now."""
    if campaign.organisation_award:
        return campaign.organisation_award
    of_unit: dict[str, list[Entry]] = {}
    for entry in campaign.entries.values():
        if entry.unit_id is not None and (entry.withdrawn_at is None or entry.finalist):
            of_unit.setdefault(entry.unit_id, []).append(entry)
    figures = (_figures(unit, of_unit.get(unit.unit_id, [])) for unit in campaign.rules.units)
    return award_lines(figures, campaign.rules.organisation)


def _refusal(campaign: Campaign) -> str:
    if not campaign.rules.organisation.places:
        return "no-organisation-award"
    return "" if "finalist" in campaign.selection.released else "finalists-not-released"


def _figures(unit: Unit, entries: list[Entry]) -> UnitFigures:
    return UnitFigures(
        unit_id=unit.unit_id,
        quota_min=unit.quota_min,
        entries=len(entries),
        passed=sum(entry.standing == "pass" for entry in entries),
        finalists=sum(entry.finalist for entry in entries),
        first_at=min((entry.submitted_at for entry in entries), default=None),
    )
