"""docs/faults.md: written anew from the log of runs after every spell."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from tests.faults.harness.plan import FAULTS
from tests.faults.harness.report import RESULTS, ROOT, Line, kept, rows_of, share_of, table, total

DOCUMENT = ROOT / "docs" / "faults.md"
_TEXT = """\
# Faults against the real vote

<!-- Written by `make faults` from benchmarks/results/faults.jsonl: change tests/faults/harness/summary.py instead. -->

{runs} runs, {compared} of them compared to the last vote, with {acknowledged:,} acknowledged votes:
**{lost} lost, {doubled} doubled**. {wrong} runs broke off or differed in anything. Every process that ended was started
again by its supervisor alone, {ended:,} times in all. {control}

{table}

* *lost*, *doubled*: voters who were told that their vote counts, against the votes that count, as sets and by
  the board.
* *wrong*: runs in which a voter never got to know, a number or a signature did not hold, a chain head, a board or a
  count was not the recount's, or the service's own alarm rang. One that broke off was not compared: nothing is said of
  its votes, and it is wrong.
* *gap*: the longest time without any acknowledgement around the fault; median and longest of the runs.
* *board right*: how long after its acknowledgement the last vote of a run came to be on the public board, by offset;
  half, 95 of 100, and all of the runs. Where accept is away this is the time without a board, too.
* *after the port*: the longest time from the broker's first answer to the next acknowledgement.

{differed}## What the figures should be

Here only runs that had the machine's two cores for themselves count (no other harness, and no control, which dies and
starts again together with ours), and of these, fault by fault, those of the newest code.

{goals}

## What happens

| fault | |
|---|---|
{faults}

Made from {first} to {last} at {commits}, on {machines}, Python {pythons},
Apache Kafka 4.3.1 (one broker, 512 MB), Valkey 9.1, all on one machine: voters, proxies, broker and services. By its
seed a run has 150 to 350 voters a second; 60 to 120 where the broker is away and everybody waits for it. The seed of
every run is in the log of runs; `make faults RUNS=1 FAULT=name SEED=s` plays it again, as far as threads and processes
can be played again. How it works: `tests/faults/harness/README.md`.
"""


def write(lines: Sequence[Line], path: Path = DOCUMENT) -> None:
    """The document of all these runs."""
    path.write_text(text_of(lines), encoding="utf-8")


def text_of(lines: Sequence[Line]) -> str:
    """The document."""
    rows = rows_of(lines)
    return _TEXT.format(
        **asdict(rows[-1]), **_circumstances(lines), control=_control(lines), table=table(rows),
        differed=_differed(lines), goals="\n".join(goals(lines)),
        faults="\n".join(f"| `{name}` | {said} |" for name, said in FAULTS.items()),
    )  # fmt: skip


def _circumstances(lines: Sequence[Line]) -> dict[str, object]:
    moments = sorted(line["at"] for line in lines)
    commits = Counter(line["commit"] for line in lines)
    return {
        "ended": sum(sum(line["ended"].values()) for line in lines),
        "first": moments[0],
        "last": moments[-1],
        "commits": ", ".join(f"{commit} ({runs} runs)" for commit, runs in commits.items()),
        "machines": _each(lines, "machine"),
        "pythons": _each(lines, "python"),
    }


def _alone(line: Line) -> bool:
    """Whether neither another harness nor a control took of the two cores."""
    return not line["beside"] and line["control"] is None


def _each(lines: Sequence[Line], name: str) -> str:
    return " and ".join(sorted({line[name] for line in lines}))


def _differed(lines: Sequence[Line]) -> str:
    found = [
        f"| {line['seed']} | {line['fault']} | {line['commit']} | {line['wrong'][0]} |"
        for line in lines
        if line["wrong"]
    ]
    head = ["## Runs that broke off or differed", "", "| seed | fault | commit | what first |", "|---|---|---|---|"]
    return "\n".join([*head, *found, "", ""]) if found else ""


def _control(lines: Sequence[Line]) -> str:
    beside = [line["control"] for line in lines if line["control"] is not None]
    if not beside:
        return "No control ran beside."
    caught = len([one for one in beside if one["lost"] or one["doubled"]])
    return (
        f"A naive tally (counters incremented in Valkey, offsets committed later) ran beside ours in {len(beside)} "
        f"of them and was found wrong in {caught}: {total(beside, 'lost'):,} votes lost, "
        f"{total(beside, 'doubled'):,} doubled."
    )


class Goal(NamedTuple):
    """What a figure of a fault's runs should be: so large a share of them at most so many seconds."""

    what: str
    fault: str
    figure: Callable[[Line], float]
    share: float
    most: float

    def line(self, lines: Sequence[Line]) -> list[str]:
        """What was measured; nothing without such runs."""
        runs = [line for line in lines if self._has(line)]
        if not runs:
            return []
        commit = runs[-1]["commit"]  # older code may have been slower, or quicker
        values = sorted(self.figure(line) for line in runs if line["commit"] == commit)
        measured = share_of(values, self.share)
        name = f"p{self.share * 100:.0f}" if self.share < 1.0 else "longest"
        kept = "kept" if measured <= self.most else "**not kept**"
        return [
            f"| {self.what} | {name} ≤ {self.most:g} s | {measured:.2f} s in {len(values)} runs at {commit} | {kept} |"
        ]

    def _has(self, line: Line) -> bool:
        return line["fault"] == self.fault and not line["wrong"] and _alone(line)


def _board(line: Line) -> float:
    return float(line["board"][2])


def _resumed(line: Line) -> float:
    return float(line["resumed"])


GOALS = (
    Goal("board stale after `kill -9` of one of twin tallies", "tally-killed-of-twins", _board, 0.95, 1.0),
    Goal("board stale after `kill -9` of a single tally that is restarted", "tally-killed", _board, 0.95, 3.0),
    Goal("board right after `FLUSHALL`", "flush-all", _board, 0.95, 1.0),
    Goal("acknowledgements after the port of a killed broker", "broker-killed", _resumed, 1.0, 3.0),
    Goal("acknowledgements after the port of a stopped broker", "broker-stopped", _resumed, 1.0, 3.0),
)


def goals(lines: Sequence[Line]) -> list[str]:
    """Each goal with what was measured."""
    found = list(chain.from_iterable(one.line(lines) for one in GOALS))
    return ["| | goal | measured | |", "|---|---|---|---|", *found] if found else ["No run yet that could say it."]


if __name__ == "__main__":
    write(kept(RESULTS))
