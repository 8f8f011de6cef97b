"""The counted funnel: from everything that came to the one that was decided."""

from dataclasses import dataclass

from review.domain.selection import figures
from review.domain.state import Campaign


@dataclass(frozen=True, slots=True)
class Funnel:
    """How many entries came how far. `unique` leaves out what repeats an earlier text, and it and
    `passed` what its author took back.
    """

    submitted: int
    unique: int
    passed: int
    discussed: int
    comments_shown: int
    finalists: int
    lower: dict[str, int | str | None]


def funnel_of(campaign: Campaign) -> Funnel:
    """The figures of this moment."""
    entries = campaign.entries.values()
    standing = [entry for entry in entries if entry.withdrawn_at is None or entry.finalist]
    return Funnel(
        submitted=len(campaign.entries),
        unique=sum(entry.duplicate_of is None for entry in standing),
        passed=sum(entry.standing == "pass" for entry in standing),
        discussed=sum(entry.discussed for entry in entries),
        comments_shown=sum(comment.status == "shown" for comment in campaign.comments.values()),
        finalists=len(campaign.finalists),
        lower=figures(campaign.selection),
    )
