"""Naming informants and chasing units: what the log decides of both."""

from dataclasses import dataclass

from intake.domain.letters import OUR_ZONE, Informant, Letter
from intake.domain.state import Campaign
from intake.domain.unit_events import InformantNamed, UnitsReminded


@dataclass(frozen=True, slots=True)
class Reminded:
    """The letters, or the code of a refusal: `unit-unknown`, `submissions-closed`, `reminded-today`."""

    letters: tuple[Letter, ...] = ()
    code: str = ""


def name_informant(campaign: Campaign, event: InformantNamed) -> str:
    """Takes the informant down; the code `unit-unknown` where there is no such unit, else nothing."""
    if campaign.rules.unit(event.unit_id) is None:
        return "unit-unknown"
    campaign.informants[event.unit_id] = Informant(event.informant_ref, event.sealed, event.at, event.actor)
    return ""


def remind(campaign: Campaign, event: UnitsReminded) -> Reminded:
    """提醒函: at most one a unit and day unless forced, numbered through the campaign, with the figures of now."""
    code = _refusal(campaign, event)
    if code:
        return Reminded(code=code)
    wanted = _due(campaign, event)
    if not wanted:
        return Reminded(code="reminded-today")
    letters = tuple(_letter(campaign, event, unit_id, place) for place, unit_id in enumerate(wanted, 1))
    campaign.letters.extend(letters)
    return Reminded(letters)


def _refusal(campaign: Campaign, event: UnitsReminded) -> str:
    if any(campaign.rules.unit(unit_id) is None for unit_id in event.unit_ids):
        return "unit-unknown"
    return "" if campaign.rules.accepts_at(event.at) else "submissions-closed"


def _due(campaign: Campaign, event: UnitsReminded) -> list[str]:
    """The units that may be written to now, each once."""
    today = event.at.astimezone(OUR_ZONE).date()
    written = {letter.unit_id for letter in campaign.letters if letter.day == today}
    return [unit_id for unit_id in dict.fromkeys(event.unit_ids) if event.forced or unit_id not in written]


def _letter(campaign: Campaign, event: UnitsReminded, unit_id: str, place: int) -> Letter:
    unit = campaign.rules.unit(unit_id)
    informant = campaign.informants.get(unit_id)
    return Letter(
        number=len(campaign.letters) + place,
        unit_id=unit_id,
        entries=sum(entry.withdrawn is None for entry in campaign.of_unit(unit_id)),
        quota_min=unit.quota_min if unit else None,
        quota_max=unit.quota_max if unit else None,
        closes_at=campaign.rules.submissions_close_at,
        at=event.at,
        actor=event.actor,
        informant_ref=informant.informant_ref if informant else None,
    )
