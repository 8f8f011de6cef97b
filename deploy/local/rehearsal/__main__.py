"""`python -m deploy.local.rehearsal [CAMPAIGN] [--pack NAME] [--real] [--kill]`: 0 only if every figure is right."""

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from deploy.local.rehearsal.client import Client
from deploy.local.rehearsal.comparison import compare, recheck
from deploy.local.rehearsal.desk import Desk
from deploy.local.rehearsal.killing import VICTIMS, Killer
from deploy.local.rehearsal.play import nothing_beside, play
from deploy.local.rehearsal.replay import replay
from deploy.local.rehearsal.scale import REAL, scale_of
from deploy.local.rehearsal.stage import Stage
from deploy.local.rehearsal.steps import STEPS
from deploy.local.rehearsal.topic_reader import KafkaPlace
from deploy.local.running import is_running, running_stack
from deploy.local.servers import end_on_signals
from deploy.local.stack import PlanError, Stack, current
from deploy.local.supervision import Supervisor


def main() -> int:
    """Reads the arguments, plays, and says how it went."""
    try:
        chosen, stack = _arguments(), current()
    except PlanError as error:
        print(error, file=sys.stderr)
        return 2
    end_on_signals()
    with running_or_started(stack):
        return 0 if asyncio.run(rehearse(chosen, stack)) else 1


@contextmanager
def running_or_started(stack: Stack) -> Iterator[None]:
    """The system that runs already, or one of our own for as long as the rehearsal lasts."""
    if is_running(stack):
        yield
        return
    print("Nothing is running: starting the system for this rehearsal.", flush=True)
    with running_stack(stack):
        yield


async def rehearse(chosen: argparse.Namespace, stack: Stack) -> bool:
    """One campaign from its first sheet to its last certificate, and its recount from the public topics."""
    async with Client(chosen.url) as client:
        scale, place = scale_of(chosen.pack, real=chosen.real), KafkaPlace(stack.kafka)
        stage = Stage(client, Desk(client), chosen.campaign, pack=chosen.pack, scale=scale)
        print(f"Rehearsal of {stage.campaign} by the rules of {stage.pack} at {chosen.url}", flush=True)
        supervisor = Supervisor(stack.socket)
        checks = (("recount 复算", compare(place)), ("recheck 复核", recheck(place)))
        steps = (*STEPS, *checks, ("replay 重放", replay(stack)))
        killer = Killer(supervisor) if chosen.kill else None
        right = await play(stage, steps, killer.strike if killer else nothing_beside)
    return right and (killer is None or _all_struck(killer))


def _all_struck(killer: Killer) -> bool:
    """A kill run that spared someone proves nothing."""
    spared = {name for names in VICTIMS.values() for name in names} - set(killer.struck)
    print(
        f"✗ never killed: {sorted(spared)}" if spared else f"{len(killer.struck)} processes killed and started again."
    )
    return not spared


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m deploy.local.rehearsal", description=__doc__)
    parser.add_argument("campaign", nargs="?", default=f"rehearsal-{int(time.time()):x}", help="a fresh campaign id")
    parser.add_argument("--url", default=current().url)
    parser.add_argument("--pack", choices=sorted(REAL), default="lianyungang-2020", help="whose rules are played")
    parser.add_argument("--real", action="store_true", help="the real size of the pack, not a sample")
    parser.add_argument("--kill", action="store_true", default=os.environ.get("KILL") == "1",
                        help="kill -9 each service process once on the way")  # fmt: skip
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
