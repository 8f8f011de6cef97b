"""The office opens the campaign with the rules of its pack, and amends what the scale of the rehearsal asks for."""

from datetime import UTC, datetime, timedelta
from typing import Any

import yaml

from deploy.local.rehearsal.material import Quota, build
from deploy.local.rehearsal.stage import Stage, expect, until
from deploy.local.stack import ROOT


async def open_campaign(stage: Stage) -> str:
    """Submissions are open from an hour ago for a day; what is published is what the pack says."""
    now = datetime.now(UTC)
    body = {
        "pack": stage.pack,
        "campaign_id": stage.campaign,
        "title": f"征集活动（演练 {stage.campaign.removeprefix('rehearsal-')}）",
        "submissions_open_at": (now - timedelta(hours=1)).isoformat(),
        "submissions_close_at": (now + timedelta(days=1)).isoformat(),
    }
    made = await stage.client.post("/api/v1/campaigns", body, await stage.office())
    expect("campaign id", made["campaign_id"], stage.campaign)
    stage.material = build([quota_of(unit) for unit in made["units"]], stage.scale.size)
    _check_rules(made, yaml.safe_load((ROOT / "campaigns" / f"{stage.pack}.yaml").read_text("utf-8")))
    await until("the campaign in the public list", lambda: _listed(stage), lambda ids: stage.campaign in ids)
    await stage.learn_rules()
    for one in stage.scale.amendments:
        await stage.amend(one.path, one.value, one.reason)
    return f"{len(made['units'])} units, {_bounded(stage)} with a quota; revision {stage.rules['revision']}"


def quota_of(unit: dict[str, Any]) -> Quota:
    """The unit as the API tells it."""
    return Quota(unit["unit_id"], unit["name"], unit.get("quota_min"), unit.get("quota_max"))


def _check_rules(published: dict[str, Any], pack: dict[str, Any]) -> None:
    for chapter in ("tiers", "prizes", "voting"):
        expect(f"{chapter} of the pack", {name: published[chapter][name] for name in pack[chapter]}, pack[chapter])


async def _listed(stage: Stage) -> list[str]:
    answer = await stage.client.get("/api/v1/campaigns")
    campaigns = answer["campaigns"] if isinstance(answer, dict) else answer
    return [one["campaign_id"] for one in campaigns]


def _bounded(stage: Stage) -> int:
    return sum(quota.high is not None for quota in stage.material.quotas)
