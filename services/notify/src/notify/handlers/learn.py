"""From public events to notify's own log."""

from collections.abc import Callable, Sequence
from typing import Any

import orjson
from contracts import (
    CampaignPublished,
    ContestClosed,
    ContestOpened,
    EntryAwarded,
    EntryShortlisted,
    EntrySubmitted,
    Event,
    EventData,
    UnitReminded,
)
from contracts.envelope import type_of
from plumbing.identifiers import derived_id
from plumbing.records import Outgoing, Record
from plumbing.relay import Reject
from pydantic import ValidationError

from notify.domain import facts
from notify.domain.facts import (
    CampaignKnown,
    EntryListed,
    EntryReceived,
    Fact,
    PrizeGiven,
    UnitKnown,
    VoteCalled,
    VoteCertified,
)
from notify.domain.ledger import Learned, NewNotice
from notify.domain.table import drafts_of
from notify.handlers.journal import to_log


def _campaign(data: CampaignPublished) -> Fact:
    return CampaignKnown(
        campaign_id=data.campaign_id,
        revision=data.revision,
        title=data.title,
        title_en=data.title_en,
        issuers=data.issuers,
        opens_at=data.submissions_open_at,
        closes_at=data.submissions_close_at,
        approve=data.notices.approve,
        quiet_from=data.notices.quiet_from,
        quiet_until=data.notices.quiet_until,
        units=tuple(UnitKnown(one.unit_id, one.name, one.quota_min, one.quota_max) for one in data.units),
    )


def _received(data: EntrySubmitted) -> Fact:
    return EntryReceived(
        data.campaign_id, data.entry_id, data.phrase, data.author_ref, data.duplicate_of, data.version,
        data.withdrawn_at is not None, data.channel, data.unit_id, data.submitted_at,
    )  # fmt: skip


def _listed(data: EntryShortlisted) -> Fact:
    where = data.campaign_id, data.entry_id, data.tier
    return EntryListed(*where, data.phrase, data.author_ref, data.in_place_of)


def _prize(data: EntryAwarded) -> Fact:
    return PrizeGiven(
        campaign_id=data.campaign_id,
        entry_id=data.entry_id,
        tier=data.tier,
        phrase=data.phrase,
        author_ref=data.author_ref,
        amount=data.amount,
        certificate=data.certificate,
        souvenir=data.souvenir,
        issued_at=data.released_at,
    )


def _vote(data: ContestOpened) -> Fact:
    return VoteCalled(
        campaign_id=data.campaign_id,
        contest_id=data.contest_id,
        revision=data.revision,
        title=data.title,
        entries=len(data.entries),
        opens_at=data.opens_at,
        closes_at=data.closes_at,
    )


def _certified(data: ContestClosed) -> Fact:
    return VoteCertified(data.campaign_id, data.contest_id, data.counted, data.closed_at)


def _reminded(data: UnitReminded) -> Fact:
    return facts.UnitReminded(
        campaign_id=data.campaign_id,
        unit=data.unit,
        number=data.number,
        informant_ref=data.informant_ref,
        entries=data.entries,
        quota_min=data.quota_min,
        closes_at=data.submissions_close_at,
        unit_id=data.unit_id,
        quota_max=data.quota_max,
        written_at=data.written_at,
    )


FACTS: dict[type[EventData], Callable[[Any], Fact]] = {
    CampaignPublished: _campaign,
    EntrySubmitted: _received,
    EntryShortlisted: _listed,
    EntryAwarded: _prize,
    ContestOpened: _vote,
    ContestClosed: _certified,
    UnitReminded: _reminded,
}
BY_TYPE: dict[str, type[EventData]] = {data.type: data for data in FACTS}


def notice_id(event_id: str, kind: str, recipient: str) -> str:
    """Derived: the same event never tells the same person the same thing twice."""
    return derived_id("notice", event_id, kind, recipient)


def learn(event: Event[Any]) -> Learned:
    """What notify writes down of a public event: the fact, and the notices that the table makes of it."""
    fact = FACTS[type(event.data)](event.data)
    notices = tuple(
        NewNotice(notice_id(event.id, draft.kind, draft.recipient), draft.kind, draft.recipient, draft.words)
        for draft in drafts_of(fact)
    )
    return Learned(event_id=event.id, at=event.time, fact=fact, notices=notices)


def read_event(value: bytes) -> Event[Any]:
    """The public event of a record value; Reject on anything that is none of those notify reads."""
    try:
        decoded = orjson.loads(value)
    except orjson.JSONDecodeError as error:
        raise Reject("not-json") from error
    data = BY_TYPE.get(type_of(decoded)) if isinstance(decoded, dict) else None
    if data is None:
        raise Reject("unknown-type")
    try:
        return Event[data].model_validate(decoded)  # type: ignore[valid-type]
    except ValidationError as error:
        raise Reject("invalid-event") from error


def translate(record: Record) -> Sequence[Outgoing]:
    """One public record to one record of notify's log."""
    return [to_log(learn(read_event(record.value)))]
