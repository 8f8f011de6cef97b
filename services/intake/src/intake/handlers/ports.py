"""What intake's use cases ask of the world."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from plumbing.callers import Caller
from plumbing.language import Language

from intake.domain.entries import FileKind
from intake.domain.events import LogEvent
from intake.domain.fold import Verdict
from intake.domain.mail import Mail
from intake.domain.rules import Rules, Unit
from intake.domain.sheet_book import Book
from intake.domain.sheet_remarks import Remark
from intake.domain.sheet_table import Table


class Log(Protocol):
    """The service's own log."""

    async def append(self, event: LogEvent) -> Verdict:
        """Writes the event and returns what the fold says of it. Problem 503 `outcome-unknown`."""
        ...


class Vault(Protocol):
    """Seals personal data with a key of its own per author."""

    async def seal(self, author_ref: str, text: str) -> str:
        """Ciphertext in base64 that only this author's key opens."""
        ...

    def open(self, author_ref: str, sealed: str) -> str | None:
        """What was sealed; None when the author's key is gone."""
        ...

    async def seal_file(self, author_ref: str, content: bytes) -> bytes:
        """The same for the content of a file."""
        ...

    def open_file(self, author_ref: str, sealed: bytes) -> bytes | None:
        """What was sealed; None when the author's key is gone."""
        ...

    def holds(self, author_ref: str) -> bool:
        """Whether the author's key is there."""
        ...

    async def erase(self, author_ref: str) -> None:
        """Destroys the author's key."""
        ...


class Passwords(Protocol):
    """Slow hashes."""

    async def hash(self, password: str) -> str:
        """The hash to be kept."""
        ...

    async def verify(self, kept: str, password: str) -> bool:
        """Whether the password is the one that was hashed."""
        ...


@dataclass(frozen=True, slots=True)
class TooSoon(Exception):  # noqa: N818 - it is an answer, not an error of ours
    """No further code yet: ask again after so many seconds."""

    seconds: int


@dataclass(frozen=True, slots=True)
class CallerTooSoon(Exception):  # noqa: N818 - it is an answer, not an error of ours
    """Too much from this address or this device: ask again after so many seconds."""

    seconds: int


@dataclass(frozen=True, slots=True)
class CodesExhausted(Exception):  # noqa: N818 - it is an answer, not an error of ours
    """So many codes were asked for by everybody together that no more are paid for: again after so many seconds."""

    seconds: int


class Codes(Protocol):
    """One-time codes, kept as hashes for five minutes."""

    async def issue(self, ref: str, caller: Caller) -> str:
        """A new code of six digits. Raises TooSoon (1 a minute, 5 an hour, 10 a day), CallerTooSoon, CodesExhausted."""
        ...

    async def check(self, ref: str, code: str) -> bool:
        """Whether it is the code; a right one is used up, five wrong ones void it."""
        ...

    async def attempt(self, ref: str | None, caller: Caller) -> None:
        """Counts an attempt to sign in; with a password, for the username too.

        Raises TooSoon after ten passwords within a quarter of an hour, CallerTooSoon.
        """
        ...

    async def forgive(self, ref: str) -> None:
        """The password was right: the count of attempts begins anew."""
        ...


class Carrier(Protocol):
    """Carries a one-time code to a phone (the one call from intake to notify)."""

    async def carry(self, phone: str, code: str, language: str) -> None:
        """Hands it over. Problem 503 `codes-unavailable`, 422 `phone-refused`."""
        ...


class Packs(Protocol):
    """The campaign packs on the shelf."""

    def names(self) -> Sequence[str]:
        """What can be loaded."""
        ...

    def load(self, name: str) -> Rules:
        """The rules of a pack. Raises KeyError (no such pack) or domain.pack.PackError."""
        ...


class FileFault(Exception):  # noqa: N818 - it is an answer, not an error of ours
    """A file that is not kept, and why, as a code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class FilesUnavailable(Exception):  # noqa: N818 - the sender is told to try again
    """Where files are kept does not answer."""


class Inspector(Protocol):
    """Looks into a file before it is kept."""

    async def kind_of(self, content: bytes) -> FileKind:
        """What it is by its content. Raises FileFault: `file-type-unsupported`, `file-damaged`, `file-encrypted`,
        `file-unsafe`, `file-expands-too-much`.
        """
        ...


class DraftsUnavailable(Exception):  # noqa: N818 - the author is told to try again
    """Where drafts are kept does not answer."""


class Drafts(Protocol):
    """What a citizen has begun to write: may be lost, and is sealed."""

    async def keep(self, campaign_id: str, author_ref: str, sealed: str) -> None:
        """Keeps the draft; the one before gives way. Raises DraftsUnavailable."""
        ...

    async def find(self, campaign_id: str, author_ref: str) -> str | None:
        """The draft, or None. Raises DraftsUnavailable."""
        ...

    async def drop(self, campaign_id: str, author_ref: str) -> None:
        """Forgets the draft. Raises DraftsUnavailable."""
        ...


class MailBox(Protocol):
    """Reads mails that are dropped in as files."""

    async def read(self, content: bytes) -> Mail:
        """What the mail says. Raises FileFault `file-damaged` or `file-expands-too-much`."""
        ...


class Files(Protocol):
    """Where files are kept, by name."""

    async def put(self, name: str, content: bytes) -> None:
        """Keeps a file. The same again changes nothing. Raises FilesUnavailable."""
        ...

    async def get(self, name: str) -> bytes | None:
        """The content; None when there is no such file. Raises FilesUnavailable."""
        ...


class SheetFiles(Protocol):
    """汇总表 files, read and written off the event loop."""

    async def read(self, content: bytes) -> Sequence[Table]:
        """The worksheets of an .xlsx, .xls or .csv, hidden ones marked. Raises SheetError, nothing else."""
        ...

    async def returned(self, book: Book, remarks: Sequence[Remark], language: Language) -> bytes:
        """The unit's own sheet with the remarks in an extra column, as an .xlsx."""
        ...

    async def form(self, rules: Rules, unit: Unit) -> bytes:
        """The blank 汇总表 of a unit, as an .xlsx."""
        ...
