"""What the API takes in the first half. Unknown fields are refused."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from review.domain.discussion import COMMENT_LIMIT
from review.domain.events import Decision, Ruling, Stance

LINES = 2000
"""Lines of one bulk command: the record stays well under the broker's limit."""
Id = Annotated[str, Field(min_length=1, max_length=64)]
Reason = Annotated[str, Field(max_length=200)]
ReasonCode = Annotated[str, Field(min_length=1, max_length=40)]


class Strict(BaseModel):
    """Refuses what it does not know."""

    model_config = ConfigDict(extra="forbid")


class ScreeningRequest(Strict):
    """A decision on one entry."""

    entry_id: Id
    decision: Decision
    reason: Reason | None = Field(default=None, description="In words; a rejection needs this or a code")
    reasons: list[ReasonCode] = Field(default=[], max_length=10, description="Codes of the campaign's stated reasons")
    replaces: Decision | Literal["undecided"] | None = Field(
        default=None, description="What stood when you decided: refused as decided-meanwhile when it no longer does"
    )


class Screenings(Strict):
    """Decisions on many entries, written down as one record."""

    decisions: list[ScreeningRequest] = Field(min_length=1, max_length=LINES)


class EntryIds(Strict):
    """A list of entries."""

    entry_ids: list[Id] = Field(min_length=1, max_length=LINES)


class CommentRequest(Strict):
    """A comment."""

    text: str = Field(min_length=1, max_length=COMMENT_LIMIT)
    stance: Stance | None = Field(default=None, description="支持, 建议 or 异议, if you say so")


class ReplyRequest(Strict):
    """A reply of the office; an empty text takes it back."""

    text: str = Field(max_length=COMMENT_LIMIT)


class ModerationRequest(Strict):
    """Whether one comment shows."""

    comment_id: Id
    decision: Ruling
    reason: Reason | None = None


class Moderations(Strict):
    """Rulings on many comments, written down as one record."""

    decisions: list[ModerationRequest] = Field(min_length=1, max_length=LINES)
