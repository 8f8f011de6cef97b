"""`zhengji-pack check FILE…`: says what a campaign pack states, or line by line what is wrong with it."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from intake.adapters.packs import read_file
from intake.domain.pack_faults import Fault, PackError
from intake.domain.rules import Rules
from intake.entrypoints.pack_words import stated


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when every pack can be used, 1 when one cannot, 2 when a file cannot be read."""
    parser = argparse.ArgumentParser(prog="zhengji-pack", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="检查规则包 / checks campaign packs")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    return max(_check(path) for path in parser.parse_args(arguments).files)


def _check(path: Path) -> int:
    try:
        rules = read_file(path)
    except PackError as error:
        for fault in sorted(error.faults, key=lambda one: one.line or 0):
            sys.stderr.write(f"{_told(path, fault)}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"{path}: 无法读取 / cannot be read: {error.strerror}\n")
        return 2
    sys.stdout.write(f"{_summary(path, rules)}\n")
    return 0


def _told(path: Path, fault: Fault) -> str:
    place = f"{path}:{fault.line}" if fault.line else str(path)
    return f"{place}: {fault.path or '(pack)'}: {fault.zh} / {fault.en}"


def _summary(path: Path, rules: Rules) -> str:
    return "\n".join((f"{path}: 可以使用 / can be used", *(f"  {line}" for line in stated(rules))))
