"""What review writes down of the first half of a campaign: entries, screening, discussion, finalists.

The second half is in selection_events.py. Every event names its campaign, and `what` it is.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from review.domain.rules import Rules

Decision = Literal["pass", "reject"]
Ruling = Literal["show", "hide"]
Stance = Literal["support", "suggest", "object"]
"""支持, 建议, 异议: what a commenter says of an entry, if he says it."""


@dataclass(frozen=True, slots=True)
class CampaignLearned:
    """Intake published a campaign, or a new revision of its rules."""

    campaign_id: str
    rules: Rules
    at: datetime
    what: Literal["campaign-learned"] = "campaign-learned"


@dataclass(frozen=True, slots=True)
class EntryReceived:
    """Intake accepted an entry, or tells of a later version of it."""

    campaign_id: str
    entry_id: str
    phrase: str
    explanation: str
    channel: str
    author_ref: str
    unit_id: str | None
    submitted_at: datetime
    han_count: int
    duplicate_of: str | None
    at: datetime
    version: int = 1
    withdrawn_at: datetime | None = None
    shares: tuple[int, ...] = ()
    outlet: str | None = None
    what: Literal["entry-received"] = "entry-received"


@dataclass(frozen=True, slots=True)
class ScreeningLine:
    """A decision on one entry. `replaces` is what the screener saw standing when he decided; None: not told."""

    entry_id: str
    decision: Decision
    reason: str = ""
    replaces: Decision | Literal["undecided"] | None = None
    reasons: tuple[str, ...] = ()
    """Codes of stated reasons (the rules of the campaign have their words); `reason` is what was written in words."""


@dataclass(frozen=True, slots=True)
class EntriesScreened:
    """A screener decided on many entries at once. `settles`: as an organiser, to whom disagreement goes."""

    campaign_id: str
    lines: tuple[ScreeningLine, ...]
    actor: str
    at: datetime
    settles: bool = False
    what: Literal["entries-screened"] = "entries-screened"


@dataclass(frozen=True, slots=True)
class ScreeningUndone:
    """A screener took decisions back: these entries wait again."""

    campaign_id: str
    entry_ids: tuple[str, ...]
    actor: str
    at: datetime
    settles: bool = False
    what: Literal["screening-undone"] = "screening-undone"


@dataclass(frozen=True, slots=True)
class EntriesPublished:
    """The office put entries up for discussion."""

    campaign_id: str
    entry_ids: tuple[str, ...]
    actor: str
    at: datetime
    what: Literal["entries-published"] = "entries-published"


@dataclass(frozen=True, slots=True)
class EntriesTakenBack:
    """The office took entries out of the discussion again."""

    campaign_id: str
    entry_ids: tuple[str, ...]
    actor: str
    at: datetime
    what: Literal["entries-taken-back"] = "entries-taken-back"


@dataclass(frozen=True, slots=True)
class DiscussionEnded:
    """The office ended the discussion: what is published stays to be read, nothing can be added."""

    campaign_id: str
    actor: str
    at: datetime
    what: Literal["discussion-ended"] = "discussion-ended"


@dataclass(frozen=True, slots=True)
class CommentMade:
    """A verified citizen commented. The id is derived from campaign, entry, author and text."""

    campaign_id: str
    entry_id: str
    comment_id: str
    author_ref: str
    text: str
    at: datetime
    stance: Stance | None = None
    outlet: str | None = None
    what: Literal["comment-made"] = "comment-made"


@dataclass(frozen=True, slots=True)
class ModerationLine:
    """Whether a comment shows."""

    comment_id: str
    decision: Ruling
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CommentsModerated:
    """A screener decided on many comments at once."""

    campaign_id: str
    lines: tuple[ModerationLine, ...]
    actor: str
    at: datetime
    what: Literal["comments-moderated"] = "comments-moderated"


@dataclass(frozen=True, slots=True)
class CommentAnswered:
    """The office replied to a comment, put its reply better, or took it back by an empty text."""

    campaign_id: str
    comment_id: str
    text: str
    actor: str
    at: datetime
    what: Literal["comment-answered"] = "comment-answered"


@dataclass(frozen=True, slots=True)
class FinalistsChosen:
    """The office chose the finalists out of the discussed entries. `pending` is False on records of releases before
    there was a release of its own: there the choice released.
    """

    campaign_id: str
    entry_ids: tuple[str, ...]
    actor: str
    at: datetime
    pending: bool = False
    what: Literal["finalists-chosen"] = "finalists-chosen"
