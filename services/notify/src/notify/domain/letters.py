"""提醒函: the letters by which the office chases units, as notify was told of them."""

from dataclasses import dataclass
from datetime import datetime

from notify.domain.facts import UnitReminded


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to a unit, with the figures of its moment."""

    campaign_id: str
    number: int
    unit_id: str
    unit: str
    entries: int
    quota_min: int | None
    quota_max: int | None
    closes_at: datetime
    written_at: datetime


class Letters:
    """Letters by campaign and number; the first that is told of a number holds."""

    def __init__(self) -> None:
        self._letters: dict[tuple[str, int], Letter] = {}

    def add(self, fact: UnitReminded, at: datetime) -> None:
        """A letter was written; `at` dates one that was learned without its own date."""
        letter = Letter(
            fact.campaign_id, fact.number, fact.unit_id, fact.unit, fact.entries, fact.quota_min, fact.quota_max,
            fact.closes_at, fact.written_at or at,
        )  # fmt: skip
        self._letters.setdefault((fact.campaign_id, fact.number), letter)

    def find(self, campaign_id: str, number: int) -> Letter | None:
        """The letter of this number."""
        return self._letters.get((campaign_id, number))
