"""The office opens the campaign with the rules of document 000."""

from datetime import UTC, datetime, timedelta
from typing import Any

from deploy.local.rehearsal.material import Quota, build
from deploy.local.rehearsal.stage import Stage, expect, until

PACK = "lianyungang-2020"
PRIZES = {"winner": 20000, "excellent": 2000, "nominee": 1000}


async def open_campaign(stage: Stage) -> str:
    """Submissions are open from an hour ago for a day; review and the public list know the campaign afterwards."""
    now = datetime.now(UTC)
    body = {
        "pack": PACK,
        "campaign_id": stage.campaign,
        "title": f"“新时代连云港精神”征集活动（演练 {stage.campaign.removeprefix('rehearsal-')}）",
        "submissions_open_at": (now - timedelta(hours=1)).isoformat(),
        "submissions_close_at": (now + timedelta(days=1)).isoformat(),
    }
    made = await stage.client.post("/api/v1/campaigns", body, await stage.office())
    expect("campaign id", made["campaign_id"], stage.campaign)
    stage.material = build([quota_of(unit) for unit in made["units"]])
    for tier, amount in PRIZES.items():
        expect(f"prize of the {tier}", made["prizes"][tier], amount)
    await until("the campaign in the public list", lambda: _listed(stage), lambda ids: stage.campaign in ids)
    return f"{len(made['units'])} units, {_bounded(stage)} with a quota; revision {made['revision']}"


def quota_of(unit: dict[str, Any]) -> Quota:
    """The unit as the API tells it."""
    return Quota(unit["unit_id"], unit["name"], unit.get("quota_min"), unit.get("quota_max"))


async def _listed(stage: Stage) -> list[str]:
    answer = await stage.client.get("/api/v1/campaigns")
    campaigns = answer["campaigns"] if isinstance(answer, dict) else answer
    return [one["campaign_id"] for one in campaigns]


def _bounded(stage: Stage) -> int:
    return sum(quota.high is not None for quota in stage.material.quotas)
