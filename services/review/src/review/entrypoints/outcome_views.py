"""What everybody may read of the outcome: the lists as they stand, every change of them, and the register.

Nothing here has a person: neither an author nor who objected, and not what an objection says, which may name somebody.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from review.domain.objection_steps import period_of
from review.domain.objections import Objection
from review.domain.selection import Ground, Selection
from review.domain.standing import standing


class ListedView(BaseModel):
    """An entry on an announced list."""

    entry_id: str
    phrase: str


class ChangeView(BaseModel):
    """One revision of what was told: a winner announced, an entry that left, or one that moved up."""

    revision: int
    what: Literal["announced", "left", "promoted"]
    at: datetime
    entry_id: str
    phrase: str
    tier: str
    from_tier: str | None = Field(default=None, description="Where an entry that moved up came from")
    in_place_of: str | None = Field(default=None, description="The entry whose place it took")
    reason: str = ""
    objection: int | None = Field(default=None, description="The objection that was upheld, by number")


class RegisterLine(BaseModel):
    """An objection as the public sees it."""

    number: int
    entry_id: str
    phrase: str
    kind: str
    state: str = Field(description="open, overdue, upheld or dismissed")
    at: datetime
    due_at: datetime
    answer: str = ""
    answered_at: datetime | None = None


class OutcomeView(BaseModel):
    """The outcome of a campaign. Empty until the winner is told."""

    revision: int = Field(description="Counts every change of what was told")
    announced_at: datetime | None
    vacant: bool = Field(description="The winner left, and the place stays empty")
    winner: ListedView | None
    excellent: list[ListedView]
    nominees: list[ListedView]
    objections_from: datetime | None
    objections_until: datetime | None
    changes: list[ChangeView]
    register_: list[RegisterLine] = Field(alias="register")


def outcome_view(selection: Selection, ground: Ground, now: datetime) -> OutcomeView:
    """The outcome at this moment."""
    outcome, period = selection.outcome, period_of(selection, ground)
    lists = _lists(selection, ground) if outcome.told else {"winner": None, "excellent": [], "nominees": []}
    changes = changes_of(selection, ground) if outcome.told else []
    return OutcomeView(
        revision=len(changes),
        announced_at=outcome.announced_at,
        vacant=outcome.vacant,
        **lists,
        objections_from=period.opens_at if period else None,
        objections_until=period.closes_at if period else None,
        changes=changes,
        register=[_register_line(one, selection, ground, now) for one in outcome.objections],
    )


def _lists(selection: Selection, ground: Ground) -> dict[str, Any]:
    lists = standing(selection, ground)
    return {
        "winner": _listed(lists.winner, selection, ground) if lists.winner else None,
        "excellent": [_listed(one, selection, ground) for one in lists.excellent],
        "nominees": [_listed(one, selection, ground) for one in lists.nominees],
    }


def changes_of(selection: Selection, ground: Ground) -> list[ChangeView]:
    """Every change in its order; one that left comes before whoever took his place."""
    found = [*_announcements(selection, ground), *_departures(selection, ground), *_rises(selection, ground)]
    found.sort(key=lambda one: one.at)
    return [one.model_copy(update={"revision": number}) for number, one in enumerate(found, 1)]


def phrase_of(entry_id: str, selection: Selection, ground: Ground) -> str:
    """The text of now."""
    return selection.text_of(ground.work(entry_id)).phrase


def _announcements(selection: Selection, ground: Ground) -> Iterable[ChangeView]:
    for one in selection.outcome.told:
        phrase = phrase_of(one.entry_id, selection, ground)
        yield ChangeView(revision=0, what="announced", at=one.at, entry_id=one.entry_id, phrase=phrase, tier="winner")


def _departures(selection: Selection, ground: Ground) -> Iterable[ChangeView]:
    for one in selection.outcome.removed.values():
        yield ChangeView(
            revision=0,
            what="left",
            at=one.at,
            entry_id=one.entry_id,
            phrase=phrase_of(one.entry_id, selection, ground),
            tier=one.tier,
            reason=one.reason,
            objection=one.objection,
        )


def _rises(selection: Selection, ground: Ground) -> Iterable[ChangeView]:
    for one in selection.outcome.promotions:
        yield ChangeView(
            revision=0,
            what="promoted",
            at=one.at,
            entry_id=one.entry_id,
            phrase=phrase_of(one.entry_id, selection, ground),
            tier=one.tier,
            from_tier=one.from_tier,
            in_place_of=one.in_place_of,
        )


def _listed(entry_id: str, selection: Selection, ground: Ground) -> ListedView:
    return ListedView(entry_id=entry_id, phrase=phrase_of(entry_id, selection, ground))


def _register_line(one: Objection, selection: Selection, ground: Ground, now: datetime) -> RegisterLine:
    return RegisterLine(
        number=one.number,
        entry_id=one.entry_id,
        phrase=phrase_of(one.entry_id, selection, ground),
        kind=one.kind,
        state=one.state(now),
        at=one.at,
        due_at=one.due_at,
        answer=one.answer.reason if one.answer else "",
        answered_at=one.answer.at if one.answer else None,
    )
