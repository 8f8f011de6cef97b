"""The composite with everything that it is made of, so that anybody can do the sum again."""

from collections.abc import Iterable

from review.domain.book_scores import ENTRY
from review.domain.composite import Line
from review.domain.scores import shown
from review.domain.state import Campaign
from review.domain.tables import Cell, Column, Table

COLUMNS = (
    Column("名次", "Rank", 8),
    *ENTRY,
    Column("专家平均分", "Expert mean", 14),
    Column("专家平均分（精确值）", "Expert mean, exact", 22),
    Column("专家折算", "Experts on 0-100", 14),
    Column("票数", "Votes"),
    Column("票数折算", "Votes on 0-100", 14),
    Column("综合得分", "Composite", 14),
    Column("综合得分（精确值）", "Composite, exact", 30),
    Column("评定", "Tier", 10),
)


def composite_tables(campaign: Campaign) -> list[Table]:
    """The nominees in the order of the composite, under the rule that it was made by."""
    return [Table("综合得分", "Composite", COLUMNS, list(_lines(campaign)), _rule(campaign))]


def _lines(campaign: Campaign) -> Iterable[tuple[Cell, ...]]:
    selection, ground = campaign.selection, campaign.ground
    for line in selection.composite:
        phrase = selection.text_of(ground.work(line.entry_id)).phrase
        tier = "优秀 excellent" if line.entry_id in selection.excellent else ""
        yield (
            line.rank, line.entry_id, phrase, shown(line.expert_mean), str(line.expert_mean), shown(line.expert),
            line.votes, shown(line.public), shown(line.composite), str(line.composite), tier,
        )  # fmt: skip


def _rule(campaign: Campaign) -> tuple[tuple[str, str], ...]:
    lines: tuple[Line, ...] = campaign.selection.composite
    terms = campaign.selection.contest
    if not lines or terms is None:
        return ()
    rule = terms.weighing
    means, votes = sorted(line.expert_mean for line in lines), sorted(line.votes for line in lines)
    public, expert = rule.public_weight, 1 - rule.public_weight
    scale, cap = rule.normalisation, rule.cap
    from_to = (shown(means[0]), shown(means[-1]), votes[0], votes[-1])
    return (
        (
            f"综合得分 = {expert} × 专家折算 + {public} × 票数折算。折算方式：{scale}。每件计票上限：{cap or '无'}。",
            f"Composite = {expert} × experts + {public} × votes, on 0-100 by {scale}; votes counted: {cap or 'all'}.",
        ),
        (
            "专家平均分 {}–{}，票数 {}–{}。精确值为分数，综合得分由精确值得出，中间不作四舍五入。".format(*from_to),
            "Expert means {}–{}, votes {}–{}. Exact values are fractions; nothing is rounded.".format(*from_to),
        ),
    )
