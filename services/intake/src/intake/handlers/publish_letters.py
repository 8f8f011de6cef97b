"""From a 提醒函 to its public event, which notify brings to the unit's informant."""

from collections.abc import Iterable

from contracts import CONTENT_TYPE, Event, UnitReminded
from contracts.topics import UNIT_REMINDED
from plumbing.identifiers import derived_id
from plumbing.records import Outgoing

from intake.domain.letters import Letter
from intake.domain.state import Campaign


def published_letters(campaign: Campaign, letters: Iterable[Letter]) -> list[Outgoing]:
    """One event a letter."""
    return [_published(campaign, letter) for letter in letters]


def _published(campaign: Campaign, letter: Letter) -> Outgoing:
    """The event of a letter; its id follows from campaign and number."""
    unit = campaign.rules.unit(letter.unit_id)
    data = UnitReminded(
        campaign_id=campaign.campaign_id,
        unit_id=letter.unit_id,
        unit=unit.name if unit else letter.unit_id,
        number=letter.number,
        informant_ref=letter.informant_ref,
        entries=letter.entries,
        quota_min=letter.quota_min,
        quota_max=letter.quota_max,
        submissions_close_at=letter.closes_at,
        written_at=letter.at,
    )
    event_id = derived_id(data.type, campaign.campaign_id, str(letter.number))
    value = Event[UnitReminded].of(data, id=event_id, time=letter.at).to_bytes()
    return Outgoing(UNIT_REMINDED.name, campaign.campaign_id, value, content_type=CONTENT_TYPE)
