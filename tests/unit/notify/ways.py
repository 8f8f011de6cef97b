"""Ways to the outside that keep what they are given, and can be told to fail."""

from notify.domain.ledger import Ledger, LogEvent
from notify.domain.wording import Message
from notify.handlers.ports import Contact, Promise, Unsealing


class Answering:
    """A port whose next answers can be set: exceptions are raised in turn, then it works."""

    def __init__(self) -> None:
        self.troubles: list[Exception] = []

    def answer(self) -> None:
        if self.troubles:
            raise self.troubles.pop(0)


class Phonebook(Answering):
    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Unsealing] = []

    async def unseal(self, asked: Unsealing) -> Contact:
        self.asked.append(asked)
        self.answer()
        return Contact(name="示例甲", phone="15400000001")


class Mailbox(Answering):
    name = "mailbox"
    promise: Promise = "at-least-once"

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[str, str, Message]] = []

    async def send(self, message_id: str, phone: str, message: Message) -> None:
        self.answer()
        self.sent.append((message_id, phone, message))


class Notebook(Answering):
    """A journal that folds what it records, as the log does."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__()
        self.ledger = ledger
        self.events: list[LogEvent] = []

    async def record(self, event: LogEvent) -> str | None:
        self.answer()
        self.events.append(event)
        return self.ledger.apply(event)
