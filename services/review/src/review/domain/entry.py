"""An entry, and a comment on one, as review knows them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from review.domain.events import Decision, EntryReceived, Stance

Status = Literal["undecided", "passed", "rejected", "discussed", "finalist", "withdrawn"]
CommentStatus = Literal["held", "shown", "hidden"]
STATUSES: tuple[Status, ...] = ("undecided", "passed", "rejected", "discussed", "finalist", "withdrawn")


@dataclass(frozen=True, slots=True)
class Screening:
    """A decision that was taken on an entry, or proposed where it needs a second person."""

    decision: Decision
    reason: str
    actor: str
    at: datetime
    subject: int = 1
    """What it was taken on: `Entry.subject` of that moment."""
    reasons: tuple[str, ...] = ()
    seconded: str = ""
    """Who decided the same before, where two people are needed."""


@dataclass(slots=True)
class Entry:
    """One entry with what became of it. `screenings` keeps every decision; the last one holds while what it was taken
    on is the same: `subject` counts texts and retractions. `proposals` wait for a second person. `version` is the
    highest that intake has told of; `held_back` one that came after publication. `shares` are the percentages of
    several authors, the first one's first; empty for one.
    """

    entry_id: str
    phrase: str
    explanation: str
    channel: str
    author_ref: str
    unit_id: str | None
    submitted_at: datetime
    han_count: int
    duplicate_of: str | None
    version: int = 1
    withdrawn_at: datetime | None = None
    shares: tuple[int, ...] = ()
    subject: int = 1
    held_back: EntryReceived | None = None
    proposals: list[Screening] = field(default_factory=list)
    screenings: list[Screening] = field(default_factory=list)
    discussed: bool = False
    finalist: bool = False
    outlet: str | None = None
    comments: list[str] = field(default_factory=list)

    @property
    def screening(self) -> Screening | None:
        """The decision that holds."""
        last = self.screenings[-1] if self.screenings else None
        return last if last is not None and last.subject == self.subject else None

    @property
    def standing(self) -> Decision | Literal["undecided"]:
        """What holds, in one word."""
        return self.screening.decision if self.screening else "undecided"

    @property
    def publishable(self) -> bool:
        """Whether it passed, nobody proposes otherwise, and its author has not taken it back."""
        return self.standing == "pass" and self.waits_for is None and self.withdrawn_at is None

    @property
    def proposed(self) -> tuple[Screening, ...]:
        """What is proposed for the entry as it is now, at most one by each person."""
        return tuple(one for one in self.proposals if one.subject == self.subject)

    @property
    def waits_for(self) -> Literal["second", "organiser"] | None:
        """Whom an open proposal waits for: a second person, or the organiser where two disagree."""
        decisions = {one.decision for one in self.proposed}
        if len(decisions) > 1:
            return "organiser"
        return "second" if decisions else None

    @property
    def status(self) -> Status:
        """How far the entry has come."""
        if self.finalist:
            return "finalist"
        if self.withdrawn_at is not None:
            return "withdrawn"
        if self.discussed:
            return "discussed"
        if self.screening is None:
            return "undecided"
        return "passed" if self.screening.decision == "pass" else "rejected"


@dataclass(frozen=True, slots=True)
class Reply:
    """A version of the office's reply to a comment; without a text it was taken back."""

    text: str
    actor: str
    at: datetime


@dataclass(slots=True)
class Comment:
    """What a citizen said of an entry. `author_ref` tells authors apart and is never shown; of `replies` the last
    holds.
    """

    comment_id: str
    entry_id: str
    author_ref: str
    text: str
    at: datetime
    status: CommentStatus = "held"
    moderated_by: str = ""
    stance: Stance | None = None
    outlet: str | None = None
    replies: list[Reply] = field(default_factory=list)

    @property
    def reply(self) -> Reply | None:
        """The reply that holds."""
        last = self.replies[-1] if self.replies else None
        return last if last is not None and last.text else None
