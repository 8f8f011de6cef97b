"""What intake writes down of its reporting units. `sealed` is ciphertext that only the informant's key opens."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class InformantNamed:
    """A unit has an informant (信息员), or another one. `informant_ref` is a pseudonym."""

    campaign_id: str
    unit_id: str
    informant_ref: str
    sealed: str
    actor: str
    at: datetime
    what: Literal["informant-named"] = "informant-named"


@dataclass(frozen=True, slots=True)
class UnitsReminded:
    """The office chased units. A unit is written to once a day (ours), unless the letter is `forced`."""

    campaign_id: str
    unit_ids: tuple[str, ...]
    forced: bool
    actor: str
    at: datetime
    what: Literal["units-reminded"] = "units-reminded"


UnitEvent = InformantNamed | UnitsReminded
