"""The courier: nothing lost, nothing told twice by its own doing."""

import asyncio
from datetime import UTC, datetime

import pytest
from notify.domain.ledger import Ledger, NoticeFailed, NoticeSent
from notify.handlers.deliver import AT_ONCE, Courier, Ways
from notify.handlers.ports import NotEver, NotNow
from plumbing.clock import FixedClock

from tests.unit.notify import facts
from tests.unit.notify.ledger_feed import learned
from tests.unit.notify.ways import Mailbox, Notebook, Phonebook

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


class Office:
    """A courier between a phone book, a mailbox and a notebook."""

    def __init__(self, receipts: int = 1) -> None:
        self.ledger = Ledger()
        self.phonebook, self.mailbox, self.notebook = Phonebook(), Mailbox(), Notebook(self.ledger)
        ways = Ways(self.phonebook, self.mailbox, self.notebook)
        self.courier = Courier(self.ledger, ways, FixedClock(NOW), "https://zhengji.example")
        self.ledger.apply(learned(facts.campaign(), "c1"))
        for index in range(receipts):
            self.ledger.apply(learned(facts.received(entry_id=f"e{index}"), f"r{index}"))

    async def until_settled(self) -> None:
        async with asyncio.timeout(10):
            while self.ledger.waiting:  # noqa: ASYNC110 - the round says how long to rest
                await asyncio.sleep(await self.courier.round())

    @property
    def states(self) -> set[str]:
        return {notice.state for notice in self.ledger.notices.values() if not notice.public}


@pytest.fixture
def office() -> Office:
    return Office()


async def test_a_notice_is_sent_and_written_down_without_its_address(office: Office) -> None:
    await office.until_settled()
    ((message_id, phone, message),) = office.mailbox.sent
    (event,) = office.notebook.events
    assert (phone, message.subject) == ("15400000001", "作品已收到")
    assert event == NoticeSent(message_id, "lyg-demo", "mailbox", NOW)


async def test_intake_is_told_why_a_contact_is_opened(office: Office) -> None:
    await office.until_settled()
    (asked,) = office.phonebook.asked
    (notice_id,) = (notice.notice_id for notice in office.ledger.notices.values() if not notice.public)
    assert (asked.author_ref, asked.campaign_id) == (facts.AUTHOR, "lyg-demo")
    assert (asked.purpose, asked.reference) == ("notice", notice_id)


async def test_while_intake_is_away_nothing_is_sent_and_then_everything_once() -> None:
    office = Office(receipts=100)
    office.phonebook.troubles = [NotNow("intake-unreachable")] * (AT_ONCE + 2)
    await office.courier.round()
    await office.courier.round()
    assert office.mailbox.sent == []
    await office.until_settled()
    assert len({message_id for message_id, _, _ in office.mailbox.sent}) == len(office.mailbox.sent) == 100


async def test_after_a_round_in_vain_one_notice_feels_the_way() -> None:
    office = Office(receipts=100)
    office.phonebook.troubles = [NotNow("intake-unreachable")] * AT_ONCE
    await office.courier.round()
    asked = len(office.phonebook.asked)
    await office.courier.round()
    assert (asked, len(office.phonebook.asked)) == (AT_ONCE, AT_ONCE + 1)


async def test_an_erased_author_is_a_failure_for_good(office: Office) -> None:
    office.phonebook.troubles = [NotEver("contact-erased")]
    await office.until_settled()
    (event,) = office.notebook.events
    assert isinstance(event, NoticeFailed)
    assert (event.reason, office.states) == ("contact-erased", {"permanent-failure"})


async def test_a_channel_that_defers_is_tried_again(office: Office) -> None:
    office.mailbox.troubles = [NotNow("mail-deferred"), NotNow("mail-deferred")]
    await office.until_settled()
    assert len(office.mailbox.sent) == 1
    assert office.states == {"sent"}


async def test_what_was_sent_but_not_written_down_is_written_down_and_not_sent_again(office: Office) -> None:
    office.notebook.troubles = [NotNow("log-outcome-unknown")]
    await office.until_settled()
    assert len(office.mailbox.sent) == 1
    assert office.states == {"sent"}


async def test_a_new_courier_sends_under_the_same_message_id_what_was_not_written_down(office: Office) -> None:
    office.notebook.troubles = [NotNow("log-outcome-unknown")]
    await office.courier.round()
    ways = Ways(office.phonebook, office.mailbox, office.notebook)
    office.courier = Courier(office.ledger, ways, FixedClock(NOW), "https://zhengji.example")
    await office.until_settled()
    first, second = office.mailbox.sent
    assert first == second
    assert office.states == {"sent"}


async def test_one_bad_notice_does_not_hold_up_the_others() -> None:
    office = Office(receipts=3)
    office.mailbox.troubles = [NotNow("mail-deferred")]
    await office.courier.round()
    assert len(office.mailbox.sent) == 2
