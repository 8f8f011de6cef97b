"""One run: a seed in, what was wrong out."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from random import Random
from unittest.mock import patch

from structlog.testing import capture_logs
from voting.domain import sheet
from voting.handlers import board, sheet_desk
from voting.handlers.sheets import VOTES_TOPIC

from tests.faults.simulation import verdict
from tests.faults.simulation.crowd import Crowd
from tests.faults.simulation.loop import VirtualLoop
from tests.faults.simulation.model import PartitionModel
from tests.faults.simulation.observer import Observer, tallies_of
from tests.faults.simulation.plan import Plan, plan_of
from tests.faults.simulation.processes import HttpProcess, RelayProcess, Surroundings, TallyProcess
from tests.faults.simulation.schedule import Schedule
from tests.faults.simulation.slots import Build, Slot
from tests.faults.simulation.world import Say, World, unheard

BOARD_SECONDS = 0.5
PATIENCE = 90.0
"""So many virtual seconds after the last fault everything must have come right."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to. `wrong` is empty when everything was right."""

    seed: int
    plan: Plan
    wrong: list[str]
    acknowledged: int
    counted: int
    happened: Counter[str]
    """How often which fault has happened."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What differs from run to run besides the seed: the faults, where the seed shall not choose them, and the tally.

    A control is not `exact`: nothing is asked of it but that the board is right in the end.
    """

    only: frozenset[str] | None = None
    tally: Build = TallyProcess
    exact: bool = True


def simulate(seed: int, setting: Setting = Setting(), say: Say = unheard) -> Outcome:
    """The run of a seed: the same seed and setting give the same run, to the last step."""
    chance, loop = Random(seed), VirtualLoop()
    world = World(chance, plan_of(chance, setting.only), loop, say)
    with capture_logs(), limits(world.plan):
        outcome: Outcome = loop.run_until_complete(Run(world, setting).play(seed))
    return outcome


@contextmanager
def limits(plan: Plan) -> Iterator[None]:
    """The limits of the service as the plan has them; and boards look less often, since a look costs as a vote does."""
    with ExitStack() as stack:
        stack.enter_context(patch.object(sheet, "SHEET_VOTES", plan.sheet_votes))
        stack.enter_context(patch.object(sheet_desk, "QUEUE_VOTES", plan.queue_votes))
        stack.enter_context(patch.object(board, "LOOK_SECONDS", BOARD_SECONDS))
        yield


class Run:
    """The processes of a run, its voters, its faults, and who watches them."""

    def __init__(self, world: World, setting: Setting) -> None:
        self._world = world
        self._around = Surroundings(world, setting.exact)
        self._observer = Observer(world, self._around.broker, setting.exact)
        self._around.saved = self._observer.saved
        relays = 2 if world.happens("relay-doubled", 1.0) else 1
        self._slots = {
            "accept": self._placed("accept", world.plan.accepts, HttpProcess),
            "tally": self._placed("tally", world.plan.tallies, setting.tally),
            "relay": self._placed("relay", relays, RelayProcess),
        }
        self._crowd = Crowd(world, self._slots["accept"])

    async def play(self, seed: int) -> Outcome:
        """Everything, until it is quiet."""
        world = self._world
        Schedule(self._around, self._slots).begin()
        for slot in self._all():
            world.start(slot.run())
        world.start(self._observer.watch(self._all()))
        await self._crowd.run()
        while world.now < world.plan.healed_at + PATIENCE and not self._quiet() and not world.wrong:  # noqa: ASYNC110
            await asyncio.sleep(0.5)
        self._judge()
        world.end()
        voters = self._crowd.voters
        counted = sum(len(verdict.ballots_of(self._observer.models(), name)) for name in self._contests())
        acknowledged = sum(bool(voter.receipts) for voter in voters)
        return Outcome(seed, world.plan, list(world.wrong), acknowledged, counted, Counter(world.happened))

    def _placed(self, kind: str, number: int, build: Build) -> list[Slot]:
        return [Slot(self._around, f"{kind}-{place}", build) for place in range(1, number + 1)]

    def _all(self) -> list[Slot]:
        return [slot for slots in self._slots.values() for slot in slots]

    def _contests(self) -> list[str]:
        return [f"k{number}" for number in range(self._world.plan.contests)]

    def _doors(self) -> list[HttpProcess]:
        return [slot.work for slot in self._slots["accept"]]

    def _quiet(self) -> bool:
        """Whether everything has come to where it must: marks, results, counts, boards."""
        if not self._world.healed or self._world.pending or any(one.process.stopped for one in self._all()):
            return False
        readers = [*self._doors(), *(slot.work for slot in self._slots["relay"])]
        return all(one.reader.complete() for one in readers) and not any(self._missing())

    def _missing(self) -> Iterator[str]:
        for name in self._contests():
            yield from (f"{name} has no result" for door in self._doors() if lacks(door, name))
        for number in range(self._world.plan.partitions):
            yield from self._behind(number, self._around.broker.end(VOTES_TOPIC, number) - 1)

    def _behind(self, partition: int, last: int) -> Iterator[str]:
        tallies = [slot.name for slot in self._slots["tally"] if behind(slot, partition, last)]
        yield from (f"{name} has not counted up to {last} of partition {partition}" for name in tallies)
        boards = [door.process.name for door in self._doors() if unseen(door, partition, last)]
        yield from (f"{name} shows no board with {last} of partition {partition}" for name in boards)

    def _judge(self) -> None:
        world, models = self._world, self._observer.models()
        if not self._quiet():
            world.blame(f"it never came to rest: {next(self._missing(), 'messages are on their way')}")
            return
        self._observer.look(self._all())
        for problem in self._faults(models):
            world.blame(problem)

    def _faults(self, models: list[PartitionModel]) -> Iterator[str]:
        voters, doors = self._crowd.voters, self._doors()
        yield from (repr(error) for error in self._world.loop.faults)
        yield from verdict.wrong_voters(models, voters, 2 if self._world.plan.period == "day" else 1)
        yield from verdict.wrong_votes(models, voters, [door.ledger for door in doors])
        yield from verdict.wrong_receipts(voters)
        yield from verdict.wrong_heads(models, self._heads)
        if self._world.moved is not None and not self._world.plan.faults & verdict.HOLD_UP:
            yield from verdict.wrong_end(self._marks("k0"), self._world.moved)
        for name in self._contests():
            yield from verdict.wrong_results(models, name, self._around.broker)
            for door in doors:
                yield from verdict.wrong_board(models, name, door)

    def _marks(self, contest_id: str) -> list[float]:
        """When the close marks of a contest came onto the log."""
        broker = self._around.broker
        places = [model.at_mark[contest_id][0] for model in self._observer.models()]
        return [broker.lines(VOTES_TOPIC, number)[offset].at for number, offset in enumerate(places)]

    def _heads(self, partition: int) -> list[tuple[int, str]]:
        tallies = [one for slot in self._all() for one in tallies_of(slot.work) if one.partition == partition]
        return [(one.applied, one.head) for one in tallies]


def lacks(door: HttpProcess, contest_id: str) -> bool:
    """Whether a process does not know the result."""
    return contest_id not in door.ledger.results


def behind(slot: Slot, partition: int, last: int) -> bool:
    """Whether a count has not come to the end of the log."""
    return any(one.partition == partition and one.applied != last for one in tallies_of(slot.work))


def unseen(door: HttpProcess, partition: int, last: int) -> bool:
    """Whether a board does not show the end of the log."""
    picture = door.board.picture(partition)
    return picture is None or picture.applied != last
