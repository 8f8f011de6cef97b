"""`zhengji-recount`: the command line. Exit status: 0 all agrees, 1 something differs, 2 nothing to compare."""

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import orjson

from recount.audit import Observer, recount
from recount.kafka_log import open_kafka
from recount.log import Json, NothingToCountError, Published, VoteLog
from recount.log_file import Export, open_file
from recount.published import kept_of, published_of
from recount.receipts import Search, is_genuine, key_of, receipt_of
from recount.report import Bar, receipt_text, report_of, text_of

AGREES, DIFFERS, NOTHING = 0, 1, 2
KAFKA = "127.0.0.1:9092"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except (NothingToCountError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return NOTHING
    return status


def count(options: argparse.Namespace) -> int:
    """`count`: counts a log, compares, and exports it when asked to."""
    report, _ = _counted(options, options.contest, [])
    _say(report, options.json, text_of)
    if not any(report["compared_with"].values()):
        return NOTHING
    return AGREES if report["agrees"] else DIFFERS


def receipt(options: argparse.Namespace) -> int:
    """`receipt`: checks a signature; where a log is named, also what became of the vote."""
    said = receipt_of(options.receipt)
    answer: Json = {"no": said["no"], "genuine": is_genuine(said, key_of(options.key))}
    if options.file or options.kafka:
        search = Search(said)
        report, published = _counted(options, said["contest_id"], [search.note])
        answer |= search.answer(published) | {name: report[name] for name in ("agrees", "differences")}
    _say(answer, options.json, receipt_text)
    return AGREES if answer["genuine"] and answer.get("found", True) and answer.get("agrees", True) else DIFFERS


def _counted(options: argparse.Namespace, contest_id: str | None, more: list[Observer]) -> tuple[Json, Published]:
    """Counts the log that the options name."""
    started, cpu = time.monotonic(), time.process_time()
    log, kept = _opened(options, contest_id)
    published = published_of(log, kept)
    export = Export(options.export, log, published) if options.export else None
    bar = [Bar(sum(log.ends.values())).note] if sys.stderr.isatty() else []
    found = recount(log, published, [*more, *bar, *([export.note] if export else [])])
    if export:
        export.finish()
    spent = {"seconds": round(time.monotonic() - started, 3), "cpu_seconds": round(time.process_time() - cpu, 3)}
    return report_of(log, published, found) | spent, published


def _opened(options: argparse.Namespace, contest_id: str | None) -> tuple[VoteLog, Published]:
    if options.file:
        log = open_file(options.file)
        if contest_id not in (None, log.contest_id):
            raise NothingToCountError(f"文件是另一个投票的 The file is of another contest: {log.contest_id}")
        return log, kept_of(log.contest_id, options.api, options.published)
    if not contest_id:
        raise NothingToCountError("请给出投票编号或文件 Name a contest or a file")
    # Asked before the log's end is looked at: whatever head is told, its record must be there.
    kept = kept_of(contest_id, options.api, options.published)
    return open_kafka(options.kafka or os.environ.get("ZJ_KAFKA", KAFKA), options.prefix, contest_id), kept


def _say(report: Json, as_json: bool, text: Callable[[Json], str]) -> None:
    sys.stdout.write((orjson.dumps(report, option=orjson.OPT_INDENT_2).decode() if as_json else text(report)) + "\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="zhengji-recount", description="征集投票复算 Counts the log of votes again.")
    commands = parser.add_subparsers(required=True, metavar="count|receipt")
    counting = commands.add_parser("count", help="复算并比对 counts a contest again, and compares")
    counting.add_argument("contest", nargs="?", help="投票编号 the contest; a file names its own")
    counting.add_argument("--export", type=Path, metavar="FILE", help="导出匿名投票记录 writes the log as a file (.gz)")
    counting.set_defaults(run=count)
    checking = commands.add_parser("receipt", help="核对回执 checks a receipt")
    checking.add_argument("receipt", type=Path, help="投票时得到的回执 the JSON that the voter was given")
    checking.add_argument(
        "--key", required=True, help="公开密钥（base64 或文件） the public key, in base64 or as a file"
    )
    checking.set_defaults(run=receipt, export=None)
    for one in (counting, checking):
        one.add_argument("--from", dest="file", type=Path, metavar="FILE", help="读取导出的文件 reads an exported log")
        one.add_argument("--kafka", metavar="HOST:PORT", help=f"读取 Kafka reads Kafka ($ZJ_KAFKA, {KAFKA})")
        one.add_argument("--prefix", default=os.environ.get("ZJ_TOPIC_PREFIX", ""), help="主题前缀 how topics begin")
        one.add_argument("--api", metavar="URL", help="向投票服务索取链头与结果 asks the service for heads and result")
        one.add_argument(
            "--published", type=Path, action="append", default=[], metavar="FILE",
            help="另行保存的链头或结果 heads or results kept elsewhere, JSON lines",
        )  # fmt: skip
        one.add_argument("--json", action="store_true", help="输出 JSON writes the report as JSON")
    return parser
