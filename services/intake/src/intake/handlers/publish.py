"""From intake's log to public events. Whatever is published twice has the same id twice."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from contracts import (
    CONTENT_TYPE,
    ArticleRules,
    CampaignPublished,
    DecisionRules,
    EntrySubmitted,
    Event,
    EventData,
    NoticeRules,
    ObjectionRules,
    OrganisationAward,
    PanelRules,
    Prizes,
    RuleChange,
    ScreeningRules,
    SelectionRules,
    Tiers,
    Unit,
    VotingRules,
)
from contracts.topics import CAMPAIGN_PUBLISHED, ENTRY_SUBMITTED, Topic
from plumbing.identifiers import derived_id
from plumbing.records import Outgoing, Record

from intake.domain.amendments import RuleAmended
from intake.domain.entries import Entry
from intake.domain.events import CampaignCreated, DeadlineMoved, EntriesSubmitted
from intake.domain.fold import Verdict
from intake.domain.state import Campaign, State
from intake.handlers.journal import campaign_of, fold_into
from intake.handlers.publish_letters import published_letters

_CHAPTERS: dict[str, Any] = {
    "tiers": Tiers,
    "prizes": Prizes,
    "voting": VotingRules,
    "panel": PanelRules,
    "screening": ScreeningRules,
    "selection": SelectionRules,
    "decision": DecisionRules,
    "objections": ObjectionRules,
    "articles": ArticleRules,
    "organisation_award": OrganisationAward,
    "notices": NoticeRules,
}
"""The chapters of the rules, which have the same fields here and in public."""


def publishing_from(state: State) -> Callable[[Record], Sequence[Outgoing]]:
    """The step of the relay: folds a record into `state`, and says what is to be published for it."""
    fold = fold_into(state)

    def step(record: Record) -> Sequence[Outgoing]:
        verdict = fold(record)
        return () if verdict is None or verdict.answer != "new" else _published(state, verdict)

    return step


def _published(state: State, verdict: Verdict) -> Sequence[Outgoing]:
    event = verdict.event
    if isinstance(event, CampaignCreated | DeadlineMoved | RuleAmended):
        data = campaign_data(state.campaigns[event.campaign_id])
        event_id = derived_id(data.type, data.campaign_id, str(data.revision))
        return [_outgoing(CAMPAIGN_PUBLISHED, Event[CampaignPublished].of(data, id=event_id, time=event.at))]
    if isinstance(event, EntriesSubmitted):
        entries = [filing.entry for filing in verdict.filings if filing.accepted]
        return [_submitted(event.campaign_id, entry, event.at) for entry in entries]
    if verdict.letters:
        return published_letters(state.campaigns[campaign_of(event)], verdict.letters)
    return tuple(_submitted(campaign_of(event), entry, event.at) for entry in verdict.changed)


def campaign_data(campaign: Campaign) -> CampaignPublished:
    """The rules of a campaign as everyone may read them."""
    rules = campaign.rules
    return CampaignPublished(
        campaign_id=campaign.campaign_id,
        revision=campaign.revision,
        title=rules.title,
        title_en=rules.title_en,
        issuers=rules.issuers,
        submissions_open_at=rules.submissions_open_at,
        submissions_close_at=rules.submissions_close_at,
        phrase_limit=rules.phrase_limit,
        changes=tuple(RuleChange.model_validate(one, from_attributes=True) for one in campaign.changes),
        contacts_until=rules.retention.contacts_until,
        units=tuple(Unit.model_validate(unit, from_attributes=True) for unit in rules.units),
        **{name: one.model_validate(getattr(rules, name), from_attributes=True) for name, one in _CHAPTERS.items()},
    )


def _submitted(campaign_id: str, entry: Entry, at: datetime) -> Outgoing:
    """The entry of this revision; the first has the id that it had before there were others."""
    filed = entry.filed
    data = EntrySubmitted(
        campaign_id=campaign_id,
        entry_id=filed.entry_id,
        phrase=filed.phrase,
        explanation=filed.explanation,
        channel=filed.channel,
        author_ref=filed.author_ref,
        unit_id=filed.unit_id,
        submitted_at=filed.received_at,
        han_count=filed.han_count,
        duplicate_of=entry.duplicate_of,
        version=entry.revision,
        shares=filed.shares,
        outlet=filed.outlet,
        withdrawn_at=entry.withdrawn.at if entry.withdrawn else None,
    )
    later = (str(entry.revision),) if entry.revision > 1 else ()
    event_id = derived_id(data.type, campaign_id, filed.entry_id, *later)
    return _outgoing(ENTRY_SUBMITTED, Event[EntrySubmitted].of(data, id=event_id, time=at))


def _outgoing(topic: Topic, event: Event[EventData] | Event[CampaignPublished] | Event[EntrySubmitted]) -> Outgoing:
    campaign_id = str(event.data.model_dump()["campaign_id"])
    return Outgoing(topic.name, campaign_id, event.to_bytes(), content_type=CONTENT_TYPE)
