"""A list of a tier is pending from the cut on, and is released all at once: nothing of it is told before.

Who releases signs the digest of what he saw. The fold compares it with the list that stands, so that nobody signs
another list than his own; and anybody can work it out again from the published list.
"""

from datetime import datetime

from review.domain.fold import UNCHANGED, Accepted, Refused, Verdict, folds
from review.domain.panel_events import ListReleased, ListWithheld
from review.domain.prizes import Tier
from review.domain.signed_lists import Release, list_digest
from review.domain.state import Campaign


@folds(ListReleased)
def release_list(campaign: Campaign, event: ListReleased) -> Verdict:
    """All of the list at once, and once."""
    standing = listed(campaign, event.tier)
    if not standing:
        return Refused("list-not-made")
    if event.tier in campaign.selection.released:
        return UNCHANGED
    if event.digest != digest_of(campaign, event.tier):
        return Refused("list-changed")
    release(campaign, event.tier, event.actor, event.at)
    return Accepted(taken=standing)


@folds(ListWithheld)
def withhold_list(campaign: Campaign, event: ListWithheld) -> Verdict:
    """A pending list can be made anew; one that was released, or that the next step stands on, cannot."""
    if not listed(campaign, event.tier):
        return Refused("list-not-made")
    if not event.reason.strip():
        return Refused("reason-required")
    if event.tier in campaign.selection.released or _built_upon(campaign, event.tier):
        return Refused("list-already-used")
    _forget(campaign, event.tier)
    return Accepted()


def listed(campaign: Campaign, tier: Tier) -> tuple[str, ...]:
    """The list of a tier in its order, released or pending; empty before the cut. The winner is no list."""
    selection = campaign.selection
    lists = {"finalist": campaign.finalists, "nominee": selection.nominee_ids, "excellent": selection.excellent}
    return lists.get(tier, ())


def digest_of(campaign: Campaign, tier: Tier) -> str:
    """What is signed when the list of a tier is released as it stands."""
    selection = campaign.selection
    made = selection.finalist_cut
    figures = {
        "finalist": made.figures if made else (),
        "nominee": selection.nominee_figures,
        "excellent": selection.excellent_figures,
    }
    return list_digest(campaign.campaign_id, tier, listed(campaign, tier), figures[tier])


def release(campaign: Campaign, tier: Tier, actor: str, at: datetime) -> None:
    """Marks the list of a tier as released."""
    standing = listed(campaign, tier)
    campaign.selection.released[tier] = Release(at, actor, digest_of(campaign, tier))
    if tier == "finalist":
        for entry_id in standing:
            campaign.entries[entry_id].finalist = True


def _built_upon(campaign: Campaign, tier: Tier) -> bool:
    selection = campaign.selection
    return {
        "finalist": bool(selection.panel.judges),
        "nominee": selection.contest is not None,
        "excellent": selection.decision is not None,
    }[tier]


def _forget(campaign: Campaign, tier: Tier) -> None:
    selection = campaign.selection
    if tier == "finalist":
        campaign.finalists, selection.finalist_cut = (), None
    elif tier == "nominee":
        selection.nominees, selection.nominees_tied, selection.nominee_alternates = (), (), ()
    else:
        selection.excellent, selection.excellent_tied = (), ()
