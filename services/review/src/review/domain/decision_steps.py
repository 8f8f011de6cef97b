"""The steps from the ten to the one and its prize. Each is taken in its order or refused; a repeat changes nothing."""

from datetime import datetime

from review.domain.decision import Decision, SentBack, Signature, refusal, second_refusal
from review.domain.decision_events import AnnouncementSet, DecisionCountersigned, DecisionSentBack, WinnerAnnounced
from review.domain.objection_steps import period_of
from review.domain.outcome import Told, due
from review.domain.payments import owed
from review.domain.prizes import beside_the_winner, prizes
from review.domain.selection import Ground, Selection
from review.domain.selection_events import AwardsReleased, WinnerDecided
from review.domain.standing import may_be_released, prize_terms, standing
from review.domain.step import NEW, UNCHANGED, Step, refused


def decide_winner(selection: Selection, ground: Ground, event: WinnerDecided) -> Step:
    """The deciding signature. With the last one the winner is told, unless a later minute is stated."""
    wanted = Decision(event.entry_id, event.statement, event.leader, event.at, event.role)
    code = refusal(wanted, ground.rules.signers, selection.excellent, selection.decision)
    if selection.outcome.vacant:
        code = "place-vacant"
    if code:
        return refused(code)
    if selection.decision is not None:
        return UNCHANGED
    if event.announce_at is not None and event.announce_at <= event.at:
        return refused("announcement-in-the-past")
    selection.outcome.announce_at = event.announce_at or selection.outcome.announce_at
    selection.decision = wanted
    _announce_when_due(selection, ground, event.at)
    return NEW


def countersign(selection: Selection, ground: Ground, event: DecisionCountersigned) -> Step:
    """Another name under the same decision, by another person, for a role that the pack names."""
    by = Signature(event.person, event.role, event.at)
    standing = selection.decision
    if standing is not None and standing.entry_id == event.entry_id and _agreed(standing, event):
        return UNCHANGED
    code = second_refusal(event.entry_id, by, ground.rules.signers, standing)
    if code or standing is None:
        return refused(code or "winner-not-decided")
    selection.decision = standing.with_signature(by)
    _announce_when_due(selection, ground, event.at)
    return NEW


def send_back(selection: Selection, ground: Ground, event: DecisionSentBack) -> Step:
    """A signer refuses with a statement: the decision is kept beside it, and nothing is decided."""
    by = Signature(event.person, event.role, event.at)
    standing = selection.decision
    code = second_refusal(event.entry_id, by, ground.rules.signers, standing)
    if code or standing is None:
        return refused(code or "winner-not-decided")
    if not event.statement.strip():
        return refused("statement-required")
    selection.outcome.sent_back.append(SentBack(standing, event.statement, event.person, event.role, event.at))
    selection.decision = None
    return NEW


def set_announcement(selection: Selection, _ground: Ground, event: AnnouncementSet) -> Step:
    """The minute, which can move as long as it has not come and the winner is not told."""
    if selection.outcome.announced_at is not None:
        return refused("winner-announced-already")
    if event.announce_at == selection.outcome.announce_at:
        return UNCHANGED
    if event.announce_at <= event.at:
        return refused("announcement-in-the-past")
    selection.outcome.announce_at = event.announce_at
    return NEW


def announce_winner(selection: Selection, ground: Ground, event: WinnerAnnounced) -> Step:
    """Opens the seal, once; never before the minute, and never with a name missing."""
    if selection.outcome.announced_at is not None:
        return UNCHANGED
    if selection.decision is None:
        return refused("winner-not-decided")
    if selection.decision.missing(ground.rules.signers):
        return refused("signatures-missing")
    if "excellent" not in selection.released:
        return refused("excellent-not-released")
    if not due(selection, ground.rules.signers, event.at):
        return refused("announcement-not-due")
    _announce_when_due(selection, ground, event.at)
    return NEW


def release_awards(selection: Selection, ground: Ground, event: AwardsReleased) -> Step:
    """All prizes at once, by the reading of the pack: the winner is told, the period of objections is over, and every
    objection is answered.
    """
    if selection.prizes:
        return UNCHANGED
    code = _not_ready_for_the_prizes(selection, ground, event.at)
    if code:
        return refused(code)
    selection.prizes = tuple(prizes(standing(selection, ground), prize_terms(ground)))
    selection.outcome.ledger = owed(selection.prizes, ground.authors, ground.rules.prizes.co_authors)
    selection.released_at = event.at
    return NEW


def _not_ready_for_the_prizes(selection: Selection, ground: Ground, at: datetime) -> str | None:
    if selection.decision is None and not selection.outcome.vacant:
        return "winner-not-decided"
    if not may_be_released(selection.outcome):
        return "winner-not-announced"
    period = period_of(selection, ground)
    if period is not None and at < period.closes_at:
        return "objection-period-running"
    return "objections-unanswered" if any(one.answer is None for one in selection.outcome.objections) else None


def _agreed(standing: Decision, event: DecisionCountersigned) -> bool:
    return any(one.person == event.person and one.role == event.role for one in standing.agreed)


def _announce_when_due(selection: Selection, ground: Ground, at: datetime) -> None:
    """Under the reading `beside` the next of the composite moves up into the ten, when the winner is told."""
    if not due(selection, ground.rules.signers, at) or selection.decision is None:
        return
    outcome, winner = selection.outcome, selection.decision.entry_id
    outcome.announced_at = outcome.shown_from = at
    outcome.told.append(Told(winner, at))
    if ground.rules.reading == "beside":
        order = [line.entry_id for line in selection.composite if line.entry_id not in outcome.removed]
        selection.excellent = beside_the_winner(order, selection.excellent, winner)
