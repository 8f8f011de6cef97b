"""The panel's marks, judge by judge, and the means that the cut was made by."""

from collections.abc import Iterable

from review.domain.panel import Abstention
from review.domain.scores import Marks, shown
from review.domain.state import Campaign
from review.domain.tables import Cell, Column, Table

ENTRY = (Column("作品编号", "Entry", 36), Column("作品", "Text", 32))
DIMENSIONS = (Column("政治方向", "Political"), Column("思想导向", "Guidance"), Column("内容形式", "Form"))


def score_tables(campaign: Campaign) -> list[Table]:
    """Every mark and every abstention; the means of the nominees in the order of the cut."""
    weights = campaign.rules.selection.weights
    rule = f"{weights.political} / {weights.guidance} / {weights.form}"
    means = (Column("名次", "Rank", 8), *ENTRY, Column("得分", "Score"), *DIMENSIONS, Column("评委数", "Judges", 8))
    return [
        Table("评分", "Marks", (*ENTRY, Column("评委", "Judge", 16), *DIMENSIONS, Column("回避理由", "Abstained", 30)),
              list(_marks(campaign))),
        Table("提名", "Nominees", means, list(_means(campaign)), ((f"权重：{rule}", f"Weights: {rule}"),)),
    ]  # fmt: skip


def _marks(campaign: Campaign) -> Iterable[tuple[Cell, ...]]:
    panel = campaign.selection.panel
    for work in campaign.ground.finalists:
        for judge in panel.judges:
            verdict = panel.ballot_of(judge).get(work.entry_id)
            if isinstance(verdict, Marks):
                yield (work.entry_id, work.phrase, judge, verdict.political, verdict.guidance, verdict.form, "")
            elif isinstance(verdict, Abstention):
                yield (work.entry_id, work.phrase, judge, None, None, None, verdict.reason)
            elif panel.must_abstain(judge, work.entry_id):
                yield (work.entry_id, work.phrase, judge, None, None, None, "利害关系已登记 / conflict on record")


def _means(campaign: Campaign) -> Iterable[tuple[Cell, ...]]:
    selection, ground = campaign.selection, campaign.ground
    for one in selection.nominees:
        mean, phrase = one.mean, selection.text_of(ground.work(one.entry_id)).phrase
        figures = (shown(figure) for figure in (mean.total, mean.political, mean.guidance, mean.form))
        yield (one.rank, one.entry_id, phrase, *figures, mean.judges)
