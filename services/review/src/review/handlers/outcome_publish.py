"""From the decision to the prizes: what the others are told, and nothing of what is sealed."""

from collections.abc import Sequence
from datetime import datetime

from contracts import EntryAwarded
from contracts.topics import ENTRY_AWARDED
from plumbing.records import Outgoing

from review.domain.cascade import Promotion
from review.domain.decision_events import DecisionCountersigned, WinnerAnnounced
from review.domain.fold import Accepted
from review.domain.objection_events import EntryWithdrawn, ObjectionAnswered
from review.domain.outcome import decision_for
from review.domain.prizes import Prize
from review.domain.scores import shown
from review.domain.selection_events import AwardsReleased, WinnerDecided
from review.domain.state import Campaign
from review.handlers.publish import public, publishes
from review.handlers.selection_publish import Place, excellent_work, listed, phrase_of


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


@publishes(ObjectionAnswered)
def answered(campaign: Campaign, event: ObjectionAnswered, _verdict: Accepted) -> Sequence[Outgoing]:
    """Who moved up, where an objection was upheld."""
    return _risen(campaign, event.at)


@publishes(EntryWithdrawn)
def withdrawn(campaign: Campaign, event: EntryWithdrawn, _verdict: Accepted) -> Sequence[Outgoing]:
    """Who moved up in the place of an entry that was withdrawn."""
    return _risen(campaign, event.at)


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
    works = [excellent_work(campaign, entry_id, at) for entry_id in moved_up]
    return [*works, listed(campaign, told.entry_id, "winner", at, {})]


def _risen(campaign: Campaign, at: datetime) -> list[Outgoing]:
    """The entries that moved up with the event of this moment, each with where it came from and in whose place.

    Of a list that is pending still, its release will tell.
    """
    selection = campaign.selection
    risen = (one for one in selection.outcome.promotions if one.at == at)
    return [_promoted(campaign, one) for one in risen if one.tier in selection.released]


def _promoted(campaign: Campaign, one: Promotion) -> Outgoing:
    line = campaign.selection.line_of(one.entry_id)
    place: Place = {"promoted_from": one.from_tier, "in_place_of": one.in_place_of}
    if one.tier == "excellent" and line is not None:
        place |= {"rank": line.rank, "score": str(shown(line.composite))}
    return listed(campaign, one.entry_id, one.tier, one.at, place)


def _awarded(campaign: Campaign, prize: Prize, at: datetime) -> Outgoing:
    data = EntryAwarded(
        campaign_id=campaign.campaign_id,
        entry_id=prize.entry_id,
        tier=prize.tier,
        phrase=phrase_of(campaign, prize.entry_id),
        author_ref=campaign.entries[prize.entry_id].author_ref,
        amount=prize.amount,
        certificate=prize.certificate,
        souvenir=prize.souvenir,
        released_at=at,
    )
    return public(ENTRY_AWARDED.name, data.campaign_id, data, at, data.campaign_id, data.entry_id)
