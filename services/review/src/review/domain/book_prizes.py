"""The prize list with how every sum came about, and the ledger of payments. No name and no phone: review has none."""

from collections.abc import Iterable
from decimal import Decimal

from review.domain.book_scores import ENTRY
from review.domain.prizes import explain
from review.domain.shares import FEN
from review.domain.standing import prize_terms, standing
from review.domain.state import Campaign
from review.domain.tables import Cell, Column, Table

YUAN = Column("奖金（元）", "Yuan", 14)
TIER = Column("奖项", "Tier")


def prize_tables(campaign: Campaign) -> list[Table]:
    """Prizes, their explanation, the ledger; empty before the release."""
    rules = campaign.rules.selection
    rule = f"{rules.reading}, {rules.prizes.same_author}, {rules.prizes.co_authors}"
    prizes = (*ENTRY, TIER, YUAN, Column("证书", "Certificate", 8), Column("纪念品", "Souvenir", 8))
    lines = (
        *ENTRY,
        TIER,
        Column("标准（元）", "Worth", 14),
        Column("规则", "Rule", 20),
        Column("计发（元）", "Paid", 14),
    )
    ledger = (
        *ENTRY, Column("作者次序", "Author", 10), Column("份额", "Share", 10), YUAN, Column("状态", "State"),
        Column("经办", "By", 16), Column("时间", "At", 20), Column("凭证或原因", "Reference", 30),
    )  # fmt: skip
    return [
        Table("获奖名单", "Prizes", prizes, list(_prizes(campaign)), ((f"规则：{rule}", f"Rules: {rule}"),)),
        Table("核算", "Explanation", lines, list(_lines(campaign))),
        Table("发放", "Ledger", ledger, list(_ledger(campaign))),
    ]


def _prizes(campaign: Campaign) -> Iterable[tuple[Cell, ...]]:
    for one in campaign.selection.prizes:
        marks = tuple("有 yes" if held else "" for held in (one.certificate, one.souvenir))
        yield (one.entry_id, _phrase(campaign, one.entry_id), one.tier, one.amount, *marks)


def _lines(campaign: Campaign) -> Iterable[tuple[Cell, ...]]:
    if not campaign.selection.prizes:
        return
    ground = campaign.ground
    for line in explain(standing(campaign.selection, ground), prize_terms(ground)):
        yield (line.entry_id, _phrase(campaign, line.entry_id), line.tier, line.worth, line.rule, line.paid)


def _ledger(campaign: Campaign) -> Iterable[tuple[Cell, ...]]:
    for one in campaign.selection.outcome.ledger.values():
        owed = (one.entry_id, _phrase(campaign, one.entry_id), one.author, one.share, Decimal(one.fen) / FEN)
        if not one.steps:
            yield (*owed, "due", "", None, "")
        for step in one.steps:
            yield (*owed, step.state, step.actor, step.at, step.reference)


def _phrase(campaign: Campaign, entry_id: str) -> str:
    return campaign.selection.text_of(campaign.ground.work(entry_id)).phrase
