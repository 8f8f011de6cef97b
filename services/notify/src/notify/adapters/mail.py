"""SMTP as the channel: to a gateway that turns mail into text messages, or to a mailbox that a phone number has."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

import aiosmtplib

from notify.domain.wording import Message
from notify.handlers.ports import NotEver, NotNow, Promise

PERMANENT = 500
"""SMTP answers from here on are for good; 4xx means later."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over. `recipient` makes an address of a phone, as in `{phone}@sms.example`."""

    host: str
    port: int
    sender: str
    recipient: str
    username: str | None = None
    password: str | None = None
    start_tls: bool | None = None


class MailChannel:
    """Sends over a few kept connections.

    At least once: the server takes the message over at the end of DATA, and a crash between that and the record on
    our log sends it again. Message-ID is derived from the notice, so both copies have the same one.
    """

    name = "smtp"
    promise: Promise = "at-least-once"

    def __init__(self, server: MailServer, connections: int = 8) -> None:
        self._server = server
        self._free: asyncio.Queue[aiosmtplib.SMTP] = asyncio.Queue()
        for _ in range(connections):
            self._free.put_nowait(self._client())

    async def send(self, message_id: str, phone: str, message: Message) -> None:
        """Returns when the server has taken the message over."""
        mail = self._mail(message_id, phone, message)
        try:
            async with self._connection() as client:
                await client.send_message(mail)
        except aiosmtplib.SMTPRecipientsRefused as error:
            raise _refused([refusal.code for refusal in error.recipients]) from error
        except aiosmtplib.SMTPResponseException as error:
            raise _refused([error.code]) from error
        except (aiosmtplib.SMTPException, OSError) as error:
            raise NotNow("mail-server-unreachable") from error

    async def close(self) -> None:
        """Says goodbye on every open connection."""
        while not self._free.empty():
            client = self._free.get_nowait()
            if client.is_connected:
                client.close()

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[aiosmtplib.SMTP]:
        client = await self._free.get()
        try:
            if not client.is_connected:
                await client.connect()
            yield client
        except (aiosmtplib.SMTPException, OSError):
            client.close()
            client = self._client()
            raise
        finally:
            self._free.put_nowait(client)

    def _client(self) -> aiosmtplib.SMTP:
        server = self._server
        return aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            username=server.username,
            password=server.password,
            start_tls=server.start_tls,
            timeout=10,
        )

    def _mail(self, message_id: str, phone: str, message: Message) -> EmailMessage:
        mail = EmailMessage(policy=SMTP)
        mail["From"] = self._server.sender
        mail["To"] = self._server.recipient.replace("{phone}", phone)
        mail["Subject"] = message.subject
        mail["Message-ID"] = f"<{message_id}@{self._server.sender.rpartition('@')[2]}>"
        mail.set_content(message.text)
        return mail


def _refused(codes: list[int]) -> NotNow | NotEver:
    if all(code >= PERMANENT for code in codes):
        return NotEver("mail-refused")
    return NotNow("mail-deferred", message=True)
