"""Checkpoints: they shorten the replay at the start, and nothing else. One that is lost or doubtful is thrown away."""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Protocol

from plumbing.logs import logger_of
from plumbing.trouble import Trouble

from voting.domain.chain import linked
from voting.domain.tally import PartitionTally
from voting.handlers.checkpoint_bytes import DoubtfulError, opened, sealed
from voting.handlers.counting import LogAccess

EVERY_SECONDS = 30.0
SHARE = 20.0
"""A checkpoint that takes long is made rarely: at most a twentieth of the time goes into them."""
Outcome = Callable[[str], None]
"""Told what became of a checkpoint: used, refused, saved."""
_log = logger_of(__name__)


class CheckpointStore(Protocol):
    """Where checkpoints are kept. Every call may raise: they are only pictures."""

    async def load(self, partition: int) -> bytes | None:
        """What is kept of a partition."""
        ...

    async def keep(self, partition: int, value: bytes) -> None:
        """Keeps it instead of what was there."""
        ...

    async def drop(self, partition: int) -> None:
        """Forgets it."""
        ...


class Checkpoints:
    """Makes checkpoints of tallies and goes on from them."""

    def __init__(self, store: CheckpointStore, log: LogAccess, key: bytes, outcome: Outcome) -> None:
        self._store, self._log, self._key, self._outcome = store, log, key, outcome
        self._kept: dict[int, int] = {}

    async def restored(self, partition: int, end: int) -> PartitionTally:
        """The tally of the partition's checkpoint, or one that begins at offset 0. `end` is the log's end of now."""
        try:
            value = await self._store.load(partition)
        except Exception as error:  # noqa: BLE001 - then the log is counted from its beginning
            _log.warning("checkpoint-not-read", partition=partition, error=type(error).__name__)
            value = None
        if value is None:
            return PartitionTally(partition)
        try:
            tally = await self._believed(value, partition, end)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it, the log is not
            await self._refuse(partition, getattr(error, "reason", type(error).__name__))
            return PartitionTally(partition)
        self._kept[partition] = tally.applied
        self._outcome("used")
        _log.info("checkpoint-used", partition=partition, applied=tally.applied)
        return tally

    async def keep(self, tallies: Sequence[PartitionTally]) -> None:
        """Makes a checkpoint of each tally that has counted something since its last one."""
        for tally in tallies:
            if tally.applied > self._kept.get(tally.partition, -1):
                state = tally.checkpoint()
                await self._store.keep(tally.partition, await asyncio.to_thread(sealed, state, self._key))
                self._kept[tally.partition] = state["applied"]
                self._outcome("saved")

    async def run(self, tallies: Sequence[PartitionTally]) -> None:
        """Goes on making them until it is cancelled."""
        away, pause = Trouble(_log, "checkpoints-not-kept"), EVERY_SECONDS
        while True:
            await asyncio.sleep(pause)
            started = time.monotonic()
            with away:
                await self.keep(tallies)
            pause = max(EVERY_SECONDS, SHARE * (time.monotonic() - started))

    async def _believed(self, value: bytes, partition: int, end: int) -> PartitionTally:
        state = await asyncio.to_thread(opened, value, self._key)
        if state["partition"] != partition:
            raise DoubtfulError("other-partition")
        if not 0 <= state["applied"] < end:
            raise DoubtfulError("past-the-end")
        if any(one["counted"] != len(one["seen"]) for one in state["contests"].values()):
            raise DoubtfulError("figures-differ")
        if not await self._continues(partition, state["applied"], state["before"], state["head"]):
            raise DoubtfulError("other-log")
        return await asyncio.to_thread(PartitionTally.restored, state)

    async def _continues(self, partition: int, offset: int, before: str, head: str) -> bool:
        """Whether the record at the checkpoint's offset leads from the head before it to its head."""
        async for chunk in self._log.lines(partition, offset, offset + 1):
            return [linked(before, at, record) for at, record in chunk] == [head]
        return False

    async def _refuse(self, partition: int, reason: str) -> None:
        _log.warning("checkpoint-refused", partition=partition, reason=reason)
        self._outcome("refused")
        try:
            await self._store.drop(partition)
        except Exception as error:  # noqa: BLE001 - it will be refused again
            _log.warning("checkpoint-not-dropped", partition=partition, error=type(error).__name__)
