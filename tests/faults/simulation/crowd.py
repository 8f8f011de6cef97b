"""Voters: they click twice, lose patience, change their minds, hang up, and try again whenever they know nothing."""

import asyncio
from contextvars import copy_context
from dataclasses import dataclass, field

from plumbing.identifiers import derived_id
from plumbing.problems import Problem
from voting.handlers.signing import Receipt

from tests.faults.simulation.loop import OWNER
from tests.faults.simulation.processes import HttpProcess
from tests.faults.simulation.slots import Slot
from tests.faults.simulation.world import World

ENTRIES = ("e0", "e1", "e2", "e3", "e4")
TRIES = 12
LAST = ("already-voted", "contest-closed")
"""Answers after which there is nothing to try again."""


@dataclass(slots=True)
class Voter:
    """One person in one contest, and everything that was said to him; some of it he never heard."""

    contest_id: str
    ref: str
    cast: list[tuple[str, ...]] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    refusals: list[tuple[str, str]] = field(default_factory=list)
    """Code, and the receipt number that came with it."""


class Crowd:
    """All voters of a run, in front of the HTTP processes."""

    def __init__(self, world: World, doors: list[Slot]) -> None:
        self._world, self._doors = world, doors
        self.voters = [
            Voter(f"k{number % world.plan.contests}", derived_id("voter", str(number)))
            for number in range(world.plan.voters)
        ]
        self._context = copy_context()
        self._context.run(OWNER.set, None)

    async def run(self) -> None:
        """Returns when everyone has given up or knows his answer."""
        plan, chance = self._world.plan, self._world.chance
        bursts = [chance.uniform(0.2, plan.closes_at) for _ in range(3)] + [plan.closes_at + chance.uniform(-0.3, 0.1)]
        tasks = [self._world.start(self._vote(voter, bursts)) for voter in self.voters]
        await asyncio.gather(*tasks)

    async def _vote(self, voter: Voter, bursts: list[float]) -> None:
        chance = self._world.chance
        alone = chance.random() < 0.3
        await asyncio.sleep(chance.uniform(0.1, self._world.plan.closes_at + 2.0) if alone else chance.choice(bursts))
        choice = self._choice()
        for _ in range(TRIES):
            tries = 2 if self._world.happens("double-click", 0.15) else 1
            clicks = [self._world.start(self._click(voter, choice)) for _ in range(tries)]
            answers = await asyncio.gather(*clicks)
            if all(answers) and chance.random() < 0.85:
                return
            await asyncio.sleep(chance.uniform(0.1, 2.0))
            if self._world.happens("second-thoughts", 0.4):
                choice = self._choice()

    def _choice(self) -> tuple[str, ...]:
        return tuple(self._world.chance.sample(ENTRIES, self._world.chance.randint(1, 2)))

    async def _click(self, voter: Voter, choice: tuple[str, ...]) -> bool:
        """One request; whether the voter knows now what became of his vote."""
        world = self._world
        door: HttpProcess = world.chance.choice(self._doors).work
        if not door.serving:
            return False
        voter.cast.append(choice)
        heard: asyncio.Future[bool] = world.loop.create_future()
        request = world.start(door.acceptor.cast(voter.contest_id, voter.ref, choice), door.process)
        request.add_done_callback(lambda done: self._answer(voter, done, heard), context=self._context)
        patience = world.chance.uniform(0.005, 3.0) if world.happens("impatient", 0.3) else 20.0
        try:
            async with asyncio.timeout(patience):
                return await heard
        except TimeoutError:
            if world.happens("hung-up", 0.5):
                request.cancel()
            return False

    def _answer(self, voter: Voter, done: "asyncio.Task[Receipt]", heard: "asyncio.Future[bool]") -> None:
        """What a process has answered holds, whether the voter hears it or not."""
        if done.cancelled():
            return
        error = done.exception()
        if error is None:
            voter.receipts.append(done.result())
            self._world.say(voter.ref[:4], f"202 {done.result().no}")
        elif isinstance(error, Problem):
            voter.refusals.append((error.code, error.extra.get("no", "")))
            self._world.say(voter.ref[:4], f"{error.status} {error.code} {error.extra.get('no', '')}")
        else:
            self._world.blame(f"a vote was answered with {error!r}")
        if not heard.done() and not self._world.happens("answer-cut", 0.12):
            heard.set_result(error is None or (isinstance(error, Problem) and error.code in LAST))
