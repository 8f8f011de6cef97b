"""What the office's forms of panel and vote send."""

from datetime import datetime, timedelta, timezone
from typing import Annotated

from fastapi import Form
from plumbing.moments import in_our_time
from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, StringConstraints

from review.domain.contest_terms import Change, Embargo
from review.domain.panel import Conflict

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

    def names(self) -> list[str]:
        """The judges in their order."""
        return self.judges.split()

    def known(self) -> list[Conflict]:
        """The conflicts; a line that is not two words is passed over."""
        pairs = [line.split() for line in self.conflicts.splitlines()]
        return [Conflict(pair[0], pair[1]) for pair in pairs if len(pair) == 2]


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
Refinement = Annotated[RefinementForm, Form()]
Opening = Annotated[OpeningForm, Form()]
Changing = Annotated[ChangeForm, Form()]
