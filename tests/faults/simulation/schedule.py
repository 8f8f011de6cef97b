"""When which process is killed or stopped, and when broker, store and topics are disturbed."""

import asyncio
from datetime import timedelta

from contracts import ContestOpened, Event
from contracts.contest import Candidate
from plumbing.records import Outgoing
from voting.handlers.sheets import VOTES_TOPIC
from voting.handlers.terms import TERMS_TOPIC

from tests.faults.simulation.crowd import ENTRIES
from tests.faults.simulation.plan import EPOCH
from tests.faults.simulation.processes import HttpProcess, Surroundings
from tests.faults.simulation.slots import Slot

CAMPAIGN = "sim"


class Schedule:
    """All disturbances of a run that come at a time of their own."""

    def __init__(self, around: Surroundings, slots: dict[str, list[Slot]]) -> None:
        self._around, self._world, self._slots = around, around.world, slots

    def begin(self) -> None:
        """Opens the contests, and starts what disturbs."""
        for number in range(self._world.plan.contests):
            self._announce(f"k{number}", 1, self._world.plan.closes_at)
        for kind in sorted(self._world.plan.faults):
            start = getattr(self, "_" + kind.replace("-", "_"), None)
            if start is not None:
                self._world.start(start())

    async def _next(self, fault: str, least: float, most: float) -> bool:
        """Waits for the next time; False when the time of faults is over then."""
        await asyncio.sleep(self._world.chance.uniform(least, most))
        if self._world.healed:
            return False
        self._world.happened[fault] += 1
        return True

    async def _accept_killed(self) -> None:
        while await self._next("accept-killed", 1.0, 8.0):
            self._one("accept").kill()

    async def _accept_stopped(self) -> None:
        while await self._next("accept-stopped", 1.0, 10.0):
            self._one("accept").stop(self._world.chance.uniform(0.05, 6.0))

    async def _accept_drained(self) -> None:
        while await self._next("accept-drained", 2.0, 10.0):
            slot = self._one("accept")
            if isinstance(slot.work, HttpProcess) and slot.work.serving and not slot.process.stopped:
                self._world.say(slot.name, "is asked to end")
                drained = self._world.start(slot.work.drain(), slot.process)
                await asyncio.wait([drained], timeout=15.0)
                slot.kill()

    async def _tally_killed(self) -> None:
        while await self._next("tally-killed", 0.5, 6.0):
            self._one("tally").kill()

    async def _tally_stopped(self) -> None:
        while await self._next("tally-stopped", 1.0, 8.0):
            self._one("tally").stop(self._world.chance.uniform(0.5, 12.0))

    async def _relay_killed(self) -> None:
        closes_at = self._world.plan.closes_at
        await asyncio.sleep(self._world.chance.uniform(0.0, closes_at))
        while await self._next("relay-killed", 0.05, 2.0):
            self._one("relay").kill()

    async def _relay_stopped(self) -> None:
        await asyncio.sleep(self._world.plan.closes_at + self._world.chance.uniform(-0.5, 0.5))
        self._world.happened["relay-stopped"] += 1
        self._one("relay").stop(self._world.chance.uniform(0.5, 8.0))

    async def _broker_away(self) -> None:
        while await self._next("broker-away", 1.0, 8.0):
            self._around.broker.away(True)
            await asyncio.sleep(self._world.chance.uniform(0.05, 5.0))
            self._around.broker.away(False)

    async def _store_away(self) -> None:
        while await self._next("store-away", 0.5, 6.0):
            self._around.store.away(True)
            await asyncio.sleep(self._world.chance.uniform(0.1, 4.0))
            self._around.store.away(False)

    async def _flush_all(self) -> None:
        while await self._next("flush-all", 0.5, 6.0):
            self._around.store.flush()

    async def _junk(self) -> None:
        while await self._next("junk", 0.5, 5.0):
            partition = self._world.chance.randrange(self._world.plan.partitions)
            self._around.broker.append(Outgoing(VOTES_TOPIC, "", b"not a sheet", partition))

    async def _moved_end(self) -> None:
        """The office moves the end of a contest: to this moment, or to a later one."""
        chance, closes_at = self._world.chance, self._world.plan.closes_at
        await asyncio.sleep(chance.uniform(1.0, closes_at + 0.2))
        self._world.happened["moved-end"] += 1
        later = chance.random() < 0.6
        ends_at = closes_at + chance.uniform(0.0, 4.0) if later else self._world.now
        self._world.moved = (self._world.now, ends_at)
        self._announce("k0", 2, ends_at)

    def _one(self, kind: str) -> Slot:
        return self._world.chance.choice(self._slots[kind])

    def _announce(self, contest_id: str, revision: int, closes_at: float) -> None:
        data = ContestOpened(
            campaign_id=CAMPAIGN, contest_id=contest_id, revision=revision, title="示例投票",
            opens_at=EPOCH - timedelta(hours=1), closes_at=EPOCH + timedelta(seconds=closes_at), choices_min=1,
            choices_max=2, period=self._world.plan.period,
            entries=tuple(Candidate(entry_id=entry, phrase="示例作品") for entry in ENTRIES),
        )  # fmt: skip
        event = Event[ContestOpened].of(data, id=f"{contest_id}-{revision}", time=EPOCH)
        self._around.broker.append(Outgoing(TERMS_TOPIC, CAMPAIGN, event.to_bytes()))
