"""A citizen's comment as an event."""

import unicodedata

from plumbing.identifiers import derived_id

from review.domain.discussion import comment_refusal
from review.domain.events import CommentMade, Stance
from review.domain.fold import CAMPAIGN_UNKNOWN, Refused, Verdict
from review.handlers.desk import Desk

TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def comment_id(campaign_id: str, entry_id: str, author_ref: str, text: str) -> str:
    """Derived: the same words by the same citizen on the same entry are the same comment."""
    return derived_id("comment", campaign_id, entry_id, author_ref, text)


def cleaned(text: str) -> str:
    """The text as it is kept: one form of each character, line ends of one kind, nothing unseen, nothing around it."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return "".join(character for character in lines if character == "\n" or not _unseen(character)).strip()


def _unseen(character: str) -> bool:
    """Control characters, and those that turn the direction of what stands beside them."""
    return unicodedata.category(character) == "Cc" or character in TURNING


async def comment(desk: Desk, event: CommentMade) -> Verdict:
    """Nothing is written for a comment that cannot be made: anyone may call this, and the log is for ever."""
    campaign = desk.campaign(event.campaign_id)
    if campaign is None:
        return CAMPAIGN_UNKNOWN
    code = comment_refusal(campaign, event)
    if code is not None and event.comment_id not in campaign.comments:
        return Refused(code)
    return await desk.submit(event.campaign_id, event)


def comment_event(
    desk: Desk, place: tuple[str, str], author_ref: str, text: str, stance: Stance | None = None
) -> CommentMade:
    """The event of a comment on the entry at `place`: campaign and entry."""
    text = cleaned(text)
    return CommentMade(*place, comment_id(*place, author_ref, text), author_ref, text, desk.now(), stance)
