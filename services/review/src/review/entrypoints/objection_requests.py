"""What the API of objections is asked, and what the office reads of them."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from review.domain.objection_events import Kind, Ruling
from review.domain.objections import TEXT_LIMIT, Objection
from review.entrypoints.selection_requests import EntryId, Strict
from review.handlers.objections import Complaint

Text = Annotated[str, Field(min_length=1, max_length=TEXT_LIMIT)]
Reason = Annotated[str, Field(max_length=500, description="Public")]


class ObjectionRequest(Strict):
    """An objection to an entry on the announced lists."""

    entry_id: EntryId
    kind: Kind
    text: Text

    def complaint(self) -> Complaint:
        """The objection as the desk takes it."""
        return Complaint(self.entry_id, self.kind, self.text)


class AnswerRequest(Strict):
    """The office's answer."""

    ruling: Ruling
    reason: Reason


class WithdrawalRequest(Strict):
    """An entry that leaves after the vote."""

    entry_id: EntryId
    reason: Reason


class ObjectionView(BaseModel):
    """An objection as the office reads it."""

    number: int
    entry_id: str
    kind: Kind
    text: str
    on_behalf: bool = Field(description="Entered by the office for somebody")
    state: str = Field(description="open, overdue, upheld or dismissed")
    at: datetime
    due_at: datetime
    reason: str
    answered_by: str
    answered_at: datetime | None


class ObjectionsView(BaseModel):
    """Every objection in the order in which they came."""

    objections: list[ObjectionView]
    overdue: int


class LodgedView(BaseModel):
    """What somebody who objects is told."""

    number: int
    entry_id: str
    due_at: datetime = Field(description="Until when it is answered")


def objection_view(one: Objection, now: datetime) -> ObjectionView:
    """One objection for the office."""
    held = one.answer
    return ObjectionView(
        number=one.number,
        entry_id=one.entry_id,
        kind=one.kind,
        text=one.text,
        on_behalf=one.on_behalf,
        state=one.state(now),
        at=one.at,
        due_at=one.due_at,
        reason=held.reason if held else "",
        answered_by=held.actor if held else "",
        answered_at=held.at if held else None,
    )
