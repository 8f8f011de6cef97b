"""What notify learns from the other services, in its own words. One class a public event."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Tier = Literal["finalist", "nominee", "excellent", "winner"]


@dataclass(frozen=True, slots=True)
class UnitKnown:
    """A reporting unit and its soft quota; an absent bound is 不限."""

    unit_id: str
    name: str
    quota_min: int | None = None
    quota_max: int | None = None


@dataclass(frozen=True, slots=True)
class CampaignKnown:
    """A campaign's rules were published, or published again; the highest revision holds.

    `approve` names the kinds of notices that the office approves before they go out; no telephone rings from
    `quiet_from` until `quiet_until` (HH:MM in Beijing, empty: no quiet hours).
    """

    campaign_id: str
    revision: int
    title: str
    title_en: str
    issuers: tuple[str, ...]
    opens_at: datetime
    closes_at: datetime
    approve: tuple[str, ...] = ()
    quiet_from: str = ""
    quiet_until: str = ""
    units: tuple[UnitKnown, ...] = ()
    what: Literal["campaign-known"] = "campaign-known"


@dataclass(frozen=True, slots=True)
class EntryReceived:
    """An entry was accepted, or has changed since (a higher version); `duplicate_of` names the earlier entry with the
    same text, which stands. What was learned before bulletins counted it has no `channel` and no `submitted_at`.
    """

    campaign_id: str
    entry_id: str
    phrase: str
    author_ref: str
    duplicate_of: str | None
    version: int = 1
    withdrawn: bool = False
    channel: str = ""
    unit_id: str | None = None
    submitted_at: datetime | None = None
    what: Literal["entry-received"] = "entry-received"


@dataclass(frozen=True, slots=True)
class EntryListed:
    """An entry reached a tier; `in_place_of` is the entry that left it, if one did."""

    campaign_id: str
    entry_id: str
    tier: Tier
    phrase: str
    author_ref: str
    in_place_of: str | None = None
    what: Literal["entry-listed"] = "entry-listed"


@dataclass(frozen=True, slots=True)
class PrizeGiven:
    """An entry's prize is final: money, certificate, souvenir, or several of them."""

    campaign_id: str
    entry_id: str
    tier: Tier
    phrase: str
    author_ref: str
    amount: int
    certificate: bool
    souvenir: bool
    issued_at: datetime
    what: Literal["prize-given"] = "prize-given"


@dataclass(frozen=True, slots=True)
class VoteCalled:
    """The terms of a public vote were published, or changed (a higher revision)."""

    campaign_id: str
    contest_id: str
    revision: int
    title: str
    entries: int
    opens_at: datetime
    closes_at: datetime
    what: Literal["vote-called"] = "vote-called"


@dataclass(frozen=True, slots=True)
class VoteCertified:
    """The result of a public vote is final."""

    campaign_id: str
    contest_id: str
    counted: int
    closed_at: datetime
    what: Literal["vote-certified"] = "vote-certified"


@dataclass(frozen=True, slots=True)
class UnitReminded:
    """The office wrote to a reporting unit that is short of its quota; without an informant nobody is told. What was
    learned before letters were set as PDF has no `unit_id` and no `written_at`.
    """

    campaign_id: str
    unit: str
    number: int
    informant_ref: str | None
    entries: int
    quota_min: int | None
    closes_at: datetime
    unit_id: str = ""
    quota_max: int | None = None
    written_at: datetime | None = None
    what: Literal["unit-reminded"] = "unit-reminded"


Fact = CampaignKnown | EntryReceived | EntryListed | PrizeGiven | VoteCalled | VoteCertified | UnitReminded
