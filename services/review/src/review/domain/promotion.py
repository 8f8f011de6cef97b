"""媒体宣传: outlets, how often their links were opened, and surveys. Nothing here tells one visitor from another."""

from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Literal

Stage = Literal["call", "discussion", "vote", "result"]
STAGES: tuple[Stage, ...] = ("call", "discussion", "vote", "result")
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Outlet:
    """A medium that carries the campaign, of a reporting unit or of none. `audience` is how many people it says that
    it reaches; None while it says nothing.
    """

    code: str
    name: str
    unit_id: str | None
    audience: int | None


@dataclass(frozen=True, slots=True)
class Survey:
    """Of `asked` people `aware` knew of the campaign: who found out, and on which day."""

    aware: int
    asked: int
    source: str
    day: date
    actor: str
    at: datetime

    @property
    def share(self) -> Fraction:
        """知晓率 of this survey."""
        return Fraction(self.aware, self.asked)


@dataclass(slots=True)
class Promotion:
    """What is known of the promotion of a campaign. `visits` counts openings by outlet, stage and day (ours); `counted`
    holds the last batch of each process that counts.
    """

    outlets: dict[str, Outlet] = field(default_factory=dict)
    visits: dict[tuple[str, Stage, date], int] = field(default_factory=dict)
    surveys: list[Survey] = field(default_factory=list)
    counted: dict[str, int] = field(default_factory=dict)

    def opened(self, code: str, stage: Stage | None = None) -> int:
        """How often an outlet's links were opened, of one stage or of all."""
        return sum(count for (of, at, _), count in self.visits.items() if of == code and stage in (None, at))

    @property
    def survey(self) -> Survey | None:
        """The survey of the latest day; of several on a day the one that was entered last."""
        return max(enumerate(self.surveys), key=lambda one: (one[1].day, one[0]))[1] if self.surveys else None


def outlet_code(digest: str) -> str:
    """A short code of 32 hex digits: six characters that nobody misreads."""
    number = int(digest, 16)
    letters = len(CODE_ALPHABET)
    return "".join(CODE_ALPHABET[number // letters**place % letters] for place in range(CODE_LENGTH))


def code_or_none(typed: str | None) -> str | None:
    """The code as it is kept, from a link or a cookie; None for what cannot be one."""
    code = (typed or "").strip().upper()
    well_formed = len(code) == CODE_LENGTH and all(character in CODE_ALPHABET for character in code)
    return code if well_formed else None
