"""公示: for some days after the winner is told, people may object to an entry on the lists, and each gets an answer.

The period begins with the announcement and lasts as many days as the pack says; when an entry moves up it begins anew,
since nobody could object to that entry before. What reaches the office otherwise, it enters from the announcement until
the prizes are released, also after the period and where the pack has none. Each objection is answered with a reason
within the days that the pack states; one that is late is shown as late. The prizes wait for the end of the period and
for every answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from review.domain.objection_events import Kind, ObjectionLodged, Ruling

TEXT_LIMIT = 1000
"""Characters of one objection."""
OBJECTIONS_EACH = 5
"""Objections of one citizen in one campaign: a register that one person can fill is no register."""
State = Literal["open", "overdue", "upheld", "dismissed"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the office answered, and why."""

    ruling: Ruling
    reason: str
    actor: str
    at: datetime


@dataclass(slots=True)
class Objection:
    """One objection; `number` counts them in the order of the log. Who lodged it is never shown in public."""

    number: int
    objection_id: str
    entry_id: str
    kind: Kind
    text: str
    actor: str
    on_behalf: bool
    at: datetime
    due_at: datetime
    answer: Answer | None = None

    def state(self, now: datetime) -> State:
        """Where it stands at this moment."""
        if self.answer is not None:
            return self.answer.ruling
        return "overdue" if now > self.due_at else "open"


@dataclass(frozen=True, slots=True)
class Period:
    """From when until when objections are taken; the end is not part of it."""

    opens_at: datetime
    closes_at: datetime

    def runs(self, now: datetime) -> bool:
        """Whether an objection can be lodged at this moment."""
        return self.opens_at <= now < self.closes_at


def period_from(shown_from: datetime | None, days: int) -> Period | None:
    """The period of lists that stand as they are since then; None where the pack has none, or nothing is told yet."""
    if shown_from is None or days == 0:
        return None
    return Period(shown_from, shown_from + timedelta(days=days))


def lodging_refusal(
    event: ObjectionLodged, period: Period | None, listed: Iterable[str], register: Iterable[Objection]
) -> str | None:
    """Why an objection cannot be lodged, as a code. What the office enters for somebody is bound to no period."""
    code = None if event.on_behalf else _period_refusal(event, period, register)
    if code:
        return code
    return _text_refusal(event.text) if event.entry_id in listed else "entry-not-listed"


def _period_refusal(event: ObjectionLodged, period: Period | None, register: Iterable[Objection]) -> str | None:
    if period is None or event.at < period.opens_at:
        return "objections-not-open"
    if not period.runs(event.at):
        return "objections-closed"
    own = sum(one.actor == event.actor for one in register)
    return "objections-enough" if own >= OBJECTIONS_EACH else None


def _text_refusal(text: str) -> str | None:
    if not text.strip():
        return "objection-empty"
    return "objection-too-long" if len(text) > TEXT_LIMIT else None


def lodged(event: ObjectionLodged, number: int, answer_days: int) -> Objection:
    """The objection as it stands in the register."""
    return Objection(
        number=number,
        objection_id=event.objection_id,
        entry_id=event.entry_id,
        kind=event.kind,
        text=event.text,
        actor=event.actor,
        on_behalf=event.on_behalf,
        at=event.at,
        due_at=event.at + timedelta(days=answer_days),
    )
