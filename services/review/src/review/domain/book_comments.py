"""Every comment with its moderation state and the replies of the office, and what each entry's comments come to."""

from review.domain.book_scores import ENTRY
from review.domain.discussion import shown_comments
from review.domain.entry import Comment, Entry
from review.domain.opinion import opinion_of
from review.domain.state import Campaign
from review.domain.tables import Cell, Column, Table

STATUS = {"held": "待审核 held", "shown": "已显示 shown", "hidden": "不显示 hidden"}
STANCE = {None: "", "support": "支持 support", "suggest": "建议 suggest", "object": "异议 object"}


def comment_tables(campaign: Campaign) -> list[Table]:
    """One row a comment, oldest first, without its author; one row an entry that people commented on."""
    columns = (
        *ENTRY, Column("留言", "Comment", 60), Column("态度", "Stance"), Column("时间", "At", 20),
        Column("状态", "Status", 14), Column("审核人", "Moderated by", 16), Column("答复", "Reply", 50),
        Column("答复时间", "Replied", 20),
    )  # fmt: skip
    opinions = (
        *ENTRY, Column("留言数", "Comments"), Column("留言人数", "Commenters"), Column("支持", "Support"),
        Column("建议", "Suggest"), Column("异议", "Object"), Column("未表态", "No stance"),
        Column("常用词", "Words", 50),
    )  # fmt: skip
    rows = [_row(campaign.entries[comment.entry_id], comment) for comment in campaign.comments.values()]
    spoken = [entry for entry in campaign.entries.values() if any(True for _ in shown_comments(campaign, entry))]
    note = (("只计已显示的留言。", "Comments that show are counted."),)
    return [
        Table("留言", "Comments", columns, rows),
        Table("意见汇总", "Opinion", opinions, [_opinion(campaign, entry) for entry in spoken], note),
    ]


def _row(entry: Entry, comment: Comment) -> tuple[Cell, ...]:
    reply = (comment.reply.text, comment.reply.at) if comment.reply else ("", None)
    said = (comment.text, STANCE[comment.stance], comment.at, STATUS[comment.status], comment.moderated_by)
    return (entry.entry_id, entry.phrase, *said, *reply)


def _opinion(campaign: Campaign, entry: Entry) -> tuple[Cell, ...]:
    found = opinion_of(shown_comments(campaign, entry))
    words = "、".join(f"{text} {count}" for text, count in found.words)
    stances = (found.stances["support"], found.stances["suggest"], found.stances["object"], found.unsaid)
    return (entry.entry_id, entry.phrase, found.comments, found.commenters, *stances, words)
