"""Robots and webhooks: within their limits, nothing missing, replayed by the office."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from notify.domain.ledger import Ledger
from notify.domain.outbox_events import NoticeDecided
from notify.handlers.outlets import OutletCourier, name_outlets
from notify.handlers.ports import NotEver, NotNow, Told
from plumbing.clock import FixedClock

from tests.unit.notify import facts
from tests.unit.notify.ledger_feed import learned
from tests.unit.notify.ways import Answering, Notebook

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


class Group(Answering):
    """A robot that notes when it was told what; `a_minute` as its owner allows."""

    name = "group"
    rings = True
    pauses: Sequence[float] = (5.0, 300.0)

    def __init__(self, clock: FixedClock, a_minute: int | None, carries: int = 10) -> None:
        super().__init__()
        self.a_minute = a_minute
        self._clock, self._carries = clock, carries
        self.told: list[tuple[datetime, str, list[str]]] = []

    def fits(self, told: Sequence[Told]) -> bool:
        return len(told) <= self._carries

    async def tell(self, message_id: str, told: Sequence[Told]) -> None:
        self.answer()
        self.told.append((self._clock.now(), message_id, [one.notice_id for one in told]))


class Desk:
    def __init__(self, a_minute: int | None = 20) -> None:
        self.clock, self.ledger = FixedClock(NOW), Ledger()
        self.notebook, self.group = Notebook(self.ledger), Group(self.clock, a_minute)
        self.ledger.apply(learned(facts.campaign(), "c1"))

    async def open(self) -> None:
        await name_outlets(self.ledger, self.notebook, ["group"], self.clock)
        self.courier = self.new_courier()

    def new_courier(self) -> OutletCourier:
        return OutletCourier(self.ledger, self.group, self.notebook, self.clock, "https://z.example")

    def publish(self, count: int, first: int = 0) -> None:
        for number in range(first, first + count):
            self.ledger.apply(learned(facts.vote_called(number + 1), f"v{number}"))

    async def for_seconds(self, seconds: float) -> None:
        until = self.clock.now() + timedelta(seconds=seconds)
        while self.clock.now() < until:
            self.clock.advance(timedelta(seconds=max(await self.courier.round(), 0.05)))

    def states(self) -> set[str]:
        return {one.state for one in self.ledger.notices.values() if one.outlet}


@pytest.fixture
async def desk() -> Desk:
    found = Desk()
    await found.open()
    return found


def busiest_minute(moments: Sequence[datetime]) -> int:
    return max(sum(1 for other in moments if one <= other < one + timedelta(minutes=1)) for one in moments)


async def test_two_hundred_notices_keep_to_twenty_messages_a_minute_and_all_are_told(desk: Desk) -> None:
    for step in range(100):
        desk.publish(2, first=2 * step)
        await desk.for_seconds(1)
    await desk.for_seconds(60)
    told = [one for _, _, together in desk.group.told for one in together]
    assert len(told) == len(set(told)) == 200
    assert busiest_minute([at for at, _, _ in desk.group.told]) <= 20
    assert desk.states() == {"delivered"}


async def test_a_restart_does_not_begin_the_minute_anew(desk: Desk) -> None:
    for number in range(30):
        desk.publish(1, first=number)
        desk.courier = desk.new_courier()
        await desk.for_seconds(4)
    assert busiest_minute([at for at, _, _ in desk.group.told]) <= 20


async def test_what_waits_goes_together_as_much_as_fits(desk: Desk) -> None:
    desk.publish(25)
    await desk.for_seconds(30)
    assert [len(together) for _, _, together in desk.group.told] == [10, 10, 5]


async def test_only_what_is_published_from_now_on(desk: Desk) -> None:
    assert list(desk.ledger.due("group")) == []
    desk.publish(1)
    await desk.for_seconds(10)
    assert len(desk.group.told) == 1


async def test_a_webhook_gets_each_alone_and_is_tried_again_by_its_schedule_until_it_is_given_up() -> None:
    desk = Desk(a_minute=None)
    await desk.open()
    desk.publish(2)
    desk.group.troubles = [NotNow("outlet-answered-500")] * 6
    await desk.for_seconds(4)
    assert desk.group.told == []
    await desk.for_seconds(600)
    assert (desk.group.told, desk.states()) == ([], {"failed"})
    reasons = {one.reason for one in desk.ledger.notices.values() if one.outlet}
    assert reasons == {"given-up-outlet-answered-500"}
    copy = next(one for one in desk.ledger.notices.values() if one.outlet)
    desk.ledger.apply(NoticeDecided(copy.notice_id, copy.campaign_id, "send", "zhu", desk.clock.now()))
    await desk.for_seconds(2)
    ((_, message_id, together),) = desk.group.told
    assert message_id == together[0] == copy.notice_id, "a replay has the id of the first"


async def test_an_outlet_that_is_gone_is_tried_once(desk: Desk) -> None:
    desk.publish(3)
    desk.group.troubles = [NotEver("outlet-gone")]
    await desk.for_seconds(30)
    assert (desk.group.told, desk.states()) == ([], {"failed"})


async def test_what_was_told_but_not_written_down_is_not_told_again_by_the_same_process(desk: Desk) -> None:
    desk.publish(1)
    desk.notebook.troubles = [NotNow("log-outcome-unknown")]
    await desk.for_seconds(30)
    assert (len(desk.group.told), desk.states()) == (1, {"delivered"})


async def test_a_group_is_not_woken_in_quiet_hours(desk: Desk) -> None:
    quiet = replace(facts.campaign(revision=2), quiet_from="10:00", quiet_until="11:05")
    desk.ledger.apply(replace(learned(quiet, "c2"), notices=()))
    desk.publish(1)
    await desk.for_seconds(240)
    assert desk.group.told == []
    await desk.for_seconds(120)
    assert len(desk.group.told) == 1
