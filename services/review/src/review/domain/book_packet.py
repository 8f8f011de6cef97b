"""The decision packet as tables: every nominee with its figures and what people said, its texts, and its likenesses."""

from collections.abc import Iterable

from review.domain.alike import AlikeIn
from review.domain.book_likeness import in_short, likeness_table
from review.domain.book_scores import ENTRY
from review.domain.composite import Line
from review.domain.evidence import Evidence, evidence_of
from review.domain.scores import shown
from review.domain.state import Campaign
from review.domain.tables import Cell, Column, Table

COLUMNS = (
    Column("名次", "Rank", 8), *ENTRY, Column("阐释", "Explanation", 60), Column("评定", "Tier", 16),
    Column("综合得分", "Composite"), Column("专家平均分", "Expert mean"), Column("政治方向", "Political"),
    Column("思想导向", "Guidance"), Column("内容形式", "Form"), Column("评委数", "Judges", 8), Column("票数", "Votes"),
    Column("留言数", "Comments"), Column("留言人数", "Commenters"), Column("支持", "Support"),
    Column("建议", "Suggest"), Column("异议意见", "Object"), Column("未表态", "No stance"),
    Column("常用词", "Words", 40), Column("雷同", "Likeness", 30), Column("同文投稿", "Repeats"),
    Column("异议登记", "Objections", 30),
)  # fmt: skip
VERSIONS = (*ENTRY, Column("版本", "Version", 8), Column("文字", "Text then", 40), Column("阐释", "Explanation", 60),
            Column("修改人", "By", 16), Column("时间", "At", 20))  # fmt: skip
RULINGS = {None: "未答复 open", "upheld": "成立 upheld", "dismissed": "不成立 dismissed"}
NOTE = (
    ("得分与票数供参考，由签署人决定。", "The figures inform, the signers decide."),
    ("留言只计已显示的。", "Comments that show are counted."),
)


def packet_tables(campaign: Campaign, alike: AlikeIn) -> list[Table]:
    """The nominees in the order of the composite; their texts, oldest first; what each is like."""
    lines = campaign.selection.composite
    found = [(line, evidence_of(campaign, line.entry_id, alike)) for line in lines]
    rows = [(*_figures(campaign, line), *_said(evidence)) for line, evidence in found]
    texts = [row for line in lines for row in _versions(campaign, line.entry_id)]
    likenesses = ((line.entry_id, _text(campaign, line.entry_id), evidence.alike) for line, evidence in found)
    return [
        Table("提名作品", "Nominees", COLUMNS, rows, NOTE),
        Table("文字修改", "Versions", VERSIONS, texts),
        likeness_table(likenesses),
    ]


def _figures(campaign: Campaign, line: Line) -> tuple[Cell, ...]:
    selection, entry_id = campaign.selection, line.entry_id
    mean = next(one.mean for one in selection.nominees if one.entry_id == entry_id)
    marks = (shown(one) for one in (line.composite, mean.total, mean.political, mean.guidance, mean.form))
    tier = "优秀 excellent" if entry_id in selection.excellent else "提名 nominee"
    left = "（已撤下 left）" if entry_id in selection.outcome.removed else ""
    now = selection.text_of(campaign.work(entry_id))
    return (line.rank, entry_id, now.phrase, now.explanation, tier + left, *marks, mean.judges, line.votes)


def _said(evidence: Evidence) -> tuple[Cell, ...]:
    opinion = evidence.opinion
    stances = (opinion.stances["support"], opinion.stances["suggest"], opinion.stances["object"], opinion.unsaid)
    words = "、".join(f"{text} {count}" for text, count in opinion.words)
    register = "；".join(
        f"{one.number:03} {RULINGS[one.answer.ruling if one.answer else None]}" for one in evidence.objections
    )
    likeness = (in_short(evidence.alike), len(evidence.repeated_by))
    return (opinion.comments, opinion.commenters, *stances, words, *likeness, register)


def _versions(campaign: Campaign, entry_id: str) -> Iterable[tuple[Cell, ...]]:
    text = _text(campaign, entry_id)
    for number, one in enumerate(campaign.selection.versions.get(entry_id, []), 1):
        yield (entry_id, text, number, one.text, one.explanation, one.actor, one.at)


def _text(campaign: Campaign, entry_id: str) -> str:
    return campaign.selection.text_of(campaign.work(entry_id)).phrase
