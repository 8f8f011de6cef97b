"""What the API shows of comments. No answer has an author: not even the pseudonym."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel, Field

from review.domain.entry import Comment, CommentStatus, Reply
from review.domain.events import Stance
from review.domain.opinion import Opinion
from review.domain.sensitive import Find


class ReplyView(BaseModel):
    """What the office replied."""

    text: str
    at: datetime
    version: int = Field(description="Counts up from 1 with each change of the reply")


class PublicComment(BaseModel):
    """A comment that was moderated and shows."""

    comment_id: str
    text: str
    at: datetime
    stance: Stance | None = Field(description="支持, 建议 or 异议, if the commenter said so")
    reply: ReplyView | None


class PublicComments(BaseModel):
    """The comments under an entry, oldest first."""

    comments: list[PublicComment]


class HeldComment(PublicComment):
    """A comment as screeners see it."""

    entry_id: str
    status: CommentStatus
    sensitive: list[str] = Field(description="Sensitive words that were found, for a person to judge")


class HeldComments(BaseModel):
    """Comments of one status, oldest first."""

    comments: list[HeldComment]


class WordCount(BaseModel):
    """A run of characters, and how many commenters use it."""

    text: str
    commenters: int


class OpinionView(BaseModel):
    """What the comments that show come to."""

    comments: int
    commenters: int
    support: int = Field(description="支持")
    suggest: int = Field(description="建议")
    object: int = Field(description="异议")
    unsaid: int = Field(description="Comments that take no stance")
    words: list[WordCount]


def public_comment(comment: Comment) -> PublicComment:
    """One comment for the public."""
    return PublicComment(
        comment_id=comment.comment_id,
        text=comment.text,
        at=comment.at,
        stance=comment.stance,
        reply=_reply(comment.reply, len(comment.replies)),
    )


def held_comment(comment: Comment, finds: Sequence[Find] = ()) -> HeldComment:
    """One comment for the screener."""
    return HeldComment(
        **public_comment(comment).model_dump(),
        entry_id=comment.entry_id,
        status=comment.status,
        sensitive=list(dict.fromkeys(find.word.text for find in finds)),
    )


def opinion_view(opinion: Opinion) -> OpinionView:
    """The summary as it is shown."""
    words = [WordCount(text=text, commenters=count) for text, count in opinion.words]
    return OpinionView(
        comments=opinion.comments,
        commenters=opinion.commenters,
        unsaid=opinion.unsaid,
        words=words,
        support=opinion.stances["support"],
        suggest=opinion.stances["suggest"],
        object=opinion.stances["object"],
    )


def _reply(reply: Reply | None, version: int) -> ReplyView | None:
    return ReplyView(text=reply.text, at=reply.at, version=version) if reply else None
