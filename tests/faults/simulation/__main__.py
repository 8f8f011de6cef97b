"""`python -m tests.faults.simulation --seeds N --first S`: runs seeds; one that fails is printed and replayed."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence

from tests.faults.simulation.run import Outcome, simulate


def main(arguments: Sequence[str]) -> int:
    """0 when nothing was wrong, 1 at the first seed where something was."""
    options = _options(arguments)
    if options.replay is not None:
        return _replay(options.replay)
    started, acknowledged, happened = time.process_time(), 0, Counter[str]()
    for seed in range(options.first, options.first + options.seeds):
        outcome = simulate(seed)
        if outcome.wrong:
            _write(f"seed {seed} fails; its trace follows")
            return _replay(seed)
        acknowledged += outcome.acknowledged
        happened.update(outcome.happened)
        if (seed + 1) % 1000 == 0:
            sys.stderr.write(f"up to seed {seed}: nothing wrong, {time.process_time() - started:.0f} CPU seconds\n")
    spent = time.process_time() - started
    _write(" ".join(f"{fault} {times}" for fault, times in sorted(happened.items())))
    _write(
        f"{options.seeds} seeds from {options.first} on, nothing wrong: {acknowledged} voters acknowledged, "
        f"{happened.total()} faults, {spent:.1f} CPU seconds, {options.seeds / spent:.0f} seeds a CPU second"
    )
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=1000, help="how many")
    parser.add_argument("--first", type=int, default=0, help="from which on")
    parser.add_argument("--replay", type=int, help="one seed, with its trace")
    return parser.parse_args(arguments)


def _replay(seed: int) -> int:
    outcome = simulate(seed, say=lambda at, who, what: _write(f"{at:9.3f}  {who:9} {what}"))
    _tell(outcome)
    return int(bool(outcome.wrong))


def _tell(outcome: Outcome) -> None:
    plan = outcome.plan
    _write(
        f"seed {outcome.seed}: {plan.partitions} partitions, {plan.accepts} accept, {plan.tallies} tally, "
        f"{plan.voters} voters, {plan.contests} contests, once a {plan.period}, end at {plan.closes_at:.3f} s, "
        f"faults until {plan.healed_at:.3f} s: {' '.join(sorted(plan.faults))}"
    )
    _write(f"{outcome.acknowledged} voters acknowledged, {outcome.counted} votes counted")
    for line in outcome.wrong or ["nothing wrong"]:
        _write(line)
    _write(f"again: python -m tests.faults.simulation --replay {outcome.seed}")


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
