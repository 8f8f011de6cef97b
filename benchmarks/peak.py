"""Accept and tally running together, and what they can take."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import httpx2
import uvloop

from benchmarks import wrk
from benchmarks.ballots import CONTEST, PATH, Voters
from benchmarks.open_loop import Outcome, Sender, vote_requests
from benchmarks.parts import Plan
from benchmarks.system import Ground, Server, open_contest, until

T = TypeVar("T")
CONNECTIONS, CAPACITY_SECONDS, MOST_PER_SECOND = 512, 4.0, 30_000


@dataclass(frozen=True, slots=True)
class Peak:
    """The two processes; `capacity` is what a closed loop of 512 connections got of them, in votes a second."""

    plan: Plan
    ground: Ground
    accept: Server
    capacity: float
    voters: Voters = field(default_factory=Voters)

    async def votes(self, rate: float, seconds: float, connections: int) -> Outcome:
        """Votes of new voters at a constant rate."""
        requests = vote_requests(self.voters.tokens(int(rate * seconds) + 1))
        return await Sender(self.accept.port, requests, connections).run(rate, seconds)


@contextmanager
def at_peak(plan: Plan, ground: Ground, prefix: str) -> Iterator[Peak]:
    """A contest whose votes are accepted and counted, its capacity measured."""
    with (
        ground.serving("voting.entrypoints.stream", prefix),
        ground.serving("voting.entrypoints.http", prefix) as accept,
    ):
        open_contest(ground.settings(prefix), accept)
        board = f"{accept.url}/api/v1/contests/{CONTEST}/standings"
        until(lambda: httpx2.get(board, trust_env=False, timeout=5).status_code == 200)
        voters, seconds = Voters(), plan.seconds(CAPACITY_SECONDS)
        for length in (1.0, seconds):  # the first is to get warm
            tokens = voters.write(ground.folder / "tokens", int(MOST_PER_SECOND * (length + 0.5)))
            found = wrk.run(wrk.Load(accept.port, PATH, tokens, CONNECTIONS, length))
        capacity = found.fine / found.seconds
        plan.say(f"capacity {capacity:.0f} votes a second")
        yield Peak(plan, ground, accept, capacity, voters)


def run(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """On uvloop, as a load generator shall not be slow."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(work())
