"""Which event tells whom what: the whole table, in one place.

| event             | case                    | told to   | notice                                    |
|-------------------|-------------------------|-----------|-------------------------------------------|
| entry-submitted   | first of its text       | author    | entry-received                            |
| entry-submitted   | text stood before       | author    | entry-repeated                            |
| entry-submitted   | later, withdrawn        | author    | entry-withdrawn                           |
| entry-submitted   | later, otherwise        | nobody    |                                           |
| entry-shortlisted | each tier               | author    | shortlisted-{tier}                        |
| entry-awarded     | money or certificate    | author    | awarded (amount, certificate number)      |
| entry-awarded     | souvenir alone          | author    | souvenir                                  |
| entry-awarded     | nothing of the three    | nobody    |                                           |
| campaign-published| first revision, later   | everyone  | campaign-published, campaign-changed      |
| contest-opened    | first revision, later   | everyone  | contest-opened, contest-changed           |
| contest-closed    |                         | everyone  | contest-closed                            |
| unit-reminded     | the unit has an informant | informant | unit-reminded                           |
| unit-reminded     | it has none             | nobody    |                                           |
| bulletin          | public: issued, corrected, withdrawn | everyone | bulletin-issued, -corrected, -withdrawn |
| bulletin          | internal                | nobody    |                                           |
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from notify.domain.bulletin_events import BulletinCorrected, BulletinEvent, BulletinIssued, BulletinWithdrawn
from notify.domain.bulletins import Bulletin
from notify.domain.certificates import certificate_number
from notify.domain.facts import (
    CampaignKnown,
    EntryListed,
    EntryReceived,
    Fact,
    PrizeGiven,
    UnitReminded,
    VoteCalled,
    VoteCertified,
)
from notify.domain.notices import EVERYONE, Draft, Kind


def _received(fact: EntryReceived) -> list[Draft]:
    """Identical texts: the earliest received stands, the others are linked to it and told so (document 000).

    Whoever edits his entry sees what became of it; that it was withdrawn is told, since somebody else may have done so.
    """
    if fact.version > 1:
        return [Draft("entry-withdrawn", fact.author_ref, {"phrase": fact.phrase})] if fact.withdrawn else []
    kind: Kind = "entry-received" if fact.duplicate_of is None else "entry-repeated"
    return [Draft(kind, fact.author_ref, {"phrase": fact.phrase})]


SHORTLISTED: dict[str, Kind] = {
    "finalist": "shortlisted-finalist",
    "nominee": "shortlisted-nominee",
    "excellent": "shortlisted-excellent",
    "winner": "shortlisted-winner",
}


def _listed(fact: EntryListed) -> list[Draft]:
    return [Draft(SHORTLISTED[fact.tier], fact.author_ref, {"phrase": fact.phrase})]


def _prize(fact: PrizeGiven) -> list[Draft]:
    """Prizes and certificates for 中选, 优秀, 提名; a souvenir for 入围 (document 000, prizes)."""
    words = {"phrase": fact.phrase, "tier": fact.tier}
    if fact.amount or fact.certificate:
        number = certificate_number(fact) if fact.certificate else ""
        return [Draft("awarded", fact.author_ref, {**words, "amount": str(fact.amount), "number": number})]
    return [Draft("souvenir", fact.author_ref, words)] if fact.souvenir else []


def _campaign(fact: CampaignKnown) -> list[Draft]:
    """Extending a deadline is an event with a public notice (document 000, calendar)."""
    kind: Kind = "campaign-published" if fact.revision == 1 else "campaign-changed"
    words = {"opens_at": _stamp(fact.opens_at), "closes_at": _stamp(fact.closes_at), "issuers": "、".join(fact.issuers)}
    return [Draft(kind, EVERYONE, words)]


def _vote(fact: VoteCalled) -> list[Draft]:
    kind: Kind = "contest-opened" if fact.revision == 1 else "contest-changed"
    words = {"contest": fact.title, "contest_id": fact.contest_id, "entries": str(fact.entries)}
    return [Draft(kind, EVERYONE, {**words, "opens_at": _stamp(fact.opens_at), "closes_at": _stamp(fact.closes_at)})]


def _certified(fact: VoteCertified) -> list[Draft]:
    words = {"contest_id": fact.contest_id, "counted": str(fact.counted), "closed_at": _stamp(fact.closed_at)}
    return [Draft("contest-closed", EVERYONE, words)]


def _reminded(fact: UnitReminded) -> list[Draft]:
    """提醒函: under and over are shown and chased, never a refusal (document 000, section 2)."""
    if fact.informant_ref is None:
        return []
    words = {"unit": fact.unit, "letter": str(fact.number), "entries": str(fact.entries)}
    asked = "" if fact.quota_min is None else str(fact.quota_min)
    return [Draft("unit-reminded", fact.informant_ref, {**words, "asked": asked, "closes_at": _stamp(fact.closes_at)})]


TABLE: dict[type, Callable[[Any], list[Draft]]] = {
    EntryReceived: _received,
    EntryListed: _listed,
    PrizeGiven: _prize,
    CampaignKnown: _campaign,
    VoteCalled: _vote,
    VoteCertified: _certified,
    UnitReminded: _reminded,
}


def drafts_of(fact: Fact) -> list[Draft]:
    """The notices that `fact` leads to. The same fact gives the same notices, for ever."""
    return TABLE[type(fact)](fact)


BULLETINS: dict[type, Kind] = {
    BulletinIssued: "bulletin-issued",
    BulletinCorrected: "bulletin-corrected",
    BulletinWithdrawn: "bulletin-withdrawn",
}


def draft_of_bulletin(event: BulletinEvent, bulletin: Bulletin) -> Draft:
    """What everyone is told of a public bulletin. Told twice it is the same notice: an edition comes out once."""
    words = {"bulletin": bulletin.kind, "issue": str(bulletin.number), "headline": bulletin.current.words.title}
    reason = "" if isinstance(event, BulletinIssued) else event.reason.rstrip("。. ")
    return Draft(BULLETINS[type(event)], EVERYONE, {**words, "reason": reason})


def _stamp(moment: datetime) -> str:
    return moment.isoformat()
