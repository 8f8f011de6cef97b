"""What the selection's API is asked."""

from datetime import datetime
from decimal import Decimal
from secrets import token_hex
from typing import Annotated, Literal, Self

from plumbing.moments import Moment
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from review.domain.contest_terms import Change
from review.domain.panel import REASON_LIMIT, Abstention, Conflict, Round, Sheet
from review.domain.scores import Marks
from review.handlers.decision import Choice
from review.handlers.panel import Seats

EntryId = Annotated[str, Field(min_length=1, max_length=64)]
Username = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]
Mark = Annotated[Decimal, Field(ge=0, le=100, max_digits=5, decimal_places=2, description="0 to 100, two decimals")]
Seed = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]
ListedTier = Literal["finalist", "nominee", "excellent"]
Title = Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)]


class Strict(BaseModel):
    """A request: fields that nobody knows are an error, so that no typing mistake is taken for silence."""

    model_config = ConfigDict(extra="forbid")


class ConflictLine(Strict):
    """A judge who must not score an entry."""

    judge: Username
    entry_id: EntryId


class PanelRequest(Strict):
    """The panel of a round. Where judges are drawn for each entry, `seed` decides; left out, it is drawn too."""

    judges: list[Username] = Field(max_length=100, description="Usernames, in the order of the panel")
    conflicts: list[ConflictLine] = Field(default_factory=list, max_length=1000)
    round: Round = "nominee"
    seed: Seed | None = None
    due_at: Moment | None = Field(default=None, description="Until when the judges are asked to score")

    def seats(self) -> Seats:
        """The panel as the use case takes it."""
        conflicts = tuple(Conflict(one.judge, one.entry_id) for one in self.conflicts)
        return Seats(tuple(self.judges), conflicts, self.round, self.seed or token_hex(8), self.due_at)


class RoundRequest(Strict):
    """Which round is meant."""

    round: Round = "nominee"


class ReleaseRequest(Strict):
    """What the one who releases has seen."""

    tier: ListedTier
    digest: Annotated[str, Field(min_length=32, max_length=32, description="The digest of the pending list")]


class WithholdRequest(Strict):
    """Why a pending list is taken back."""

    tier: ListedTier
    reason: Annotated[str, StringConstraints(strip_whitespace=True, max_length=REASON_LIMIT)]


class ScoreLine(Strict):
    """Three marks, or an abstention with its reason."""

    entry_id: EntryId
    political: Mark | None = None
    guidance: Mark | None = None
    form: Mark | None = None
    abstain: bool = False
    reason: Annotated[str, StringConstraints(strip_whitespace=True, max_length=REASON_LIMIT)] = ""

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Self:
        given = [mark for mark in (self.political, self.guidance, self.form) if mark is not None]
        if len(given) != (0 if self.abstain else 3):
            raise ValueError("three marks, or abstain with a reason and no mark")
        return self

    def sheet(self) -> Sheet:
        """The line as the domain has it."""
        if self.political is None or self.guidance is None or self.form is None:
            return Sheet(self.entry_id, Abstention(self.reason))
        return Sheet(self.entry_id, Marks(self.political, self.guidance, self.form))


class ScoresRequest(Strict):
    """A ballot, or a part of it. Taken whole or not at all."""

    scores: list[ScoreLine] = Field(min_length=1, max_length=500)
    round: Round = "nominee"


class RefinementRequest(Strict):
    """A better text."""

    entry_id: EntryId
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
    explanation: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)] | None = None


class ContestRequest(Strict):
    """The public vote as the office opens it."""

    opens_at: Moment
    closes_at: Moment
    title: Title = ""

    def runs(self) -> tuple[datetime, datetime]:
        """From when until when."""
        return self.opens_at, self.closes_at


class ContestChangeRequest(Strict):
    """What the office wants otherwise; what is left out stays."""

    closes_at: Moment | None = None
    embargo: Literal["live", "delayed", "ranks", "hidden"] | None = None
    withdraw: EntryId | None = Field(default=None, description="A candidate that leaves the vote; needs a reason")
    reason: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = Field(
        default="", description="Shown to everyone beside the change"
    )

    def change(self) -> Change:
        """The change as the domain has it."""
        return Change(self.closes_at, self.embargo, self.withdraw, self.reason)


class DecisionRequest(Strict):
    """The deciding signature."""

    entry_id: EntryId
    statement: str = Field(max_length=2000, description="Why; kept with the signature")
    announce_at: Moment | None = Field(
        default=None, description="The minute at which the winner is told; left out: with the last signature"
    )

    def choice(self) -> Choice:
        """The decision as the desk takes it."""
        return Choice(self.entry_id, self.statement, self.announce_at)


class CountersignatureRequest(Strict):
    """Another name under the decision for this entry."""

    entry_id: EntryId


class ReturnRequest(Strict):
    """The decision for this entry goes back."""

    entry_id: EntryId
    statement: str = Field(max_length=2000, description="Why; kept beside the decision")


class AnnouncementRequest(Strict):
    """The minute at which the winner is told."""

    announce_at: Moment
