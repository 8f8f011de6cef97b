"""From the steps of the selection to public events; nothing is told of panel, scores and refinements."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime

from contracts import ContestOpened
from contracts.contest import Candidate, TermsChange, Weighing
from contracts.entry import Tier
from contracts.topics import CONTEST_OPENED
from plumbing.records import Outgoing

from review.domain.contest_terms import Terms
from review.domain.events import FinalistsChosen
from review.domain.fold import Accepted
from review.domain.panel_events import ListReleased, NomineesCut
from review.domain.scores import shown
from review.domain.selection import Nomination
from review.domain.selection_events import ContestCalled, ContestChanged, ExcellentCut
from review.domain.state import Campaign
from review.handlers.publish import public, publishes
from review.handlers.shortlist import reached, shortlisted

Place = dict[str, int | str]
"""Rank and score, where a list has an order."""


@publishes(ListReleased)
def released(campaign: Campaign, event: ListReleased, _verdict: Accepted) -> Sequence[Outgoing]:
    """The list of a tier, all at once."""
    return _LISTS[event.tier](campaign, event.at)


@publishes(FinalistsChosen)
def finalists_at_once(campaign: Campaign, event: FinalistsChosen, _verdict: Accepted) -> Sequence[Outgoing]:
    """On records of releases before a list was pending, the choice released."""
    return [] if event.pending else _finalists(campaign, event.at)


@publishes(NomineesCut)
def nominees_at_once(campaign: Campaign, event: NomineesCut, _verdict: Accepted) -> Sequence[Outgoing]:
    """On records of releases before a list was pending, the cut released."""
    return [] if event.pending else _nominees(campaign, event.at)


@publishes(ExcellentCut)
def excellent_at_once(campaign: Campaign, event: ExcellentCut, _verdict: Accepted) -> Sequence[Outgoing]:
    """On records of releases before a list was pending, the cut released."""
    return [] if event.pending else _excellent(campaign, event.at)


@publishes(ContestCalled)
def contest_called(campaign: Campaign, event: ContestCalled, _verdict: Accepted) -> Sequence[Outgoing]:
    """The terms of the vote, revision 1."""
    return _terms(campaign, event.at)


@publishes(ContestChanged)
def contest_changed(campaign: Campaign, event: ContestChanged, _verdict: Accepted) -> Sequence[Outgoing]:
    """The terms of the vote, the next revision."""
    return _terms(campaign, event.at)


def _finalists(campaign: Campaign, at: datetime) -> list[Outgoing]:
    """In the order of the cut with rank and score; as the office named them where there was no cut."""
    made = campaign.selection.finalist_cut
    if made is None:
        return [listed(campaign, entry_id, "finalist", at, {}) for entry_id in campaign.finalists]
    return [_ranked(campaign, one, "finalist", at) for one in made.chosen]


def _nominees(campaign: Campaign, at: datetime) -> list[Outgoing]:
    return [_ranked(campaign, one, "nominee", at) for one in campaign.selection.nominees]


def _excellent(campaign: Campaign, at: datetime) -> list[Outgoing]:
    return [excellent_work(campaign, entry_id, at) for entry_id in campaign.selection.excellent]


_LISTS: dict[Tier, Callable[[Campaign, datetime], list[Outgoing]]] = {
    "finalist": _finalists,
    "nominee": _nominees,
    "excellent": _excellent,
}


def _ranked(campaign: Campaign, one: Nomination, tier: Tier, at: datetime) -> Outgoing:
    return listed(campaign, one.entry_id, tier, at, {"rank": one.rank, "score": str(shown(one.mean.total))})


def excellent_work(campaign: Campaign, entry_id: str, at: datetime) -> Outgoing:
    """One of the excellent works, with rank and composite."""
    line = campaign.selection.line_of(entry_id)
    place: Place = {} if line is None else {"rank": line.rank, "score": str(shown(line.composite))}
    return listed(campaign, entry_id, "excellent", at, place)


def listed(campaign: Campaign, entry_id: str, tier: Tier, at: datetime, place: Place) -> Outgoing:
    """An entry that reached a tier, with its text of now and its place."""
    own = reached(campaign, campaign.entries[entry_id], tier)
    return shortlisted(own.model_copy(update={"phrase": phrase_of(campaign, entry_id), **place}), at)


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
        weighing=Weighing.model_validate(terms.weighing, from_attributes=True),
        changes=tuple(TermsChange(**asdict(one)) for one in terms.announced),
    )


def phrase_of(campaign: Campaign, entry_id: str) -> str:
    """The text of now."""
    return campaign.selection.text_of(campaign.ground.work(entry_id)).phrase
