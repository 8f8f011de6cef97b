"""(c) How long a tally that starts needs for the whole log: from offset 0, and from its checkpoints."""

import sys

import orjson

from benchmarks import million
from benchmarks.electorate import totals_of
from benchmarks.figures import Figure, spread
from benchmarks.part_tally import VOTES, MiscountError, sheet_votes
from benchmarks.parts import Part, Plan
from benchmarks.system import Ground, said_by

TITLE = "Starting again"
ROUNDS = 3
WAYS = {"ours_replay": "from offset 0", "ours_checkpoint": "from checkpoints at the log's end"}


def measure(plan: Plan, ground: Ground) -> Part:
    """Both ways in turn, on the votes of part (b)."""
    votes = plan.amount(VOTES)
    topic = million.sheets(ground, votes, sheet_votes(plan))
    seconds: dict[str, list[float]] = {name: [] for name in WAYS}
    for name in [*WAYS] * plan.rounds(ROUNDS):
        command = [sys.executable, "-m", f"benchmarks.rivals.{name}", ground.kafka, topic, str(votes), "60"]
        said = orjson.loads(said_by([*command, ground.valkey], 120))
        if said["counts"] != totals_of(votes):
            raise MiscountError(f"{name}: {said['counts']}")
        seconds[name].append(said["wall"])
        plan.say(f"{name:16} {said['wall']:.2f} s for {said['votes']} votes")
    figures = [Figure(f"rebuild {said}", spread(seconds[name]), "s") for name, said in WAYS.items()]
    figures.append(
        Figure("rebuild from offset 0: votes a second", spread([votes / one for one in seconds["ours_replay"]]))
    )
    return Part("c", TITLE, figures, remarks=[f"{votes:,} votes on the log, {sheet_votes(plan)} on a sheet."])
