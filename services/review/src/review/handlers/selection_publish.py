"""From the steps of the selection to public events; nothing is told of panel, scores and refinements."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from contracts import ContestOpened, EntryAwarded
from contracts.contest import Candidate, TermsChange
from contracts.entry import Tier
from contracts.topics import CONTEST_OPENED, ENTRY_AWARDED
from plumbing.records import Outgoing

from review.domain.contest_terms import Terms
from review.domain.decision_events import DecisionCountersigned, WinnerAnnounced
from review.domain.fold import Accepted
from review.domain.outcome import decision_for
from review.domain.prizes import Prize
from review.domain.scores import shown
from review.domain.selection_events import (
    AwardsReleased,
    ContestCalled,
    ContestChanged,
    ExcellentCut,
    NomineesCut,
    WinnerDecided,
)
from review.domain.state import Campaign
from review.handlers.publish import public, publishes
from review.handlers.shortlist import reached, shortlisted

Place = dict[str, int | str]
"""Rank and score, where a list has an order."""


@publishes(NomineesCut)
def nominees(campaign: Campaign, event: NomineesCut, _verdict: Accepted) -> Sequence[Outgoing]:
    """The nominees in the order of the cut, with rank and score."""
    return [
        _listed(campaign, one.entry_id, "nominee", event.at, {"rank": one.rank, "score": str(shown(one.mean.total))})
        for one in campaign.selection.nominees
    ]


@publishes(ExcellentCut)
def excellent(campaign: Campaign, event: ExcellentCut, _verdict: Accepted) -> Sequence[Outgoing]:
    """The excellent works, with rank and composite."""
    return [_excellent_work(campaign, entry_id, event.at) for entry_id in campaign.selection.excellent]


@publishes(WinnerDecided)
def decided(campaign: Campaign, event: WinnerDecided, _verdict: Accepted) -> Sequence[Outgoing]:
    """The winner, where one signature is enough and no minute was stated."""
    return _seal_opened(campaign, event.at)


@publishes(DecisionCountersigned)
def countersigned(campaign: Campaign, event: DecisionCountersigned, _verdict: Accepted) -> Sequence[Outgoing]:
    """The winner, where this was the last signature and no later minute was stated."""
    return _seal_opened(campaign, event.at)


@publishes(WinnerAnnounced)
def announced(campaign: Campaign, event: WinnerAnnounced, _verdict: Accepted) -> Sequence[Outgoing]:
    """The winner, at the stated minute."""
    return _seal_opened(campaign, event.at)


@publishes(ContestCalled)
def contest_called(campaign: Campaign, event: ContestCalled, _verdict: Accepted) -> Sequence[Outgoing]:
    """The terms of the vote, revision 1."""
    return _terms(campaign, event.at)


@publishes(ContestChanged)
def contest_changed(campaign: Campaign, event: ContestChanged, _verdict: Accepted) -> Sequence[Outgoing]:
    """The terms of the vote, the next revision."""
    return _terms(campaign, event.at)


@publishes(AwardsReleased)
def awards(campaign: Campaign, event: AwardsReleased, _verdict: Accepted) -> Sequence[Outgoing]:
    """What every finalist gets."""
    return [_awarded(campaign, prize, event.at) for prize in campaign.selection.prizes]


def _seal_opened(campaign: Campaign, at: datetime) -> Sequence[Outgoing]:
    """The winner, and the work that moved up where he stands beside the ten; nothing while the seal holds.

    None of these events is accepted once the winner is told: the one that leaves the seal open behind it opened it.
    """
    told = decision_for(campaign.selection, campaign.rules.selection.signers)
    if told is None:
        return []
    moved_up = campaign.selection.excellent[campaign.rules.selection.excellent :]
    works = [_excellent_work(campaign, entry_id, at) for entry_id in moved_up]
    return [*works, _listed(campaign, told.entry_id, "winner", at, {})]


def _excellent_work(campaign: Campaign, entry_id: str, at: datetime) -> Outgoing:
    line = campaign.selection.line_of(entry_id)
    place: Place = {} if line is None else {"rank": line.rank, "score": str(shown(line.composite))}
    return _listed(campaign, entry_id, "excellent", at, place)


def _listed(campaign: Campaign, entry_id: str, tier: Tier, at: datetime, place: Place) -> Outgoing:
    own = reached(campaign, campaign.entries[entry_id], tier)
    return shortlisted(own.model_copy(update={"phrase": _phrase(campaign, entry_id), **place}), at)


def _terms(campaign: Campaign, at: datetime) -> list[Outgoing]:
    terms = campaign.selection.contest
    if terms is None:
        return []
    data = _opened(campaign.campaign_id, terms)
    return [public(CONTEST_OPENED.name, campaign.campaign_id, data, at, terms.contest_id, str(terms.revision))]


def _opened(campaign_id: str, terms: Terms) -> ContestOpened:
    return ContestOpened(
        campaign_id=campaign_id,
        contest_id=terms.contest_id,
        revision=terms.revision,
        title=terms.title,
        opens_at=terms.opens_at,
        closes_at=terms.closes_at,
        choices_min=terms.rules.choices_min,
        choices_max=terms.rules.choices_max,
        period=terms.rules.period,
        embargo=terms.embargo,
        entries=tuple(Candidate(**asdict(choice)) for choice in terms.choices),
        changes=tuple(TermsChange(**asdict(one)) for one in terms.announced),
    )


def _awarded(campaign: Campaign, prize: Prize, at: datetime) -> Outgoing:
    data = EntryAwarded(
        campaign_id=campaign.campaign_id,
        entry_id=prize.entry_id,
        tier=prize.tier,
        phrase=_phrase(campaign, prize.entry_id),
        author_ref=campaign.entries[prize.entry_id].author_ref,
        amount=prize.amount,
        certificate=prize.certificate,
        souvenir=prize.souvenir,
        released_at=at,
    )
    return public(ENTRY_AWARDED.name, data.campaign_id, data, at, data.campaign_id, data.entry_id)


def _phrase(campaign: Campaign, entry_id: str) -> str:
    return campaign.selection.text_of(campaign.ground.work(entry_id)).phrase
