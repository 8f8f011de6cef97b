"""The table of the runs, and their log."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite
from operator import itemgetter
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.machine import moment
from tests.faults.harness.plan import FAULTS

Line = dict[str, Any]
ROOT = Path(__file__).parents[3]
RESULTS = ROOT / "benchmarks" / "results" / "faults.jsonl"


@dataclass(frozen=True, slots=True)
class Row:
    """All runs of a fault."""

    fault: str
    runs: int
    compared: int
    """Runs that came to their comparison: of the votes of the others nothing is known."""
    wrong: int
    acknowledged: int
    lost: int
    doubled: int
    gap: tuple[float, float]
    """Median and longest."""
    board: tuple[float, float, float]
    """Of the runs' last votes on the board: half, 95 of 100, all."""
    resumed: float | None

    def cells(self) -> list[str]:
        """As the table shows them."""
        back = "" if self.resumed is None else f"{self.resumed:.2f}"
        lost, doubled = (str(self.lost), str(self.doubled)) if self.compared else ("?", "?")
        return [
            self.fault, str(self.runs), str(self.compared), f"{self.acknowledged:,}", lost, doubled, str(self.wrong),
            _times(self.gap), _times(self.board), back,
        ]  # fmt: skip


def _times(seconds: Iterable[float]) -> str:
    return " / ".join(f"{one:.2f}" if isfinite(one) else "?" for one in seconds)


HEAD = [
    "fault", "runs", "compared", "acknowledged", "lost", "doubled", "wrong", "gap, s", "board right, s",
    "after the port, s",
]  # fmt: skip


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """A row a fault, in the order of the list of faults, and the sum."""
    by_fault = {name: [one for one in lines if one["fault"] == name] for name in FAULTS}
    rows = [_row(name, found) for name, found in by_fault.items() if found]
    return [*rows, _row("all", lines)] if len(rows) > 1 else rows


def _row(name: str, lines: Sequence[Line]) -> Row:
    whole = list(filter(itemgetter("board"), lines))
    gaps = [one["gap"] for one in whole] or [float("inf")]
    boards = sorted(one["board"][2] for one in whole)
    resumed = [one["resumed"] for one in lines if one["resumed"] is not None]
    wrong = len([one for one in lines if one["wrong"]])
    return Row(
        name, len(lines), len(whole), wrong, total(lines, "acknowledged"), total(lines, "lost"),
        total(lines, "doubled"), (median(gaps), max(gaps)),
        (share_of(boards, 0.5), share_of(boards, 0.95), share_of(boards, 1.0)), max(resumed, default=None),
    )  # fmt: skip


def total(lines: Iterable[Line], figure: str) -> int:
    """The sum of a figure."""
    return sum(line[figure] for line in lines)


def share_of(ordered: Sequence[float], share: float) -> float:
    """The value that so large a share does not exceed."""
    return ordered[max(0, -(-round(share * len(ordered) * 1000) // 1000) - 1)] if ordered else float("inf")


def table(rows: Iterable[Row]) -> str:
    """In Markdown, which can be read on a terminal."""
    cells = [HEAD, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEAD))]
    lines = [
        "| " + " | ".join(one.ljust(width) for one, width in zip(line, widths, strict=True)) + " |" for line in cells
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


def place() -> Line:
    """When and where the runs of this moment are made."""
    here = moment()
    return {"at": here.at, "commit": here.commit, "machine": here.machine, "python": here.versions["python"]}


def keep(path: Path, line: Line) -> None:
    """Puts a run behind the earlier ones."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


def kept(path: Path) -> list[Line]:
    """All lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
