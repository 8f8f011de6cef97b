"""What is laid before the signers of a nominee beside its figures: what people said, likeness, objections."""

from collections.abc import Sequence
from dataclasses import dataclass

from review.domain.alike import Alike, AlikeIn
from review.domain.discussion import shown_comments
from review.domain.objections import Objection
from review.domain.opinion import Opinion, opinion_of
from review.domain.state import Campaign


@dataclass(frozen=True, slots=True)
class Evidence:
    """Comments that were shown to the public and what they come to; what the text is like as it stands now; entries
    that repeat it; objections to it.
    """

    comments: tuple[str, ...]
    opinion: Opinion
    alike: Sequence[Alike]
    repeated_by: tuple[str, ...]
    objections: tuple[Objection, ...]


def evidence_of(campaign: Campaign, entry_id: str, alike: AlikeIn) -> Evidence:
    """What there is at this moment. A refined text is held against the others anew: refining can make two alike."""
    entry = campaign.entries[entry_id]
    shown = list(shown_comments(campaign, entry))
    return Evidence(
        comments=tuple(comment.text for comment in shown),
        opinion=opinion_of(shown),
        alike=alike(entry, campaign.selection.text_of(campaign.work(entry_id)).phrase),
        repeated_by=repeats_of(campaign, entry_id),
        objections=tuple(one for one in campaign.selection.outcome.objections if one.entry_id == entry_id),
    )


def repeats_of(campaign: Campaign, entry_id: str) -> tuple[str, ...]:
    """Entries that came later with the same text (雷同): this one stands, since it is the earliest."""
    return tuple(one.entry_id for one in campaign.entries.values() if one.duplicate_of == entry_id)
