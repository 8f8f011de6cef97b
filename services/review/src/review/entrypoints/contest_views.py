"""What the API and the pages tell of the public vote."""

from dataclasses import asdict
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from review.domain.contest_terms import Terms
from review.domain.selection import Selection

State = Literal["scheduled", "open", "ended", "certified"]


class CandidateView(BaseModel):
    """What may be voted for."""

    entry_id: str
    phrase: str
    explanation: str
    withdrawn_at: datetime | None = Field(default=None, description="Since when it may no longer be voted for")


class ContestView(BaseModel):
    """The terms that hold, and where the vote stands."""

    contest_id: str
    revision: int
    title: str
    opens_at: datetime
    closes_at: datetime
    choices_min: int
    choices_max: int
    period: str
    embargo: str
    state: State
    counted: int | None = Field(description="Votes counted, once the result is certified")
    entries: list[CandidateView]


def contest_view(terms: Terms, selection: Selection, now: datetime) -> ContestView:
    """The vote at this moment."""
    return ContestView(
        contest_id=terms.contest_id,
        revision=terms.revision,
        title=terms.title,
        opens_at=terms.opens_at,
        closes_at=terms.closes_at,
        choices_min=terms.rules.choices_min,
        choices_max=terms.rules.choices_max,
        period=terms.rules.period,
        embargo=terms.embargo,
        state=_state(terms, selection, now),
        counted=selection.result.counted if selection.result else None,
        entries=[CandidateView(**asdict(one)) for one in terms.choices],
    )


def _state(terms: Terms, selection: Selection, now: datetime) -> State:
    if selection.result is not None:
        return "certified"
    if now < terms.opens_at:
        return "scheduled"
    return "open" if now < terms.closes_at else "ended"
