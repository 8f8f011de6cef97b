"""The lists as they stand: what the cuts gave, without whoever left and with whoever moved up."""

from review.domain.outcome import Outcome
from review.domain.prizes import TIERS, Lists, Terms, Tier
from review.domain.selection import Ground, Selection


def standing(selection: Selection, ground: Ground) -> Lists:
    """Every list at this moment, with the winner once everybody may know him."""
    outcome = selection.outcome
    out = {*outcome.removed, *selection.gone}
    nominees = [*selection.nominee_ids, *outcome.promoted_to("nominee")]
    return Lists(
        finalists=tuple(entry for entry in ground.ids if entry not in out),
        nominees=tuple(entry for entry in nominees if entry not in out),
        excellent=selection.excellent,
        winner=selection.winner,
    )


def highest(lists: Lists, entry_id: str) -> Tier | None:
    """The best tier that the entry stands on; None when on no list."""
    tiers = lists.tiers_of(entry_id)
    return max(tiers, key=TIERS.index) if tiers else None


def prize_terms(ground: Ground) -> Terms:
    """What the pack says of the money."""
    rules = ground.rules
    authors = {entry_id: one.author_ref for entry_id, one in ground.authors.items()}
    return Terms(rules.amounts, rules.reading, rules.prizes.same_author, authors)


def may_be_released(outcome: Outcome) -> bool:
    """Whether there is an announced outcome that prizes can follow: a winner who is told, or a place left empty."""
    return outcome.announced_at is not None or outcome.vacant
