"""Objections and their answers, and entries that leave their list after the vote."""

from datetime import datetime

from review.domain.cascade import Promotion, Removal, without
from review.domain.objection_events import EntryWithdrawn, ObjectionAnswered, ObjectionLodged
from review.domain.objections import Answer, Period, lodged, lodging_refusal, period_from
from review.domain.selection import Ground, Selection
from review.domain.standing import highest, standing
from review.domain.step import NEW, UNCHANGED, Step, refused


def period_of(selection: Selection, ground: Ground) -> Period | None:
    """From when until when objections are taken."""
    return period_from(selection.outcome.shown_from, ground.rules.objections.days)


def lodge_objection(selection: Selection, ground: Ground, event: ObjectionLodged) -> Step:
    """Into the register, under the next number. The same words by the same person are the same objection."""
    register = selection.outcome.objections
    if any(one.objection_id == event.objection_id for one in register):
        return UNCHANGED
    code = lodging_code(selection, ground, event)
    if code:
        return refused(code)
    register.append(lodged(event, len(register) + 1, ground.rules.objections.answer_days))
    return NEW


def lodging_code(selection: Selection, ground: Ground, event: ObjectionLodged) -> str | None:
    """Why a new objection cannot be lodged so, as a code: nothing is told yet, the prizes are out, or its own fault."""
    if selection.outcome.shown_from is None:
        return "objections-not-open"
    if selection.prizes:
        return "awards-released"
    listed = standing(selection, ground).finalists
    return lodging_refusal(event, period_of(selection, ground), listed, selection.outcome.objections)


def answer_objection(selection: Selection, ground: Ground, event: ObjectionAnswered) -> Step:
    """The one answer. An entry against which it is upheld leaves its list, and the next moves up."""
    held = selection.outcome.objection(event.number)
    if held is None:
        return refused("objection-unknown")
    if not event.reason.strip():
        return refused("answer-without-reason")
    if held.answer is not None:
        repeated = (held.answer.ruling, held.answer.reason) == (event.ruling, event.reason)
        return UNCHANGED if repeated else refused("objection-answered")
    if selection.prizes:
        return refused("awards-released")
    held.answer = Answer(event.ruling, event.reason, event.actor, event.at)
    if event.ruling == "upheld" and held.entry_id not in selection.outcome.removed:
        _remove(selection, ground, held.entry_id, (event.reason, event.at, held.number))
    return NEW


def withdraw_entry(selection: Selection, ground: Ground, event: EntryWithdrawn) -> Step:
    """Out of the lists after the vote, with a public reason; until the excellent works are cut the vote withdraws."""
    if event.entry_id in selection.outcome.removed:
        return UNCHANGED
    if not selection.excellent:
        return refused("excellent-not-cut")
    code = _withdrawal_code(selection, ground, event)
    if code:
        return refused(code)
    _remove(selection, ground, event.entry_id, (event.reason, event.at, None))
    return NEW


def _withdrawal_code(selection: Selection, ground: Ground, event: EntryWithdrawn) -> str | None:
    if selection.prizes:
        return "awards-released"
    if event.entry_id not in standing(selection, ground).finalists:
        return "entry-not-listed"
    if not event.reason.strip():
        return "withdrawal-without-reason"
    next_up = [line for line in selection.composite if line.entry_id not in selection.outcome.removed]
    return "too-few-left" if [line.entry_id for line in next_up] == [event.entry_id] else None


def _remove(selection: Selection, ground: Ground, entry_id: str, why: tuple[str, datetime, int | None]) -> None:
    """Down the cascade: the winner's place, the excellent works, the nominees. A period that runs begins anew when
    somebody moved up.
    """
    outcome, (reason, at, number) = selection.outcome, why
    tier = highest(standing(selection, ground), entry_id) or "finalist"
    size = _excellent_places(selection, ground, entry_id)
    outcome.removed[entry_id] = Removal(entry_id, tier, reason, at, number)
    if selection.decision is not None and selection.decision.entry_id == entry_id:
        _empty_the_first_place(selection, ground)
    risen = [*_fill_excellent(selection, entry_id, size, at), *_fill_nominees(selection, entry_id, at)]
    outcome.promotions += risen
    if risen and outcome.shown_from is not None:
        outcome.shown_from = at


def _empty_the_first_place(selection: Selection, ground: Ground) -> None:
    """The decision for an entry that left falls. One that was told leaves the place as the pack says."""
    outcome = selection.outcome
    outcome.vacant = outcome.announced_at is not None and ground.rules.prizes.withdrawn_winner == "vacant"
    selection.decision = outcome.announced_at = outcome.announce_at = None


def _excellent_places(selection: Selection, ground: Ground, entry_id: str) -> int:
    """How long the list of excellent works is afterwards. Beside a winner it was one longer; that place goes too."""
    winner_leaves = selection.winner == entry_id and ground.rules.reading == "beside"
    return ground.rules.excellent if winner_leaves else len(selection.excellent)


def _fill_excellent(selection: Selection, gone: str, size: int, at: datetime) -> list[Promotion]:
    if gone not in selection.excellent:
        return []
    out = selection.outcome.removed
    order = [line.entry_id for line in selection.composite if line.entry_id not in out]
    held, risen = without(order, selection.excellent, gone, size)
    selection.excellent = tuple(held)
    return [Promotion(one, "excellent", "nominee", gone, at) for one in risen]


def _fill_nominees(selection: Selection, gone: str, at: datetime) -> list[Promotion]:
    """The first alternate of the cut who has not moved up yet and has not left."""
    outcome = selection.outcome
    if gone not in (*selection.nominee_ids, *outcome.promoted_to("nominee")):
        return []
    taken = {*outcome.removed, *outcome.promoted_to("nominee")}
    following = next((one.entry_id for one in selection.nominee_alternates if one.entry_id not in taken), None)
    return [Promotion(following, "nominee", "finalist", gone, at)] if following else []
