"""What intake writes down. Every class is one kind of record on intake-log; `what` tells them apart.

Nothing here says who somebody is: `author_ref` is a pseudonym, `sealed` is ciphertext that only the author's key opens.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from intake.domain.accounts import Account
from intake.domain.amendments import RuleAmended
from intake.domain.entries import AttachedFile, FiledEntry, Hand, Wording
from intake.domain.rules import Rules
from intake.domain.unit_events import UnitEvent

Erasure = Literal["request", "office", "retention"]


@dataclass(frozen=True, slots=True)
class CampaignCreated:
    """The office opened a campaign. `request` is a digest of what was asked for: the same again changes nothing."""

    campaign_id: str
    rules: Rules
    request: str
    actor: str
    at: datetime
    what: Literal["campaign-created"] = "campaign-created"


@dataclass(frozen=True, slots=True)
class DeadlineMoved:
    """The office moved the end of submissions (the real campaign did): a new revision of the rules."""

    campaign_id: str
    submissions_close_at: datetime
    actor: str
    at: datetime
    reason: str = ""
    what: Literal["deadline-moved"] = "deadline-moved"


@dataclass(frozen=True, slots=True)
class AccountCreated:
    """A member of staff got an account."""

    account: Account
    actor: str
    at: datetime
    what: Literal["account-created"] = "account-created"


@dataclass(frozen=True, slots=True)
class CitizenKnown:
    """A citizen proved that the phone is his; it is kept sealed, to be put on his entries."""

    author_ref: str
    sealed: str
    at: datetime
    what: Literal["citizen-known"] = "citizen-known"


@dataclass(frozen=True, slots=True)
class EntriesSubmitted:
    """A batch of entries came in together: one from the web, a whole 汇总表 from a unit."""

    campaign_id: str
    entries: tuple[FiledEntry, ...]
    actor: str
    at: datetime
    late_code: str = ""
    """The digest of the code that a late entry came with."""
    what: Literal["entries-submitted"] = "entries-submitted"


@dataclass(frozen=True, slots=True)
class LateCodeIssued:
    """The office will let one late entry in. `digest` is keyed: nobody reads the code from it."""

    campaign_id: str
    digest: str
    unit_id: str | None
    expires_at: datetime
    actor: str
    at: datetime
    what: Literal["late-code-issued"] = "late-code-issued"


@dataclass(frozen=True, slots=True)
class EntryEdited:
    """An entry was put in other words. `replaces` is the version that the editor saw; `known_as` the identifier that
    the new text would have had by itself, so that handing it in again is the same entry.
    """

    campaign_id: str
    entry_id: str
    replaces: int
    wording: Wording
    known_as: str
    by: Hand
    actor: str
    at: datetime
    what: Literal["entry-edited"] = "entry-edited"


@dataclass(frozen=True, slots=True)
class EntryWithdrawn:
    """An entry was taken back."""

    campaign_id: str
    entry_id: str
    replaces: int
    by: Hand
    reason: str
    actor: str
    at: datetime
    what: Literal["entry-withdrawn"] = "entry-withdrawn"


@dataclass(frozen=True, slots=True)
class EntryRestored:
    """A withdrawal was taken back."""

    campaign_id: str
    entry_id: str
    replaces: int
    by: Hand
    actor: str
    at: datetime
    what: Literal["entry-restored"] = "entry-restored"


@dataclass(frozen=True, slots=True)
class FileAttached:
    """A file was put with an entry."""

    campaign_id: str
    entry_id: str
    file: AttachedFile
    by: Hand
    actor: str
    at: datetime
    what: Literal["file-attached"] = "file-attached"


@dataclass(frozen=True, slots=True)
class FileRemoved:
    """A file was taken away from an entry."""

    campaign_id: str
    entry_id: str
    file_id: str
    by: Hand
    actor: str
    at: datetime
    what: Literal["file-removed"] = "file-removed"


@dataclass(frozen=True, slots=True)
class ContactUnsealed:
    """Somebody is about to be told a name and a phone: who asked for whose, and why."""

    campaign_id: str
    author_ref: str
    purpose: str
    reference: str
    actor: str
    at: datetime
    what: Literal["contact-unsealed"] = "contact-unsealed"


@dataclass(frozen=True, slots=True)
class ContactErased:
    """An author's keys were destroyed: what was sealed with them stays closed for ever. `why`: he asked for it, the
    office decided it, or the campaign's retention date came.
    """

    author_ref: str
    actor: str
    at: datetime
    why: Erasure = "request"
    what: Literal["contact-erased"] = "contact-erased"


LogEvent = (
    CampaignCreated
    | DeadlineMoved
    | RuleAmended
    | AccountCreated
    | CitizenKnown
    | EntriesSubmitted
    | LateCodeIssued
    | EntryEdited
    | EntryWithdrawn
    | EntryRestored
    | FileAttached
    | FileRemoved
    | ContactUnsealed
    | ContactErased
    | UnitEvent
)
