"""The two-person rule (`screening.two_person`): a decision holds once a second, different person decided the same.

Two who decide at the same moment agree or disagree, whichever of them the log has first: nobody is overruled. Where
they disagree an organiser who is neither of them decides. What stood before stands until then, and is not published.
"""

from review.domain.entry import Entry, Screening


def propose(entry: Entry, made: Screening, *, settles: bool) -> str | bool:
    """A code when refused, else whether something changed. `settles`: an organiser decides."""
    own = next((one for one in entry.proposed if one.actor == made.actor), None)
    if entry.waits_for == "organiser":
        return _settle(entry, made, settles=settles)
    if own is not None and own.decision == made.decision:
        return "second-person-needed"
    if not entry.proposed and entry.standing == made.decision:
        return False
    _put(entry, made, own)
    return True


def take_back_proposal(entry: Entry, actor: str, *, settles: bool) -> str | bool:
    """One's own proposal; an organiser all of them."""
    own = [one for one in entry.proposed if settles or one.actor == actor]
    if not own:
        return "proposal-of-another"
    entry.proposals = [one for one in entry.proposed if one not in own]
    return True


def _put(entry: Entry, made: Screening, own: Screening | None) -> None:
    others = [one for one in entry.proposed if one is not own]
    agreed = next((one for one in others if one.decision == made.decision), None)
    if agreed is None:
        entry.proposals = [*others, made]
    else:
        _hold(entry, made, agreed)


def _settle(entry: Entry, made: Screening, *, settles: bool) -> str | bool:
    if not settles:
        return "organiser-decides"
    if any(one.actor == made.actor for one in entry.proposed):
        return "second-person-needed"
    _hold(entry, made, next(one for one in entry.proposed if one.decision == made.decision))
    return True


def _hold(entry: Entry, made: Screening, agreed: Screening) -> None:
    """Whose reason is given, where one of the two gave none."""
    reason, reasons = made.reason or agreed.reason, made.reasons or agreed.reasons
    entry.screenings.append(
        Screening(made.decision, reason, made.actor, made.at, made.subject, reasons, seconded=agreed.actor)
    )
    entry.proposals.clear()
