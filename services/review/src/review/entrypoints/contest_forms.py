"""What the office's forms of panel and vote send."""

from datetime import datetime, timedelta, timezone
from secrets import token_hex
from typing import Annotated, Literal

from fastapi import Form
from plumbing.moments import in_our_time
from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, StringConstraints

from review.domain.contest_terms import Change, Embargo
from review.domain.panel import Conflict, Round
from review.handlers.panel import Seats

BEIJING = timezone(timedelta(hours=8))
"""A browser's date and time carry no zone; the office means Beijing time, which knows no summer time."""
LOCAL = "%Y-%m-%dT%H:%M"


def _blank(value: object) -> object:
    return None if value == "" else value


def local(moment: datetime) -> str:
    """The moment as a date-and-time field shows it."""
    return moment.astimezone(BEIJING).strftime(LOCAL)


def moment_of(value: datetime) -> datetime:
    """The moment that was meant."""
    return in_our_time(value if value.tzinfo else value.replace(tzinfo=BEIJING))


LocalMoment = Annotated[datetime, AfterValidator(moment_of)]


class PanelForm(BaseModel):
    """Usernames, one a line; conflicts, one a line: username, space, entry."""

    judges: str = Field(default="", max_length=5000)
    conflicts: str = Field(default="", max_length=20000)
    round: Round = "nominee"
    due_at: Annotated[LocalMoment | None, BeforeValidator(_blank)] = None
    seed: Annotated[str, StringConstraints(strip_whitespace=True, max_length=64)] = ""

    def seats(self) -> Seats:
        """The panel; a line of conflicts that is not two words is passed over."""
        pairs = [line.split() for line in self.conflicts.splitlines()]
        known = tuple(Conflict(pair[0], pair[1]) for pair in pairs if len(pair) == 2)
        return Seats(tuple(self.judges.split()), known, self.round, self.seed or token_hex(8), self.due_at)


class RoundForm(BaseModel):
    """Which round is meant."""

    round: Round = "nominee"


class ListForm(BaseModel):
    """A pending list: to be released as it was seen, or taken back with a reason."""

    tier: Literal["finalist", "nominee", "excellent"]
    digest: str = Field(default="", max_length=32)
    reason: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""


class RefinementForm(BaseModel):
    """A better text; an empty explanation leaves the old one."""

    entry_id: str = Field(max_length=64)
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
    explanation: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)] = ""

    def version(self) -> tuple[str, str, str | None]:
        """Entry, text, explanation."""
        return self.entry_id, self.text, self.explanation or None


class OpeningForm(BaseModel):
    """The vote as it is opened."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)] = ""
    opens_at: LocalMoment
    closes_at: LocalMoment

    def runs(self) -> tuple[datetime, datetime]:
        """From when until when."""
        return self.opens_at, self.closes_at


class ChangeForm(BaseModel):
    """Another end, another embargo, or a candidate less."""

    closes_at: Annotated[LocalMoment | None, BeforeValidator(_blank)] = None
    embargo: Embargo | None = None
    withdraw: Annotated[str | None, BeforeValidator(_blank), Field(max_length=64)] = None
    reason: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""

    def change(self, standing: datetime | None) -> Change:
        """The change. A closing time that shows the standing one to the minute means: leave it."""
        wanted = self.closes_at
        same = wanted is not None and standing is not None and local(wanted) == local(standing)
        return Change(None if same else wanted, self.embargo, self.withdraw, self.reason)


Panel = Annotated[PanelForm, Form()]
OfRound = Annotated[RoundForm, Form()]
OfList = Annotated[ListForm, Form()]
Refinement = Annotated[RefinementForm, Form()]
Opening = Annotated[OpeningForm, Form()]
Changing = Annotated[ChangeForm, Form()]
