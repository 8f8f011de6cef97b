"""The decision with its signatures, what was told and changed afterwards, and the register of objections.

For the office, which knows the decision while it is sealed.
"""

from collections.abc import Iterable

from review.domain.book_scores import ENTRY
from review.domain.decision import Decision
from review.domain.outcome import OFFICE, decision_for
from review.domain.state import Campaign
from review.domain.tables import Cell, Column, Table

MOMENT, PERSON = Column("时间", "At", 20), Column("经办", "By", 16)


def decision_tables(campaign: Campaign) -> list[Table]:
    """Signatures and what was sent back; announcements, departures and promotions; objections."""
    signatures = (
        MOMENT,
        Column("事项", "What", 16),
        *ENTRY,
        PERSON,
        Column("身份", "Role"),
        Column("说明", "Statement", 50),
    )
    changes = (MOMENT, Column("事项", "What", 16), *ENTRY, Column("级别", "Tier", 20), Column("原因", "Reason", 50))
    register = (
        Column("编号", "No.", 8), *ENTRY, Column("类别", "Kind"), Column("异议内容", "Text", 50), MOMENT,
        Column("答复期限", "Due", 20), Column("结论", "Ruling"), Column("答复", "Answer", 50), PERSON,
    )  # fmt: skip
    return [
        Table("签署", "Signatures", signatures, list(_signatures(campaign))),
        Table("公布与变更", "Changes", changes, sorted(_changes(campaign), key=lambda row: str(row[0]))),
        Table("异议", "Objections", register, list(_register(campaign))),
    ]


def _signatures(campaign: Campaign) -> Iterable[tuple[Cell, ...]]:
    selection = campaign.selection
    for back in selection.outcome.sent_back:
        yield from _names(campaign, back.decision)
        yield (
            back.at,
            "退回 sent back",
            *_entry(campaign, back.decision.entry_id),
            back.person,
            back.role,
            back.statement,
        )
    standing = decision_for(selection, campaign.rules.selection.signers, OFFICE)
    if standing is not None:
        yield from _names(campaign, standing)


def _names(campaign: Campaign, decision: Decision) -> Iterable[tuple[Cell, ...]]:
    for place, one in enumerate(decision.signatures):
        what, statement = ("决定 decided", decision.statement) if place == 0 else ("签署 signed", "")
        yield (one.at, what, *_entry(campaign, decision.entry_id), one.person, one.role, statement)


def _changes(campaign: Campaign) -> Iterable[tuple[Cell, ...]]:
    outcome = campaign.selection.outcome
    for told in outcome.told:
        yield (told.at, "公布 announced", *_entry(campaign, told.entry_id), "winner", "")
    for left in outcome.removed.values():
        why = f"{left.reason}（异议 {left.objection:03}）" if left.objection else left.reason
        yield (left.at, "撤下 left", *_entry(campaign, left.entry_id), left.tier, why)
    for one in outcome.promotions:
        tiers = f"{one.from_tier} → {one.tier}"
        yield (one.at, "递补 promoted", *_entry(campaign, one.entry_id), tiers, f"递补 {one.in_place_of}")


def _register(campaign: Campaign) -> Iterable[tuple[Cell, ...]]:
    for one in campaign.selection.outcome.objections:
        held = one.answer
        yield (
            one.number, *_entry(campaign, one.entry_id), one.kind, one.text, one.at, one.due_at,
            held.ruling if held else "", held.reason if held else "", held.actor if held else "",
        )  # fmt: skip


def _entry(campaign: Campaign, entry_id: str) -> tuple[str, str]:
    selection = campaign.selection
    return entry_id, selection.text_of(campaign.ground.work(entry_id)).phrase
