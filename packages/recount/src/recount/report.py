"""The report of a recount: as data, and as text. Figures that the embargo holds back are in neither."""

import sys
import time

from recount.audit import Recount
from recount.fold import LATE, REPEATED, PartitionCount, Sheet
from recount.log import Json, Published, Record, VoteLog
from recount.wording import FATES, doubled, told

NAMED = 40
"""So many differences are named in the text; the rest is in the JSON."""


def report_of(log: VoteLog, published: Published, found: Recount) -> Json:
    """Everything that was found. `agrees` is whether no difference was."""
    open_to_all = log.contest_id not in log.withheld
    parts = [_part(part, open_to_all) for _, part in sorted(found.parts.items())]
    results, heads = [source for source, _ in published.results], sorted({head.source for head in published.heads})
    phrases = {one["entry_id"]: one.get("phrase", "") for one in log.terms["entries"]}
    total = {"counted": found.counted, "votes": dict(found.votes.most_common()), "phrases": phrases}
    return {
        "contest_id": log.contest_id, "campaign_id": log.terms["campaign_id"], "agrees": not found.differences,
        "compared_with": {"results": results, "heads": heads}, **(total if open_to_all else {}), "partitions": parts,
        "differences": [one._asdict() | {"text": told(one)} for one in found.differences],
        "notes": _notes(log, found) if open_to_all else [],
    }  # fmt: skip


def _part(part: PartitionCount, open_to_all: bool) -> Json:
    own: Json = {"partition": part.partition, "records": part.records, "head": part.head.hex()}
    if open_to_all:
        own |= {
            "counted": len(part.voted),
            "refused": {reason: part.refused[reason] for reason in (REPEATED, LATE)},
            "close_offset": part.close.close_offset if part.close else None,
        }
    return own


def _notes(log: VoteLog, found: Recount) -> list[str]:
    notes = [doubled(number, one) for number, part in found.parts.items() for one in part.doubled]
    for number, part in found.parts.items():
        if part.unreadable:
            notes.append(f"分区 partition {number}: {part.unreadable} 条不是票页 records are no sheets")
    strangers = found.votes.keys() - {one["entry_id"] for one in log.terms["entries"]}
    notes += _withdrawn(log, found)
    return notes + [f"得票者不在候选名单中 votes for what is no candidate: {one}" for one in sorted(strangers)]


def _withdrawn(log: VoteLog, found: Recount) -> list[str]:
    gone = [one["entry_id"] for one in log.terms["entries"] if one.get("withdrawn_at")]
    return [f"已退出，票数不参加排名 withdrawn, not ranked: {one}, {found.votes[one]:,}" for one in gone]


def text_of(report: Json) -> str:
    """The report for people."""
    lines = [f"复算 Recount: {report['contest_id']} ({report['campaign_id']})", *map(_line, report["partitions"])]
    if "counted" in report:
        lines.append(f"合计 total: 有效 counted {report['counted']:,}")
        lines += [f"  {votes:>12,}  {report['phrases'].get(one, '')} ({one})" for one, votes in report["votes"].items()]
    else:
        lines.append("票数尚未公布，只核对链头 The count is not public yet: chain heads alone are compared")
    lines += [f"· {note}" for note in report["notes"]]
    lines += [f"✗ {one['text']}" for one in report["differences"][:NAMED]]
    if (more := len(report["differences"]) - NAMED) > 0:
        lines.append(f"✗ 另有 {more:,} 处（见 --json） and {more:,} more (see --json)")
    return "\n".join([*lines, *_verdict(report)])


def _verdict(report: Json) -> list[str]:
    results, heads = (", ".join(report["compared_with"][name]) for name in ("results", "heads"))
    if not results and not heads:
        return ["没有可比对的核定结果或链头 There is neither a certified result nor a head to compare with"]
    if not report["agrees"]:
        return ["✗ 不一致 The count differs from what was published"]
    certified = f"✓ 与核定结果逐位一致 Agrees bit for bit with the certified result: {results}"
    running = "· 尚无核定结果，票数以此次复算为准 No result is certified yet: the votes are as counted here"
    figures = [certified if results else running] if "counted" in report else []
    return [f"✓ 链头一致 The chain heads agree: {heads}", *figures]


def receipt_text(answer: Json) -> str:
    """What was found about a receipt, for people."""
    signed = "✓ 签名有效 The signature holds" if answer["genuine"] else "✗ 签名无效，回执不真 Not genuine"
    lines = [f"回执 Receipt {answer['no']}", signed]
    if "state" in answer:
        mark = "✓" if answer["found"] else "✗"
        lines.append(f"{mark} {FATES[answer['state']].format(first=answer['counted_as'])}")
        lines += [f"  此记录之后的链头 chain head after its record: {answer['head']}"] if answer["head"] else []
        if head := answer["covered_by"]:
            lines.append(
                f"  {head['source']} 公布的第 {head['offset']} 条链头已包含它 is covered by the head that "
                f"{head['source']} published at offset {head['offset']}: {head['head']}"
            )
        lines += [f"✗ {one['text']}" for one in answer["differences"][:NAMED]]
    return "\n".join(lines)


def _line(part: Json) -> str:
    line = f"分区 partition {part['partition']}: 记录 records {part['records']:,}, 链头 head {part['head']}"
    if "counted" not in part:
        return line
    refused = ", ".join(f"{reason} {votes:,}" for reason, votes in part["refused"].items())
    closed = "—" if part["close_offset"] is None else part["close_offset"]
    return f"{line}\n  有效 counted {part['counted']:,}, 拒计 refused: {refused}, 封存于 closed at {closed}"


class Bar:
    """A bar on a terminal, drawn ten times a second."""

    WIDTH, SECONDS = 40, 0.1

    def __init__(self, total: int) -> None:
        self._total, self._done, self._next = max(total, 1), 0, 0.0

    def note(self, record: Record, part: PartitionCount, sheet: Sheet | None) -> None:  # noqa: ARG002 - as all observers
        """A record was counted."""
        self._done += 1
        if time.monotonic() >= self._next or self._done == self._total:
            self._next = time.monotonic() + self.SECONDS
            share = min(1.0, self._done / self._total)
            bar = ("█" * round(share * self.WIDTH)).ljust(self.WIDTH, "░")
            end = "\n" if self._done == self._total else ""
            sys.stderr.write(f"\r{bar} {share:4.0%} {self._done:,}/{self._total:,}{end}")
            sys.stderr.flush()
