"""What the forms of the decision send."""

from typing import Annotated

from fastapi import Form
from pydantic import BaseModel, BeforeValidator, Field

from review.entrypoints.contest_forms import LocalMoment
from review.handlers.decision import Choice


def _blank(value: object) -> object:
    return None if value == "" else value


class DecisionForm(BaseModel):
    """What the first signer chose, why, and when it is told; no time: with the last signature."""

    entry_id: str = Field(default="", max_length=64)
    statement: str = Field(default="", max_length=2000)
    announce_at: Annotated[LocalMoment | None, BeforeValidator(_blank)] = None

    def choice(self) -> Choice:
        """The decision as the desk takes it."""
        return Choice(self.entry_id, self.statement, self.announce_at)


class SecondForm(BaseModel):
    """Another signer's answer to the decision for this entry."""

    entry_id: str = Field(max_length=64)
    statement: str = Field(default="", max_length=2000)


class AnnouncementForm(BaseModel):
    """The minute at which the winner is told."""

    announce_at: LocalMoment


Deciding = Annotated[DecisionForm, Form()]
Second = Annotated[SecondForm, Form()]
Announcement = Annotated[AnnouncementForm, Form()]
