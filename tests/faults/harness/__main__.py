"""`python -m tests.faults.harness --runs N --fault NAME --seed S`: faults against the real system; see README.md."""

import argparse
import asyncio
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from deploy.local.servers import end_on_signals
from tests.faults.harness.ground import Ground, ground
from tests.faults.harness.log_copy import LogCopy
from tests.faults.harness.plan import CONTROL_FAULTS, FAULTS, Plan, has_twins, in_rounds, schedule
from tests.faults.harness.report import RESULTS, keep, kept, place, rows_of, table
from tests.faults.harness.run import Outcome, one_run
from tests.faults.harness.summary import write

FILES = 65_536
FOLDER = Path("artifacts") / "faults"


def main(arguments: Sequence[str]) -> int:
    """0 when nothing was wrong and a control, if there was one, was caught."""
    options = _options(arguments)
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(FILES, most), most))
    end_on_signals()
    plans = schedule(options.seed, options.runs, options.fault)
    FOLDER.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{options.seed}-", dir=FOLDER))
    outcomes, changed = asyncio.run(_spell(plans, folder, options))
    if options.results == RESULTS:
        write(kept(RESULTS))
    _write(table(rows_of([one.line() for one in outcomes])))
    wrong = [*changed, *(one for one in outcomes if one.wrong)]
    if wrong or len(outcomes) < len(plans):
        _write(f"the logs are in {folder}")
    else:
        shutil.rmtree(folder)
    return int(bool(wrong) or not _caught(outcomes, options.control))


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.harness", description=__doc__)
    parser.add_argument("--runs", type=int, default=len(FAULTS), help="how many")
    parser.add_argument("--fault", type=_faults, default=None, help="one or several, by comma; all without")
    parser.add_argument("--seed", type=int, default=0, help="the first run's; the others follow")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="after which no run is begun")
    parser.add_argument("--control", choices=["naive"], help="a tally beside ours that must be found wrong")
    parser.add_argument("--beside", type=int, default=0, help="so many more of this run on the machine: times say less")
    parser.add_argument("--results", type=Path, default=RESULTS, help="the log of runs, to be continued")
    found = parser.parse_args(arguments)
    found.fault = found.fault or (CONTROL_FAULTS if found.control else tuple(FAULTS))
    return found


def _faults(text: str) -> tuple[str, ...]:
    names = tuple(text.split(","))
    if unknown := [name for name in names if name not in FAULTS]:
        raise argparse.ArgumentTypeError(f"{unknown}: no such fault; there are {' '.join(FAULTS)}")
    return names


async def _spell(plans: Sequence[Plan], folder: Path, options: argparse.Namespace) -> tuple[list[Outcome], list[str]]:
    """The runs; ends at the first that is wrong."""
    started, outcomes = time.monotonic(), list[Outcome]()
    about = {**await asyncio.to_thread(place), "beside": options.beside}
    async with ground(folder) as system:
        copy = LogCopy(system.settings)
        if options.control:
            await system.with_control(options.control)
        for plan in in_rounds(plans, len(options.fault)):
            if time.monotonic() - started > options.seconds:
                break
            outcomes.append(await _told(system, copy, plan))
            keep(options.results, {**about, **outcomes[-1].line()})
            if outcomes[-1].wrong:
                return outcomes, []
        changed = await asyncio.to_thread(copy.reread)
        copy.close()
    for line in changed:
        _write(line)
    return outcomes, changed


async def _told(system: Ground, copy: LogCopy, plan: Plan) -> Outcome:
    await system.twins(has_twins(plan))
    outcome = await one_run(system, copy, plan)
    control = ""
    if outcome.control is not None:
        control = f"; the control lost {outcome.control['lost']}, doubled {outcome.control['doubled']}"
    board = " / ".join(f"{one:.2f}" for one in outcome.board)
    _write(
        f"seed {plan.seed:5} {plan.fault:22} {outcome.acknowledged:5} acknowledged, {outcome.unknown:5} unknown, "
        f"lost {outcome.lost}, doubled {outcome.doubled}, gap {outcome.gap:5.2f} s, board {board} s, "
        f"{outcome.seconds:5.1f} s{control}"
    )
    for line in outcome.wrong:
        _write(f"  WRONG {line}")
    if outcome.wrong:
        _write(f"  again: make faults RUNS=1 FAULT={plan.fault} SEED={plan.seed}")
    return outcome


def _caught(outcomes: Sequence[Outcome], control: str | None) -> bool:
    """Whether a control was found wrong by each run of a fault that must show it."""
    found: dict[str, list[bool]] = {}
    for one in outcomes:
        if one.control is not None:
            found.setdefault(one.plan.fault, []).append(any(one.control.values()))
    for fault, caught in found.items():
        _write(f"{fault:22} the {control} control was caught in {sum(caught)} of {len(caught)} runs")
    return all(all(caught) for fault, caught in found.items() if fault in CONTROL_FAULTS)


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
