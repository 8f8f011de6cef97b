"""Refinement (完善): some nominees get a better text; the versions are kept."""

from deploy.local.rehearsal.slogans import refined_phrase
from deploy.local.rehearsal.stage import Stage

REFINED = 3


async def refine(stage: Stage) -> str:
    """The first three nominees change; the contest must show the new text."""
    office = await stage.office()
    for place, nominee in enumerate(stage.ledger.nominees[:REFINED]):
        nominee["phrase"] = refined_phrase(place, stage.scale.size.parts)
        body = {"entry_id": nominee["entry_id"], "text": nominee["phrase"]}
        await stage.client.post(f"{stage.reviews}/refinements", body, office)
    return f"{REFINED} texts refined"
