"""(b) Votes counted per CPU second: our sheets beside a record a vote in what others use."""

import sys
from dataclasses import dataclass, field

import orjson

from benchmarks import million, part_accept
from benchmarks.electorate import totals_of
from benchmarks.figures import Figure, Spread, Target, alternated, over, spread
from benchmarks.parts import Part, Plan
from benchmarks.system import BENCH_PYTHON, Ground, said_by

TITLE = "Counting"
VOTES = 1_000_000
ROUNDS = 3
CPU_LIMIT = 25.0
"""Who has not counted the million by then is measured by what he has counted."""
USUAL_SHEET = 50
"""Votes on a sheet where part (a) was not measured before."""
OURS, REPLAY = "ours_stream", "ours_replay"
SAID = {
    OURS: "ours, sheets carried by Faust",
    REPLAY: "ours, sheets read by place",
    "bare_fetch": "aiokafka, a bare fetch of a record a vote",
    "bytewax_state": "Bytewax, a record a vote, keyed state",
    "quix_state": "Quix Streams, a record a vote, keyed state",
    "faust_table": "Faust, a record and a table write a vote",
}
TARGETS = {
    "bare_fetch": Target("at least", 0.5),
    "bytewax_state": Target("at least", 2.0),
    "quix_state": Target("at least", 4.0),
    "faust_table": Target("at least", 20.0),
}
IN_BENCH = ("bytewax_state", "quix_state")
"""Those that live in the environment of the benchmark."""


class MiscountError(RuntimeError):
    """A program that counted every vote came to other totals."""


@dataclass(slots=True)
class Counts:
    """Runs the counting programs and keeps what they said."""

    plan: Plan
    ground: Ground
    votes: int
    on_a_sheet: int
    per_cpu: dict[str, list[float]] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)

    def run(self, name: str) -> float:
        """One count from the first vote on; the votes per CPU second, which are also kept."""
        ours = name in (OURS, REPLAY)
        make = million.sheets(self.ground, self.votes, self.on_a_sheet) if ours else None
        topic = make or million.singles(self.ground, self.votes)
        python = BENCH_PYTHON if name in IN_BENCH else sys.executable
        command = [python, "-W", "ignore", "-m", f"benchmarks.rivals.{name}", self.ground.kafka, topic]
        said = orjson.loads(said_by([*command, str(self.votes), str(CPU_LIMIT)], 120))
        self._check(name, said)
        rate = float(said["votes"] / said["cpu"])
        self.per_cpu.setdefault(name, []).append(rate)
        self.plan.say(f"{name:14} {rate:10.0f} votes per CPU second, {said['votes']} in {said['wall']:.1f} s")
        return rate

    def _check(self, name: str, said: dict[str, dict[str, int] | float]) -> None:
        if said["votes"] != self.votes:
            self.remarks[name] = f"{SAID[name]}: {said['votes']:,} votes in {CPU_LIMIT:.0f} CPU seconds, then stopped."
        elif said["counts"] and said["counts"] != totals_of(self.votes):
            raise MiscountError(f"{name}: {said['counts']}")


def measure(plan: Plan, ground: Ground) -> Part:
    """Ours, another, ours, the next, … on the same votes."""
    counts = Counts(plan, ground, plan.amount(VOTES), sheet_votes(plan))
    remarks = [f"{counts.votes:,} votes; ours with {counts.on_a_sheet} on a sheet."]
    there = []
    for name in [REPLAY, *TARGETS]:
        try:
            counts.run(name)
            there.append(name)
        except (RuntimeError, TimeoutError) as error:
            remarks.append(f"{SAID[name]}: not measured here: {error}")
    counts.per_cpu.clear()
    ratios = alternated(counts.run, OURS, there, plan.rounds(ROUNDS))
    return Part("b", TITLE, _figures(plan, counts, ratios), remarks=[*remarks, *counts.remarks.values()])


def sheet_votes(plan: Plan) -> int:
    """Votes on a sheet as accept wrote them in part (a)."""
    found = plan.earlier("a", part_accept.SHEET)
    return max(1, round(found.middle)) if found else USUAL_SHEET


def _figures(plan: Plan, counts: Counts, ratios: dict[str, Spread]) -> list[Figure]:
    ours = spread(counts.per_cpu[OURS])
    figures = [Figure(f"{SAID[OURS]}: votes per CPU second", ours)]
    for name, ratio in ratios.items():
        figures.append(Figure(f"{SAID[name]}: votes per CPU second", spread(counts.per_cpu[name])))
        figures.append(Figure(f"ours ÷ {SAID[name]}", ratio, "×", TARGETS.get(name)))
    accept = plan.earlier("a", part_accept.PER_CPU)
    if accept is not None:
        figures.append(Figure("ours ÷ accept, votes per CPU second", over(ours, accept), "×", Target("at least", 20.0)))
    return figures
