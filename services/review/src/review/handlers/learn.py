"""From public events to review's own log."""

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import orjson
from contracts import CampaignPublished, ContestClosed, EntrySubmitted, Event, EventData
from contracts.envelope import type_of
from plumbing.records import Outgoing, Record
from plumbing.relay import Reject
from pydantic import ValidationError

from review.domain.contest_terms import Rules as VotingTerms
from review.domain.events import CampaignLearned, EntryReceived
from review.domain.fold import LogEvent
from review.domain.organisation import OrganisationRules
from review.domain.prizes import Amounts
from review.domain.reasons import USUAL, Reason
from review.domain.rules import Rules, Unit
from review.domain.scores import Weights
from review.domain.selection_events import ContestCertified, Tally
from review.domain.selection_rules import CompositeRules, ObjectionRules, PanelRules, PrizeRules, SelectionRules
from review.handlers.journal import to_log


def _campaign(data: CampaignPublished, at: datetime) -> LogEvent:
    weights = data.organisation_award.weights
    rules = Rules(
        revision=data.revision,
        title=data.title,
        title_en=data.title_en,
        finalists=data.tiers.finalist,
        phrase_limit=data.phrase_limit,
        selection=_selection_rules(data),
        two_person=data.screening.two_person,
        reasons=tuple(Reason(one.code, one.zh, one.en) for one in data.screening.reasons) or USUAL,
        reviews=data.articles.reviews,
        units=tuple(Unit(unit.unit_id, unit.name, unit.group, unit.parent, unit.quota_min) for unit in data.units),
        organisation=OrganisationRules(
            data.organisation_award.places,
            *(_decimal(weight) for weight in (weights.fill, weights.passed, weights.finalist)),
        ),
    )
    return CampaignLearned(data.campaign_id, rules, at)


def _selection_rules(data: CampaignPublished) -> SelectionRules:
    """Weights go through their decimal text: 0.4 means four tenths, not the nearest binary fraction."""
    panel, voting, prizes = data.panel, data.voting, data.prizes
    return SelectionRules(
        nominees=data.tiers.nominee,
        excellent=data.tiers.excellent,
        weights=Weights(_decimal(panel.political), _decimal(panel.guidance), _decimal(panel.form)),
        public_weight=_decimal(voting.public_weight),
        voting=VotingTerms(voting.choices_min, voting.choices_max, voting.period),
        amounts=Amounts(prizes.winner, prizes.excellent, prizes.nominee, prizes.finalist),
        reading=prizes.reading,
        panel=PanelRules(panel.method, panel.trim, panel.judges_each),
        composite=CompositeRules(voting.normalisation, voting.cap),
        alternates=data.selection.alternates,
        finalists_by=data.selection.finalists_by,
        signers=data.decision.signers,
        objections=ObjectionRules(data.objections.days, data.objections.answer_days),
        prizes=PrizeRules(prizes.same_author, prizes.co_authors, prizes.withdrawn_winner),
    )


def _entry(data: EntrySubmitted, at: datetime) -> LogEvent:
    return EntryReceived(
        campaign_id=data.campaign_id,
        entry_id=data.entry_id,
        phrase=data.phrase,
        explanation=data.explanation,
        channel=data.channel,
        author_ref=data.author_ref,
        unit_id=data.unit_id,
        submitted_at=data.submitted_at,
        han_count=data.han_count,
        duplicate_of=data.duplicate_of,
        at=at,
        version=data.version,
        withdrawn_at=data.withdrawn_at,
        outlet=data.outlet,
        shares=data.shares,
    )


def _certified(data: ContestClosed, _at: datetime) -> LogEvent:
    return ContestCertified(
        campaign_id=data.campaign_id,
        contest_id=data.contest_id,
        counted=data.counted,
        refused=data.refused,
        tallies=(
            *(Tally(result.entry_id, result.votes) for result in data.results),
            *(Tally(gone.entry_id, gone.votes) for gone in data.withdrawn),
        ),
        closed_at=data.closed_at,
    )


def _decimal(weight: float) -> Decimal:
    return Decimal(str(weight))


LEARNED: dict[type[EventData], Callable[[Any, datetime], LogEvent]] = {
    CampaignPublished: _campaign,
    EntrySubmitted: _entry,
    ContestClosed: _certified,
}
BY_TYPE: dict[str, type[EventData]] = {data.type: data for data in LEARNED}


def translate(record: Record) -> Sequence[Outgoing]:
    """One public record to one record of review's log."""
    event = _read(record.value)
    return [to_log(LEARNED[type(event.data)](event.data, event.time))]


def _read(value: bytes) -> Event[Any]:
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
