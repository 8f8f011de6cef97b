"""组织奖: the office releases the list that the figures give."""

from review.domain.fold import Verdict
from review.domain.organisation_folds import OrganisationAwardReleased
from review.handlers.desk import Desk


async def release_organisation_award(desk: Desk, campaign_id: str, unit_ids: tuple[str, ...], actor: str) -> Verdict:
    """Releases it once. Refused: `no-organisation-award`, `finalists-not-released`, `figures-changed` (the list that
    was seen is no longer the one that the figures give), `award-released`.
    """
    return await desk.submit(campaign_id, OrganisationAwardReleased(campaign_id, unit_ids, actor, desk.now()))
