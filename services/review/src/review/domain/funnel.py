"""The counted funnel: from everything that came to the one that was decided."""

from dataclasses import dataclass

from review.domain.entry import Screening
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


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the screening is. `undecided` counts those, too, that wait for a second person or for the organiser;
    what its author took back is not counted.
    """

    undecided: int
    second: int
    organiser: int
    passed: int
    rejected: int

    @property
    def decided(self) -> int:
        """Entries on which a decision holds."""
        return self.passed + self.rejected

    @property
    def total(self) -> int:
        """All of them."""
        return self.decided + self.undecided


def rejections_of(campaign: Campaign) -> list[Screening]:
    """The rejections that hold; not those of what its author took back."""
    held = (entry.screening for entry in campaign.entries.values() if entry.status != "withdrawn")
    return [one for one in held if one is not None and one.decision == "reject"]


def progress_of(campaign: Campaign) -> Progress:
    """The figures of this moment."""
    entries = [entry for entry in campaign.entries.values() if entry.status != "withdrawn"]
    waits = [entry.waits_for for entry in entries]
    stands = [entry.standing for entry in entries]
    return Progress(
        undecided=stands.count("undecided"),
        second=waits.count("second"),
        organiser=waits.count("organiser"),
        passed=stands.count("pass"),
        rejected=stands.count("reject"),
    )
