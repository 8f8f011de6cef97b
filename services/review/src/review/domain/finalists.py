"""入围: the office chooses exactly as many of the discussed entries as the pack says, once; pending until released."""

from review.domain.events import FinalistsChosen
from review.domain.fold import CAMPAIGN_UNKNOWN, UNCHANGED, Accepted, Refused, Verdict, folds
from review.domain.releases import release
from review.domain.state import Campaign


@folds(FinalistsChosen)
def choose_finalists(campaign: Campaign, event: FinalistsChosen) -> Verdict:
    """The first full list holds; the same list again, in whatever order, changes nothing."""
    if campaign.finalists:
        repeated = set(event.entry_ids) == set(campaign.finalists)
        return UNCHANGED if repeated else Refused("finalists-already-chosen")
    refusal = _refusal(campaign, event.entry_ids)
    if refusal is not None:
        return refusal
    campaign.finalists = event.entry_ids
    if not event.pending:
        release(campaign, "finalist", event.actor, event.at)
    return Accepted(taken=event.entry_ids)


def _refusal(campaign: Campaign, entry_ids: tuple[str, ...]) -> Refused | None:
    if not campaign.known:
        return CAMPAIGN_UNKNOWN
    if campaign.rules.selection.finalists_by == "panel":
        return Refused("finalists-by-panel")
    unfit = tuple(entry_id for entry_id in entry_ids if not _discussed(campaign, entry_id))
    if unfit:
        return Refused("entry-not-discussed", unfit)
    if len(set(entry_ids)) != len(entry_ids):
        return Refused("entry-named-twice")
    return None if len(entry_ids) == campaign.rules.finalists else Refused("wrong-number-of-finalists")


def _discussed(campaign: Campaign, entry_id: str) -> bool:
    entry = campaign.entries.get(entry_id)
    return entry is not None and entry.discussed
