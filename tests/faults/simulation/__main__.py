"""`python -m tests.faults.simulation --seeds N --first S`: runs seeds; one that fails is printed and replayed."""

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from multiprocessing import Pool

from tests.faults.simulation.run import Outcome, simulate


def main(arguments: Sequence[str]) -> int:
    """0 when nothing was wrong, 1 at the first seed where something was."""
    options = _options(arguments)
    if options.replay is not None:
        return _replay(options.replay)
    started, acknowledged, happened = time.monotonic(), 0, Counter[str]()
    for outcome in _outcomes(range(options.first, options.first + options.seeds), options.jobs):
        if outcome.wrong:
            _write(f"seed {outcome.seed} fails; its trace follows")
            return _replay(outcome.seed)
        acknowledged += outcome.acknowledged
        happened.update(outcome.happened)
        if (outcome.seed + 1) % 1000 == 0:
            sys.stderr.write(f"up to seed {outcome.seed}: nothing wrong, {time.monotonic() - started:.0f} seconds\n")
    spent = time.monotonic() - started
    _write(" ".join(f"{fault} {times}" for fault, times in sorted(happened.items())))
    _write(
        f"{options.seeds} seeds from {options.first} on, nothing wrong: {acknowledged} voters acknowledged, "
        f"{happened.total()} faults, {spent:.1f} seconds in {options.jobs} processes"
    )
    return 0


def _outcomes(seeds: Sequence[int], jobs: int) -> Iterator[Outcome]:
    """In the order of the seeds. A seed's run is the same in whichever process."""
    if jobs == 1:
        yield from map(simulate, seeds)
        return
    with Pool(jobs) as pool:
        yield from pool.imap(simulate, seeds, chunksize=20)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=1000, help="how many")
    parser.add_argument("--first", type=int, default=0, help="from which on")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
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
