"""Every entry with where it stands at the screening, every decision that was taken on it, and what it is like. No
author.
"""

from collections.abc import Iterable

from review.domain.alike import AlikeIn
from review.domain.book_likeness import in_short, likeness_table
from review.domain.book_scores import ENTRY
from review.domain.entry import Entry, Screening
from review.domain.reasons import said
from review.domain.state import Campaign
from review.domain.tables import Cell, Column, Table

STATUS = {
    "undecided": "待筛选 undecided",
    "passed": "已通过 passed",
    "rejected": "未通过 rejected",
    "discussed": "讨论中 discussed",
    "finalist": "已入围 finalist",
    "withdrawn": "已撤回 withdrawn",
}
DECIDED = {"pass": "通过 passed", "reject": "不通过 rejected"}
WAITS = {None: "", "second": "待复核 second person", "organiser": "意见不一 disputed"}
CHANNEL = {"web": "网络投稿 web", "email": "电子邮箱 e-mail", "letter": "信件 letter", "unit": "单位报送 unit"}
REASON, BY, SECOND = Column("理由", "Reasons", 40), Column("筛选人", "By", 16), Column("复核人", "Seconded", 16)
AT = Column("时间", "At", 20)


def entry_tables(campaign: Campaign, alike: AlikeIn) -> list[Table]:
    """One row an entry, one row a decision or open proposal, one row a likeness, in the order of their arrival."""
    columns = (
        *ENTRY, Column("阐释", "Explanation", 60), Column("字数", "Characters"), Column("渠道", "Channel", 16),
        Column("报送单位", "Unit", 20), Column("提交时间", "Submitted", 20), Column("与较早作品相同", "Repeats", 20),
        Column("雷同", "Likeness", 30), Column("状态", "Status", 18), Column("待办", "Waits for", 20), REASON, BY,
        SECOND, AT,
    )  # fmt: skip
    record = (*ENTRY, Column("结论", "Decision", 18), REASON, BY, SECOND, AT, Column("是否有效", "Holds", 14))
    entries = campaign.entries.values()
    found = {entry.entry_id: alike(entry, entry.phrase) for entry in entries if entry.status != "withdrawn"}
    rows = [_row(entry, campaign, in_short(found.get(entry.entry_id, ()))) for entry in entries]
    return [
        Table("作品", "Entries", columns, rows),
        Table("筛选记录", "Screening", record, [row for entry in entries for row in _record(entry, campaign)]),
        likeness_table((one, campaign.entries[one].phrase, hits) for one, hits in found.items()),
    ]


def _row(entry: Entry, campaign: Campaign, likeness: str) -> tuple[Cell, ...]:
    held = entry.screening
    decided = (because(held, campaign), held.actor, held.seconded, held.at) if held else ("", "", "", None)
    unit = next((one.name for one in campaign.rules.units if one.unit_id == entry.unit_id), entry.unit_id or "")
    return (
        entry.entry_id, entry.phrase, entry.explanation, entry.han_count, CHANNEL.get(entry.channel, entry.channel),
        unit, entry.submitted_at, entry.duplicate_of or "", likeness, STATUS[entry.status], WAITS[entry.waits_for],
        *decided,
    )  # fmt: skip


def _record(entry: Entry, campaign: Campaign) -> Iterable[tuple[Cell, ...]]:
    for one in entry.screenings:
        holds = "有效 holds" if one is entry.screening else "已更改 replaced"
        yield (
            entry.entry_id,
            entry.phrase,
            DECIDED[one.decision],
            because(one, campaign),
            one.actor,
            one.seconded,
            one.at,
            holds,
        )
    for one in entry.proposed:
        who = (one.actor, "", one.at, "待复核 proposed")
        yield (entry.entry_id, entry.phrase, DECIDED[one.decision], because(one, campaign), *who)


def because(one: Screening, campaign: Campaign) -> str:
    """The stated reasons of a decision, and what was written in words."""
    return "；".join(
        [*(zh for zh, _ in said(one.reasons, campaign.rules.reasons)), *([one.reason] if one.reason else [])]
    )
