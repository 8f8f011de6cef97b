"""雷同 in words: what a text is like, and why, as a person is told it who then decides."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from review.domain.entry import Entry
from review.domain.likeness import Reason
from review.domain.spirits import Spirit

REASON_WORDS: dict[Reason, tuple[str, str]] = {
    "same": ("文字相同", "the same text"),
    "contains": ("包含对方全文", "one contains the other"),
    "sound": ("读音相同", "the same sound"),
    "order": ("语序不同", "another order"),
    "character": ("一字之差", "one character apart"),
    "order-character": ("语序不同且一字之差", "another order, one character apart"),
}
OF_CAMPAIGN = ("本次征集的作品", "an entry of this campaign")


@dataclass(frozen=True, slots=True)
class Alike:
    """What a text is like, and why: an entry of the campaign, or a published spirit."""

    reason: Reason
    other: Entry | Spirit

    @property
    def text(self) -> str:
        """The other text as it was written."""
        return self.other.phrase if isinstance(self.other, Entry) else self.other.text

    @property
    def because(self) -> tuple[str, str]:
        """The reason in Chinese and English."""
        return REASON_WORDS[self.reason]

    @property
    def origin(self) -> tuple[str, str]:
        """Whose the other text is: an entry of the campaign, or a place with the year in which it published it."""
        if isinstance(self.other, Entry):
            return OF_CAMPAIGN
        zh, en = self.other.since
        return f"{self.other.place}，{zh}", f"{self.other.place}, {en}"


AlikeIn = Callable[[Entry, str], Sequence[Alike]]
"""What an entry of one campaign is like when this is its text; exact repeats that are linked as such are left out."""
