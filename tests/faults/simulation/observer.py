"""Looks at everything that can be seen from outside while the run goes on: no figure may ever be wrong, or go back."""

import asyncio
from datetime import timedelta

from voting.domain.tally import PartitionTally
from voting.handlers.board import Board
from voting.handlers.pictures import Picture
from voting.handlers.sheets import VOTES_TOPIC

from tests.faults.simulation.broker import Broker
from tests.faults.simulation.model import Figures, PartitionModel
from tests.faults.simulation.plan import EPOCH
from tests.faults.simulation.processes import HttpProcess
from tests.faults.simulation.slots import Slot
from tests.faults.simulation.world import World

LOOK_SECONDS = 0.4


class Observer:
    """Compares with the plain model, at the same offset."""

    def __init__(self, world: World, broker: Broker, exact: bool) -> None:
        self._world, self._broker, self._exact = world, broker, exact
        self._models = [PartitionModel(number) for number in range(world.plan.partitions)]
        self._seen: dict[int, tuple[Board, dict[int, Picture]]] = {}

    def models(self) -> list[PartitionModel]:
        """The models, at the end of the log."""
        for number, model in enumerate(self._models):
            for line in self._broker.lines(VOTES_TOPIC, number)[len(model.past) :]:
                model.take(line.value)
        return self._models

    async def watch(self, slots: list[Slot]) -> None:
        """Looks until the run ends."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            self.look(slots)

    def look(self, slots: list[Slot]) -> None:
        """At all counts and boards there are."""
        self.models()
        for slot in slots:
            for tally in tallies_of(slot.work):
                self._tally(slot.name, tally)
            if isinstance(slot.work, HttpProcess):
                self._board(slot.name, slot.work.board)

    def saved(self, picture: Picture, skew: float) -> None:
        """A picture that a tally saves: what it says, and that it is as complete as it claims."""
        self.models()
        self._picture("a saved picture", picture)
        since = (picture.as_of - EPOCH) / timedelta(seconds=1) - skew
        lines = self._broker.lines(VOTES_TOPIC, picture.partition)[picture.applied + 1 :]
        if any(line.at < since - 1e-6 for line in lines):
            self._world.blame(f"a picture of partition {picture.partition} claims to be complete up to {since:.3f} s")

    def _tally(self, name: str, tally: PartitionTally) -> None:
        figures = {key: (one.counted, dict(one.counts), one.refused) for key, one in tally.contests.items()}
        self._right(f"{name}: the tally", tally.partition, tally.applied, (tally.head, figures))

    def _board(self, name: str, board: Board) -> None:
        before = self._seen.setdefault(id(board), (board, {}))[1]
        for picture in board.pictures():
            last = before.get(picture.partition)
            if last is not None and (picture.applied, picture.as_of) < (last.applied, last.as_of):
                self._world.blame(f"{name}: the board goes back in partition {picture.partition}")
            if picture is not last:
                self._picture(f"{name}: the board", picture)
            before[picture.partition] = picture

    def _picture(self, what: str, picture: Picture) -> None:
        if not self._exact:
            return
        figures = {name: (one.counted, dict(one.counts), dict(one.refused)) for name, one in picture.contests.items()}
        self._right(what, picture.partition, picture.applied, (picture.head, figures))

    def _right(self, what: str, partition: int, applied: int, found: tuple[str, Figures]) -> None:
        past = self._models[partition].past
        right = past[applied] if 0 <= applied < len(past) else ("00" * 32, {})
        if applied >= len(past) or found != right:
            self._world.blame(f"{what} of partition {partition} at offset {applied} says {found[1]}, not {right[1]}")


def tallies_of(work: object) -> list[PartitionTally]:
    """The counts that a process holds."""
    return getattr(work, "tallies", None) or getattr(getattr(work, "ledger", None), "tallies", [])
