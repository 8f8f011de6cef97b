"""The mail channel on a real connection."""

import asyncio
import base64
import threading
from collections.abc import AsyncIterator, Callable
from email import message_from_string

import pytest
from notify.adapters.mail import MailChannel, MailServer
from notify.domain.ledger import Ledger
from notify.domain.wording import Message
from notify.handlers.deliver import Courier, Ways
from notify.handlers.ports import NotEver, NotNow
from plumbing.clock import SystemClock

from tests.integration.notify.smtp_server import MailServerStub
from tests.unit.notify import facts
from tests.unit.notify.ledger_feed import learned
from tests.unit.notify.ways import Notebook, Phonebook

MESSAGE = Message("作品已收到", "您的作品“山海相拥”已收到。")


@pytest.fixture
async def server() -> AsyncIterator[MailServerStub]:
    async with MailServerStub().listening() as listening:
        yield listening


def channel_to(port: int, connections: int = 2) -> MailChannel:
    there = MailServer("127.0.0.1", port, sender="zhengji@city.example", recipient="{phone}@sms.example")
    return MailChannel(there, connections)


async def test_a_message_goes_to_the_address_of_the_phone(server: MailServerStub) -> None:
    channel = channel_to(server.port)
    await channel.send("abc123", "15400000001", MESSAGE)
    await channel.close()
    mail = message_from_string(server.mails[0])
    body = mail.get_payload()
    assert (mail["To"], mail["Message-ID"]) == ("15400000001@sms.example", "<abc123@city.example>")
    assert isinstance(body, str)
    assert base64.b64decode(body).decode().strip() == MESSAGE.text


async def test_connections_are_kept(server: MailServerStub) -> None:
    channel = channel_to(server.port)
    await asyncio.gather(*(channel.send(f"m{index}", "15400000001", MESSAGE) for index in range(40)))
    await channel.close()
    assert len(server.mails) == 40
    assert server.connections <= 2


async def test_a_refused_phone_is_refused_for_good_and_the_next_message_goes_out(server: MailServerStub) -> None:
    server.answers["RCPT"] = ["550 no such mailbox"]
    channel = channel_to(server.port, connections=1)
    with pytest.raises(NotEver, match="mail-refused"):
        await channel.send("m1", "15400000001", MESSAGE)
    await channel.send("m2", "15400000002", MESSAGE)
    await channel.close()
    assert len(server.mails) == 1


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
async def test_what_the_server_defers_is_for_later(server: MailServerStub, command: str) -> None:
    server.answers[command] = ["451 try again"]
    channel = channel_to(server.port)
    with pytest.raises(NotNow, match="mail-deferred"):
        await channel.send("m1", "15400000001", MESSAGE)
    await channel.close()


async def test_without_a_server_it_is_for_later_and_then_works() -> None:
    stub = MailServerStub()
    async with stub.listening():
        pass
    channel = channel_to(stub.port)
    with pytest.raises(NotNow, match="mail-server-unreachable"):
        await channel.send("m1", "15400000001", MESSAGE)
    async with stub.listening():
        await channel.send("m1", "15400000001", MESSAGE)
        await channel.close()
    assert len(stub.mails) == 1


async def test_a_server_that_is_away_loses_nothing_and_doubles_nothing() -> None:
    """A port that is closed and then opens; the whole minute is simulated in tests/unit/notify/test_courier.py."""
    stub, ledger, stop = MailServerStub(), Ledger(), threading.Event()
    async with stub.listening():
        pass
    ledger.apply(learned(facts.campaign(), "c1"))
    for index in range(40):
        ledger.apply(learned(facts.received(entry_id=f"e{index}"), f"r{index}"))
    channel, phonebook = channel_to(stub.port), Phonebook()
    ways = Ways(phonebook, channel, Notebook(ledger))
    running = asyncio.create_task(Courier(ledger, ways, SystemClock(), "https://z.example").run(stop))
    await until(lambda: len(phonebook.asked) > 34)
    assert (stub.mails, ledger.waiting) == ([], 40)
    async with stub.listening():
        await until(lambda: ledger.waiting == 0)
        stop.set()
        await running
        await channel.close()
    found = [message_from_string(mail)["Message-ID"] for mail in stub.mails]
    assert len(found) == len(set(found)) == 40


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not holds():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.02)
