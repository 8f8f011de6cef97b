"""The very last step: intake and review die, read their logs from the first record, and say what they said before."""

import asyncio
import os
import signal
import time
from typing import Any

import httpx2

from deploy.local.rehearsal.stage import MismatchError, Stage, Step, expect, together
from deploy.local.stack import Stack
from deploy.local.supervision import Supervisor

SERVICES = ("intake-http", "review-http")
PATIENCE_SECONDS = 60.0
PUBLIC = (
    "/api/v1/campaigns/{c}",
    "/api/v1/discussion/{c}/entries",
    "/api/v1/discussion/{c}/articles",
    "/api/v1/outcome/{c}",
    "/api/v1/outcome/{c}/organisation-award",
)
OFFICE = (
    "/api/v1/campaigns/{c}/units",
    "/api/v1/review/{c}/funnel",
    "/api/v1/review/{c}/progress",
    "/api/v1/review/{c}/lists/finalist",
    "/api/v1/review/{c}/lists/nominee",
    "/api/v1/review/{c}/lists/excellent",
    "/api/v1/review/{c}/nominees",
    "/api/v1/review/{c}/composite",
    "/api/v1/review/{c}/awards",
    "/api/v1/review/{c}/prizes",
)
"""Everything that is told of a campaign's figures, and the lists with their digests."""


def replay(stack: Stack) -> Step:
    """Kills both, and expects every figure back. How long that took is said: the start of a process included, and the
    log of whatever else the system holds.
    """

    async def step(stage: Stage) -> str:
        before = await _figures(stage)
        seconds = await asyncio.to_thread(_read_again, stack)
        for path, answer in (await _figures(stage)).items():
            expect(f"{path} after the replay", answer, before[path])
        words = ", ".join(f"{name} {taken:.1f} s" for name, taken in seconds.items())
        return f"{words} from SIGKILL to ready; {len(before)} answers as before"

    return step


async def _figures(stage: Stage) -> dict[str, Any]:
    office = await stage.office()
    asked = [*((path, None) for path in PUBLIC), *((path, office) for path in OFFICE)]
    paths = [(path.format(c=stage.campaign), token) for path, token in asked]
    answers = await together(stage.client.get(path, token) for path, token in paths)
    return {path: answer for (path, _), answer in zip(paths, answers, strict=True)}


def _read_again(stack: Stack) -> dict[str, float]:
    """One after the other, so that each has the machine for itself: seconds until it is ready again."""
    supervisor = Supervisor(stack.socket)
    return {name: _killed(supervisor, name, f"http://{stack.address(name)}/readyz") for name in SERVICES}


def _killed(supervisor: Supervisor, name: str, ready: str) -> float:
    old, started = supervisor.pid_of(name), time.monotonic()
    os.kill(old, signal.SIGKILL)
    while time.monotonic() - started < PATIENCE_SECONDS:
        if supervisor.pid_of(name) not in (0, old) and _answers(ready):
            return time.monotonic() - started
        time.sleep(0.05)
    raise MismatchError(f"{name} did not become ready again within {PATIENCE_SECONDS:.0f} s")


def _answers(url: str) -> bool:
    try:
        return httpx2.get(url, trust_env=False, timeout=5).status_code == 200
    except httpx2.TransportError:
        return False
