"""What is laid before the signers of a nominee beside its figures: what people said, likeness, objections."""

from dataclasses import dataclass

from review.domain.discussion import shown_comments
from review.domain.objections import Objection
from review.domain.state import Campaign


@dataclass(frozen=True, slots=True)
class Evidence:
    """Comments that were shown to the public, entries that repeat the text, and objections to the entry."""

    comments: tuple[str, ...]
    repeated_by: tuple[str, ...]
    objections: tuple[Objection, ...]


def evidence_of(campaign: Campaign, entry_id: str) -> Evidence:
    """What there is at this moment."""
    entry = campaign.entries[entry_id]
    return Evidence(
        comments=tuple(comment.text for comment in shown_comments(campaign, entry)),
        repeated_by=likeness_of(campaign, entry_id),
        objections=tuple(one for one in campaign.selection.outcome.objections if one.entry_id == entry_id),
    )


def likeness_of(campaign: Campaign, entry_id: str) -> tuple[str, ...]:
    """Entries that came later with the same text (雷同): this one stands, since it is the earliest."""
    return tuple(one.entry_id for one in campaign.entries.values() if one.duplicate_of == entry_id)
