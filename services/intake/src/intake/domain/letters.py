"""提醒函: the letters by which the office chases units, and the informants whom they go to."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

OUR_ZONE = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Informant:
    """Who reports for a unit: a pseudonym, and his name and phone under seal."""

    informant_ref: str
    sealed: str
    named_at: datetime
    named_by: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one unit with the figures of its moment. `number` counts the letters of the campaign from 1;
    `informant_ref` is None where the unit had no informant: the letter then stands on the unit's page only.
    """

    number: int
    unit_id: str
    entries: int
    quota_min: int | None
    quota_max: int | None
    closes_at: datetime
    at: datetime
    actor: str
    informant_ref: str | None = None

    @property
    def day(self) -> date:
        """Its date, ours."""
        return self.at.astimezone(OUR_ZONE).date()
