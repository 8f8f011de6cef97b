"""The courier killed at every point where it waits: nothing is missing, and nothing comes twice that promises so."""

import random
from collections import Counter
from datetime import timedelta

import pytest
from notify.domain.ledger import Ledger, LogEvent
from notify.domain.notices import UNKNOWN_OUTCOME
from notify.domain.wording import Message
from notify.handlers.deliver import Courier, Ways
from notify.handlers.ports import Contact, Promise, Unsealing
from plumbing.clock import FixedClock

from tests.unit.notify import facts
from tests.unit.notify.ledger_feed import AT, learned

NOTICES = 12
FEED: list[LogEvent] = [
    learned(facts.campaign(), "c1"),
    *(learned(facts.received(entry_id=f"e{index}"), f"r{index}") for index in range(NOTICES)),
]


class Killed(BaseException):
    """SIGKILL: no handler of the courier sees it."""


class World:
    """What outlives a courier: the log, the phones, and a count of the points at which it waited. `fatal` kills."""

    name = "phones"

    def __init__(self, promise: Promise, fatal: set[int]) -> None:
        self.promise: Promise = promise
        self.log = list(FEED)
        self.received: Counter[str] = Counter()
        self.points = 0
        self._fatal = fatal
        self._ledger = Ledger()
        self._clock = FixedClock(AT)

    def point(self) -> None:
        self.points += 1
        if self.points in self._fatal:
            raise Killed

    async def unseal(self, _asked: Unsealing) -> Contact:
        self.point()
        return Contact("示例甲", "15400000001")

    async def send(self, message_id: str, _phone: str, _message: Message) -> None:
        self.point()
        self.received[message_id] += 1
        self.point()

    async def record(self, event: LogEvent) -> str | None:
        self.point()
        self.log.append(event)
        verdict = self._ledger.apply(event)
        self.point()
        return verdict

    async def live(self) -> Ledger:
        """Couriers one after another, each from the log alone, until one finishes the work."""
        for life in range(len(self._fatal) + 1):
            self._ledger = Ledger()
            for event in self.log:
                self._ledger.apply(event)
            courier = Courier(self._ledger, Ways(self, self, self), self._clock, "https://z.example", f"life-{life}")
            try:
                for _ in range(NOTICES + 5):
                    self._clock.advance(timedelta(seconds=max(await courier.round(), 0.05)))
            except Killed:
                continue
            return self._ledger
        raise AssertionError("every courier was killed")


def held(ledger: Ledger) -> set[str]:
    return {one.notice_id for one in ledger.notices.values() if one.reason == UNKNOWN_OUTCOME and one.state == "held"}


def told(ledger: Ledger) -> set[str]:
    return {one.notice_id for one in ledger.notices.values() if one.state == "sent" and not one.public}


async def survived(promise: Promise, fatal: set[int]) -> None:
    world = World(promise, fatal)
    ledger = await world.live()
    notices = {one.notice_id for one in ledger.notices.values() if not one.public}
    assert told(ledger) | held(ledger) == notices, "none is missing"
    assert told(ledger) <= set(world.received), "none is called sent that was not"
    if promise == "at-least-once":
        assert held(ledger) == set()
        assert set(world.received) == notices
    else:
        assert set(world.received.values()) <= {1}, "none comes twice"
        assert len(held(ledger)) <= 32 * len(fatal)


async def points_of(promise: Promise) -> int:
    world = World(promise, set())
    ledger = await world.live()
    assert len(told(ledger)) == NOTICES
    assert set(world.received.values()) == {1}
    return world.points


@pytest.mark.parametrize("promise", ["at-least-once", "at-most-once"])
async def test_killed_once_at_each_point(promise: Promise) -> None:
    for point in range(1, await points_of(promise) + 1):
        await survived(promise, {point})


@pytest.mark.parametrize("promise", ["at-least-once", "at-most-once"])
@pytest.mark.parametrize("seed", range(5))
async def test_killed_at_twenty_random_points_one_after_another(promise: Promise, seed: int) -> None:
    chosen = random.Random(seed).sample(range(1, 4 * await points_of(promise)), 20)
    await survived(promise, set(chosen))


async def test_what_must_not_repeat_is_held_with_its_reason_when_the_courier_died_between_sending_and_writing() -> None:
    world = World("at-most-once", {5})
    ledger = await world.live()
    (notice_id,) = held(ledger)
    assert world.received[notice_id] <= 1
    assert len(told(ledger)) == NOTICES - 1
