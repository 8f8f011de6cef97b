"""The demo catcher: what would have gone to phones, shown on a page. Memory of the HTTP process only."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

import httpx2
from plumbing.clock import Clock

from notify.domain.masking import mask_phone
from notify.domain.wording import Message
from notify.handlers.ports import NotNow, Promise

KEEPS = 4000
"""Messages; a rehearsal sends about 900, a flood of codes 3,000 in a minute. Roughly 2 MB."""
OUTBOX_ROUTE = "/internal/v1/outbox"


@dataclass(frozen=True, slots=True)
class Caught:
    """One message as the page shows it: the phone is masked before it gets here."""

    message_id: str
    phone: str
    subject: str
    text: str
    at: datetime


class Catcher:
    """The newest messages, each message id once. Gone with the process, as a demo's catcher may be."""

    name = "catcher"
    promise: Promise = "at-least-once"

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._caught: OrderedDict[str, Caught] = OrderedDict()

    async def send(self, message_id: str, phone: str, message: Message) -> None:
        """The channel port, for what is sent from this process: one-time codes."""
        self.catch(message_id, mask_phone(phone), message)

    def catch(self, message_id: str, masked: str, message: Message) -> None:
        """Keeps a message; one that is there already stays as it is."""
        if message_id in self._caught:
            return
        self._caught[message_id] = Caught(message_id, masked, message.subject, message.text, self._clock.now())
        if len(self._caught) > KEEPS:
            self._caught.popitem(last=False)

    def newest(self, limit: int, phone: str = "") -> list[Caught]:
        """The newest first; with `phone`, those to phones that look the same when masked."""
        wanted = mask_phone(phone) if phone else ""
        found = [caught for caught in reversed(self._caught.values()) if wanted in ("", caught.phone)]
        return found[:limit]

    def __len__(self) -> int:
        return len(self._caught)


class RemoteCatcher:
    """The channel of the relay process in the demo: posts to the catcher over HTTP, masked on this side."""

    name = "catcher"
    promise: Promise = "at-least-once"

    def __init__(self, client: httpx2.AsyncClient) -> None:
        self._client = client

    async def send(self, message_id: str, phone: str, message: Message) -> None:
        """The catcher keeps a message id once, so a repeat after a crash is not seen twice."""
        body = {
            "message_id": message_id,
            "phone": mask_phone(phone),
            "subject": message.subject,
            "text": message.text,
        }
        try:
            response = await self._client.post(OUTBOX_ROUTE, json=body)
        except httpx2.TransportError as error:
            raise NotNow("catcher-unreachable") from error
        if response.status_code != 204:
            raise NotNow(f"catcher-answered-{response.status_code}")
