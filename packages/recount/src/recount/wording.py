"""What is found, in words: Chinese first, English beside it."""

from recount.audit import Finding
from recount.fold import Doubled

_WORDS = {
    "record-missing": "从这里起缺少 {0} 条记录 {0} records are missing from here",
    "record-repeated": "这个位置的记录再次出现，未计入 a record of this place comes again and is not counted",
    "record-changed": "记录被改动：与旁边写明的链值不符 the record was changed: it does not give the head beside it",
    "head-differs": "链头与 {1} 公布的不符，改动在第 {0} 条至此之间 the chain head is not the one published by {1}; "
    "the change lies between record {0} and here. 公布 published {2}, 复算 recounted {3}",
    "head-beyond": "{0} 公布过这里的链头，记录却在第 {1} 条之前结束 {0} published a head here, the log ends before {1}",
    "partition-unknown": "只在核定结果 {0} 或只在记录中有此分区 only {0} or only the log has this partition",
    "close-mark-missing": "{0} 称在此封存，记录中没有封存标记 {0} says it closed here, the log has no close mark",
    "close-mark-differs": "封存位置：{0} 为 {1}，记录为 {2} close mark: {0} says {1}, the log {2}",
    "counted-differs": "有效票：{0} 为 {1}，复算为 {2} counted: {0} says {1}, the log {2}",
    "refused-differs": "拒计票：{0} 为 {1}，复算为 {2} refused: {0} says {1}, the log {2}",
    "votes-differ": "{1} 的得票：{0} 为 {2} 票第 {3} 名，复算为 {4} 票第 {5} 名 "
    "votes of {1}: {0} says {2}, rank {3}; the log {4}, rank {5}",
    "not-withdrawn": "{1} 并未退出投票，{0} 却不让它参加排名 {0} leaves {1} out, which the terms do not call withdrawn",
    "sum-differs": "{1} 的合计：{0} 为 {2}，各分区之和为 {3} total {1}: {0} says {2}, its partitions add up to {3}",
    "vote-in-two-partitions": "同一张票 {1} 在分区 {0} 也计入 the vote {1} counts in partition {0} too",
}
FATES = {
    "counted": "已计入 counted",
    "already-voted": "未计入：更早的一票 {first} 已计入 not counted: the earlier vote {first} is",
    "contest-closed": "未计入：在封存标记之后到达 not counted: it came behind the close mark",
    "another-vote-there": "回执所指的位置是另一张票 another vote lies at the place of the receipt",
    "not-on-the-log": "回执所指的位置没有记录 nothing lies at the place of the receipt",
}
"""What became of the vote of a receipt."""


def told(finding: Finding) -> str:
    """A difference in words, with its place."""
    place = "" if finding.partition is None else f"分区 partition {finding.partition}"
    place += "" if finding.offset is None else f" 第 {finding.offset} 条 offset {finding.offset}"
    return f"{place + ': ' if place else ''}{_WORDS[finding.code].format(*finding.more)}"


def doubled(partition: int, one: Doubled) -> str:
    """A sheet that comes twice. Refusing its votes is what the rule asks for, so by itself this is no difference."""
    return (
        f"分区 partition {partition} 第 {one.offset} 条 offset {one.offset}: 与第 {one.first} 条是同一张票页，"
        f"{one.votes} 票中 {one.refused} 票未重复计入 the same sheet as offset {one.first}, "
        f"{one.refused} of its {one.votes} votes refused ({one.sheet_id})"
    )
