"""Entries as they come in, and what became of them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from intake.domain.co_authors import CoAuthor

Channel = Literal["web", "email", "letter", "unit"]
"""How an entry came (document 000, section 2): 网络投稿, 电子邮箱, 信件邮寄, 单位集中报送."""

LONGEST = {"phrase": 100, "explanation": 3000, "name": 60, "workplace": 120}
"""Characters that a field may have: what a page can show and a record can hold, far above the phrase's soft limit."""

Status = Literal["accepted", "replaced", "unchanged", "rejected"]

Hand = Literal["author", "unit", "office"]
"""Who changes an entry: its author, the unit that reported it, or the office."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What somebody hands in. Lives as long as one command: name, workplace and phone are sealed before the log.

    `received_on` is the day of the letter or mail; None means now. `unit_id` is the reporting unit, if one sent it.
    """

    phrase: str
    explanation: str
    name: str
    workplace: str
    phone: str
    channel: Channel
    co_authors: tuple[CoAuthor, ...] = ()
    received_on: date | None = None
    unit_id: str | None = None
    share: int | None = None
    """The author's own percentage, where he says so."""
    outlet: str | None = None
    """Code of the media outlet whose link led to the form."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one NewEntry. A rejected one has a stable `code` and neither entry nor receipt.

    `warnings` are stable codes too (`phrase-over-limit`): the entry stands, the office decides. `duplicate_of` is the
    earliest entry of the campaign with the same normalised text. A replaced one is an entry that was in, edited;
    `replaces` is the phrase that it had.
    """

    status: Status
    entry_id: str = ""
    receipt_no: str = ""
    han_count: int = 0
    warnings: tuple[str, ...] = ()
    duplicate_of: str | None = None
    code: str | None = None
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class FiledEntry:
    """An entry on its way to the log, personal data sealed. `phrase_key` is the normalised text."""

    entry_id: str
    receipt_no: str
    phrase: str
    phrase_key: str
    explanation: str
    han_count: int
    warnings: tuple[str, ...]
    channel: Channel
    author_ref: str
    unit_id: str | None
    received_at: datetime
    sealed_contact: str
    shares: tuple[int, ...] = ()
    """Percentages, the author's first; empty for one who wrote alone."""
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """What an edit puts in the place of what stood, personal data sealed."""

    phrase: str
    phrase_key: str
    explanation: str
    han_count: int
    warnings: tuple[str, ...]
    sealed_contact: str
    shares: tuple[int, ...] = ()


FileKind = Literal["pdf", "png", "jpeg", "docx"]


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that goes with an entry. `stored_as` names its sealed content where files are kept; `size` is in bytes."""

    file_id: str
    stored_as: str
    kind: FileKind
    size: int
    sealed_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Who withdrew an entry, when, and why; an author need not say why."""

    by: Hand
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it stands. `number` counts the accepted entries of its campaign from 1.

    `version` counts what was done to the entry itself; an edit names the one that it saw. `revision` counts what the
    public was told of it: an entry that comes to stand first because another one left has a new revision too.
    `former` are the texts that stood before, the oldest first.
    """

    filed: FiledEntry
    number: int
    duplicate_of: str | None
    version: int = 1
    revision: int = 1
    changed_at: datetime | None = None
    withdrawn: Withdrawal | None = None
    former: tuple[FiledEntry, ...] = ()
