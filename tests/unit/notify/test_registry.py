"""Certificates looked up and made out."""

from datetime import UTC, datetime, timedelta

import pytest
from notify.domain.certificates import certificate_number
from notify.domain.facts import Fact
from notify.domain.ledger import Ledger
from notify.handlers.certificates import KEPT_FOR, Registry
from notify.handlers.ports import NotNow
from plumbing.clock import FixedClock

from tests.unit.notify import facts
from tests.unit.notify.ledger_feed import learned
from tests.unit.notify.ways import Phonebook

NUMBER = certificate_number(facts.prize())


class Desk:
    def __init__(self) -> None:
        self.phonebook, self.clock = Phonebook(), FixedClock(datetime(2026, 11, 24, tzinfo=UTC))
        ledger = Ledger()
        known: list[Fact] = [facts.campaign(), facts.prize()]
        for index, fact in enumerate(known):
            ledger.apply(learned(fact, f"event-{index}"))
        self.registry = Registry(ledger, self.phonebook, self.clock)


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def test_a_number_vouches_for_work_tier_and_a_masked_name(desk: Desk) -> None:
    verified = await desk.registry.verify(NUMBER.lower())
    assert verified is not None
    assert (verified.awarded_to, verified.certificate.phrase) == ("示**", facts.PHRASE)


async def test_an_unknown_number_opens_no_contact(desk: Desk) -> None:
    assert await desk.registry.verify("LYG-W-0000-0000-0") is None
    assert desk.phonebook.asked == []


async def test_a_thousand_look_ups_open_the_contact_once_in_ten_minutes(desk: Desk) -> None:
    for _ in range(1000):
        await desk.registry.verify(NUMBER)
    assert len(desk.phonebook.asked) == 1
    desk.clock.advance(KEPT_FOR + timedelta(seconds=1))
    await desk.registry.verify(NUMBER)
    assert len(desk.phonebook.asked) == 2


async def test_without_intake_the_number_is_still_confirmed_and_the_name_left_out(desk: Desk) -> None:
    desk.phonebook.troubles = [NotNow("intake-unreachable")]
    verified = await desk.registry.verify(NUMBER)
    assert verified is not None
    assert verified.awarded_to is None
    again = await desk.registry.verify(NUMBER)
    assert again is not None
    assert again.awarded_to == "示**"
