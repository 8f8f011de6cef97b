"""社会讨论: what passed is published, citizens comment, and no comment shows before somebody has read it."""

from collections.abc import Callable, Iterable

from review.domain.arrivals import take_over
from review.domain.entry import Comment, CommentStatus, Entry, Reply
from review.domain.events import (
    CommentAnswered,
    CommentMade,
    CommentsModerated,
    DiscussionEnded,
    EntriesPublished,
    EntriesTakenBack,
    Ruling,
)
from review.domain.fold import UNCHANGED, Accepted, Refusal, Refused, Verdict, folds
from review.domain.state import Campaign

COMMENT_LIMIT = 500
"""Characters of one comment, and of a reply."""
COMMENTS_EACH = 5
"""Comments of one citizen on one entry: nobody fills the moderators' day, or the log."""
BECOMES: dict[Ruling, CommentStatus] = {"show": "shown", "hide": "hidden"}


@folds(EntriesPublished)
def publish(campaign: Campaign, event: EntriesPublished) -> Verdict:
    """All or nothing: a list with an entry that did not pass is refused. Publishing opens the discussion."""
    fault = _fault(campaign, event.entry_ids, lambda entry: entry.publishable, "entry-not-passed")
    if fault is not None:
        return fault
    fresh = [entry_id for entry_id in dict.fromkeys(event.entry_ids) if not campaign.entries[entry_id].discussed]
    changed = bool(fresh) or not campaign.discussion_open
    for entry_id in fresh:
        campaign.entries[entry_id].discussed = True
    campaign.discussion_open = True
    return Accepted(changed, tuple(fresh))


@folds(EntriesTakenBack)
def take_back(campaign: Campaign, event: EntriesTakenBack) -> Verdict:
    """Its comments go with an entry and come back with it. A finalist stays. A text that waited is taken over now."""
    fault = _fault(
        campaign, event.entry_ids, lambda entry: entry.entry_id not in campaign.finalists, "entry-is-finalist"
    )
    if fault is not None:
        return fault
    shown = [entry_id for entry_id in dict.fromkeys(event.entry_ids) if campaign.entries[entry_id].discussed]
    for entry_id in shown:
        entry = campaign.entries[entry_id]
        entry.discussed = False
        if entry.held_back is not None:
            take_over(entry, entry.held_back)
    return Accepted(bool(shown), tuple(shown))


@folds(DiscussionEnded)
def end_discussion(campaign: Campaign, _event: DiscussionEnded) -> Verdict:
    """No comment can be made from here on; publishing opens the discussion again."""
    changed, campaign.discussion_open = campaign.discussion_open, False
    return Accepted(changed)


@folds(CommentMade)
def comment(campaign: Campaign, event: CommentMade) -> Verdict:
    """A comment is held. The same words by the same citizen on the same entry are the same comment."""
    if event.comment_id in campaign.comments:
        return UNCHANGED
    code = comment_refusal(campaign, event)
    if code is not None:
        return Refused(code)
    campaign.comments[event.comment_id] = Comment(
        event.comment_id,
        event.entry_id,
        event.author_ref,
        event.text,
        event.at,
        stance=event.stance,
        outlet=event.outlet,
    )
    campaign.entries[event.entry_id].comments.append(event.comment_id)
    return Accepted()


def comment_refusal(campaign: Campaign, event: CommentMade) -> str | None:
    """Why a new comment cannot be made so, as a code."""
    entry = campaign.entries.get(event.entry_id)
    if entry is None or not entry.discussed:
        return "entry-not-discussed"
    if not campaign.discussion_open:
        return "discussion-closed"
    if not event.text.strip():
        return "comment-empty"
    if len(event.text) > COMMENT_LIMIT:
        return "comment-too-long"
    own = sum(campaign.comments[comment_id].author_ref == event.author_ref for comment_id in entry.comments)
    return "comments-enough" if own >= COMMENTS_EACH else None


@folds(CommentsModerated)
def moderate(campaign: Campaign, event: CommentsModerated) -> Verdict:
    """Each line by itself. A later ruling replaces an earlier one: what shows can be hidden again."""
    taken: list[str] = []
    refused: list[Refusal] = []
    changed = False
    for line in event.lines:
        held = campaign.comments.get(line.comment_id)
        if held is None:
            refused.append(Refusal(line.comment_id, "comment-unknown"))
            continue
        taken.append(line.comment_id)
        if held.status != BECOMES[line.decision]:
            held.status, held.moderated_by = BECOMES[line.decision], event.actor
            changed = True
    return Accepted(changed, tuple(taken), tuple(refused))


@folds(CommentAnswered)
def answer(campaign: Campaign, event: CommentAnswered) -> Verdict:
    """Every version is kept. The same text again changes nothing."""
    held = campaign.comments.get(event.comment_id)
    if held is None:
        return Refused("comment-unknown")
    text = event.text.strip()
    if len(text) > COMMENT_LIMIT:
        return Refused("reply-too-long")
    if text == (held.reply.text if held.reply else ""):
        return UNCHANGED
    held.replies.append(Reply(text, event.actor, event.at))
    return Accepted()


def shown_comments(campaign: Campaign, entry: Entry) -> Iterable[Comment]:
    """What the public reads under an entry, oldest first."""
    return (one for one in map(campaign.comments.__getitem__, entry.comments) if one.status == "shown")


def _fault(campaign: Campaign, entry_ids: tuple[str, ...], fits: Callable[[Entry], bool], code: str) -> Refused | None:
    if not entry_ids:
        return Refused("no-entries")
    unknown = tuple(entry_id for entry_id in entry_ids if entry_id not in campaign.entries)
    if unknown:
        return Refused("entry-unknown", unknown)
    return _unfit(campaign, entry_ids, fits, code)


def _unfit(campaign: Campaign, entry_ids: tuple[str, ...], fits: Callable[[Entry], bool], code: str) -> Refused | None:
    unfit = tuple(entry_id for entry_id in entry_ids if not fits(campaign.entries[entry_id]))
    return Refused(code, unfit) if unfit else None
