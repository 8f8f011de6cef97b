"""`zhengji-recheck CAMPAIGN`: works out each cut and each yuan again, and says where what was published differs."""

import argparse
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from recheck.campaign import folded
from recheck.comparison import TIERS, WORDS, differences
from recheck.fold import Fold
from recheck.records import Told, UnreadableError, from_file, from_kafka, to_file


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when all agrees, 1 when something differs, 2 when the log cannot be read."""
    asked = _parser().parse_args(arguments)
    started = time.monotonic()
    try:
        fold = folded(_records(asked))
    except UnreadableError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if not fold.rules:
        sys.stderr.write(f"没有这项活动 There is no such campaign: {asked.campaign}\n")
        return 2
    found = differences(fold, asked.campaign)
    for line in (*_figures(fold), f"用时 {time.monotonic() - started:.2f} 秒 seconds"):
        sys.stdout.write(f"{line}\n")
    for difference in found:
        sys.stderr.write(f"✗ {difference}\n")
    sys.stdout.write("不一致 differs\n" if found else "全部一致 all agrees\n")
    return 1 if found else 0


def _records(asked: argparse.Namespace) -> Iterator[Told]:
    records = from_file(asked.file) if asked.file else from_kafka(asked.kafka, asked.prefix, asked.campaign)
    return to_file(asked.export, records) if asked.export else records


def _figures(fold: Fold) -> Iterator[str]:
    sizes = [len(fold.lists.of(tier)) for tier in TIERS]
    yield f"收稿 {len(fold.entries)} → " + " → ".join(
        f"{WORDS[tier]} {size}" for tier, size in zip(TIERS, sizes, strict=True)
    )
    yield f"撤下 left {len(fold.cascade.left)}; 中选 winner {fold.cascade.winner or '—'}"
    yield f"奖金 prizes {sum(one['amount'] for one in fold.public.awarded.values()):,}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="zhengji-recheck", description=__doc__)
    parser.add_argument("campaign", help="活动编号 campaign id")
    parser.add_argument("--kafka", default=os.environ.get("ZJ_KAFKA", "127.0.0.1:9092"), help="Kafka 地址 address")
    parser.add_argument("--prefix", default=os.environ.get("ZJ_TOPIC_PREFIX", ""), help="主题前缀 prefix of the topics")
    parser.add_argument("--file", type=Path, help="导出的记录 a log that was exported, instead of Kafka")
    parser.add_argument("--export", type=Path, help="写出记录 writes the log as a file (.gz)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
