"""The rules of a campaign, as its pack states them and as the log keeps them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

PrizeReading = Literal["nested", "beside", "separate"]
Phase = Literal["soon", "open", "closed"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A reporting unit (报送单位) and its soft quota; an absent bound means 不限 (document 000, section 2)."""

    unit_id: str
    name: str
    group: str
    quota_min: int | None = None
    quota_max: int | None = None


@dataclass(frozen=True, slots=True)
class Tiers:
    """How many entries each tier holds (document 000, section 3)."""

    finalist: int
    nominee: int
    excellent: int
    winner: int


@dataclass(frozen=True, slots=True)
class Prizes:
    """Yuan for one work of each tier, and how prizes stack."""

    winner: int
    excellent: int
    nominee: int
    finalist: int
    reading: PrizeReading


@dataclass(frozen=True, slots=True)
class Voting:
    """How many entries one vote names, how often a voter votes, and what the public counts."""

    choices_min: int
    choices_max: int
    period: Literal["contest", "day"]
    public_weight: float


@dataclass(frozen=True, slots=True)
class Panel:
    """The weights of the three dimensions of 专家论证."""

    political: float
    guidance: float
    form: float


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that the call asks of an entry (document 000, section 1)."""

    title: str
    text: str
    title_en: str = ""
    text_en: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """What the public call (征集公告) says besides the figures; what is empty is not shown. `email` and `address` are
    where entries by mail and by letter go.
    """

    aim: str = ""
    aim_en: str = ""
    criteria: tuple[Criterion, ...] = ()
    email: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything a campaign fixes."""

    title: str
    title_en: str
    issuers: tuple[str, ...]
    submissions_open_at: datetime
    submissions_close_at: datetime
    phrase_limit: int
    tiers: Tiers
    prizes: Prizes
    voting: Voting
    panel: Panel
    units: tuple[Unit, ...]
    call: Call = Call()

    def unit(self, unit_id: str) -> Unit | None:
        """The unit of this name."""
        return next((unit for unit in self.units if unit.unit_id == unit_id), None)

    def accepts_at(self, moment: datetime) -> bool:
        """Whether submissions are open; the closing moment is exclusive."""
        return self.submissions_open_at <= moment < self.submissions_close_at

    def phase_at(self, moment: datetime) -> Phase:
        """Whether submissions have yet to open, are open, or are over."""
        if moment < self.submissions_open_at:
            return "soon"
        return "open" if self.accepts_at(moment) else "closed"
