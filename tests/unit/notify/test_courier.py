"""The courier: nothing lost, nothing told twice by its own doing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from notify.domain.ledger import Ledger
from notify.domain.outbox_events import NoticeDecided, NoticeFailed, NoticePostponed, NoticeSent
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
        self.clock = FixedClock(NOW)
        self.courier = self.new_courier()
        self.ledger.apply(learned(facts.campaign(), "c1"))
        for index in range(receipts):
            self.ledger.apply(learned(facts.received(entry_id=f"e{index}"), f"r{index}"))

    def new_courier(self) -> Courier:
        """As after a restart."""
        ways = Ways(self.phonebook, self.mailbox, self.notebook)
        return Courier(self.ledger, ways, self.clock, "https://zhengji.example")

    async def until_settled(self) -> None:
        await self.for_seconds(600)
        assert self.ledger.waiting == 0

    async def for_seconds(self, seconds: float, step: float = 0.05) -> None:
        """Rounds until then or until nothing waits; only the clock rests, for `step` at least."""
        until = self.clock.now() + timedelta(seconds=seconds)
        while self.ledger.waiting and self.clock.now() < until:
            self.clock.advance(timedelta(seconds=max(await self.courier.round(), step)))

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
    assert office.ledger.notices[message_id].settled_at == NOW


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
    assert (event.reason, office.states) == ("contact-erased", {"failed"})


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
    office.courier = office.new_courier()
    await office.until_settled()
    first, second = office.mailbox.sent
    assert first == second
    assert office.states == {"sent"}


async def test_one_bad_notice_does_not_hold_up_the_others() -> None:
    office = Office(receipts=3)
    office.mailbox.troubles = [NotNow("mail-deferred")]
    await office.courier.round()
    assert len(office.mailbox.sent) == 2


async def test_the_mail_server_away_for_a_minute_loses_nothing_and_doubles_nothing() -> None:
    office = Office(receipts=100)
    began = office.clock.now()

    def away() -> None:
        if office.clock.now() < began + timedelta(minutes=1):
            raise NotNow("mail-server-unreachable")

    office.mailbox.answer = away  # type: ignore[method-assign]
    await office.for_seconds(59)
    assert (office.mailbox.sent, office.ledger.waiting) == ([], 100)
    await office.until_settled()
    assert len({message_id for message_id, _, _ in office.mailbox.sent}) == len(office.mailbox.sent) == 100
    assert office.clock.now() - began < timedelta(seconds=70)


async def test_a_message_that_is_deferred_again_and_again_is_given_up_with_its_reason_and_the_office_may_try_anew(
    office: Office,
) -> None:
    office.mailbox.troubles = [NotNow("mail-deferred", message=True)] * 10_000
    await office.for_seconds(4 * 24 * 3600, step=60)
    (notice,) = (one for one in office.ledger.notices.values() if not one.public)
    assert (notice.state, notice.reason) == ("failed", "given-up-mail-deferred")
    tries = 10_000 - len(office.mailbox.troubles)
    pauses = [event for event in office.notebook.events if isinstance(event, NoticePostponed)]
    assert 420 < tries < 450, "every ten minutes in three days"
    assert len(pauses) == notice.attempts == tries - 8, "what is tried again within half a minute is not written down"
    office.mailbox.troubles = []
    again = NoticeDecided(notice.notice_id, notice.campaign_id, "send", "office", office.clock.now())
    office.ledger.apply(again)
    await office.until_settled()
    assert (office.states, len(office.mailbox.sent)) == ({"sent"}, 1)


async def test_a_restart_keeps_to_a_pause_that_was_written_down(office: Office) -> None:
    office.mailbox.troubles = [NotNow("mail-deferred", message=True)] * 8
    while not office.notebook.events:
        office.clock.advance(timedelta(seconds=max(await office.courier.round(), 0.01)))
    restarted = office.new_courier()
    await restarted.round()
    assert office.mailbox.sent == []
    office.clock.advance(timedelta(seconds=33))
    await restarted.round()
    assert len(office.mailbox.sent) == 1


async def test_quiet_hours_of_the_pack_hold_notices_back_until_the_morning() -> None:
    office = Office()
    quiet = replace(facts.campaign(revision=2), quiet_from="10:00", quiet_until="12:30")
    office.ledger.apply(learned(quiet, "c2"))
    await office.for_seconds(3600, step=60)
    assert office.mailbox.sent == []
    await office.for_seconds(2 * 3600, step=60)
    assert len(office.mailbox.sent) == 1
    assert office.clock.now() >= datetime(2026, 11, 24, 4, 30, tzinfo=UTC)
