"""组织奖: the units that organised well, by the published figures; the list is released as it was seen."""

from fractions import Fraction

from deploy.local.rehearsal.client import Call
from deploy.local.rehearsal.stage import Stage, expect


async def award_units(stage: Stage) -> str:
    """As many units as the rules say, the best scores first; everybody reads the released list."""
    path, places = f"{stage.reviews}/organisation-award", stage.rules["organisation_award"]["places"]
    seen = await stage.client.get(path, await stage.office())
    awarded = [line for line in seen["lines"] if line["awarded"]]
    scores = [Fraction(line["score"]) for line in seen["lines"]]
    expect("units in their order", scores, sorted(scores, reverse=True))
    expect("places", (seen["places"], len(awarded) >= min(places, len(scores))), (places, True))
    body = {"unit_ids": [line["unit_id"] for line in awarded]}
    call = Call(token=await stage.office(), json=body, allow=frozenset({200, 201}))
    await stage.client.ask("POST", path, call)
    public = await stage.client.get(f"/api/v1/outcome/{stage.campaign}/organisation-award")
    expect("the released list", [line["unit_id"] for line in public["lines"] if line["awarded"]], body["unit_ids"])
    return f"{len(awarded)} units"
