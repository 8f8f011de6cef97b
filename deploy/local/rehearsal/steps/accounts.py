"""The office makes the staff accounts of the campaign, and each signs in."""

from typing import Any

from deploy.local.rehearsal.stage import STAFF_PASSWORD, Stage, expect, together

SCREENERS = ("screener", "second", "editor")
UNIT_ACCOUNTS = 6
"""Units that sign in themselves; the office uploads for the others. A sign-in costs 60 ms of argon2."""


async def make_accounts(stage: Stage) -> str:
    """Screeners, a leader, the judges, and accounts for the first units; a repeated command changes nothing."""
    office, units = await stage.office(), units_with_account(stage)
    bodies = [_body(stage, post, "screener") for post in SCREENERS] + [_body(stage, "leader", "leader")]
    bodies += [_judge(stage, judge) for judge in stage.judges]
    bodies += [_body(stage, unit, "unit") | {"unit_id": unit} for unit in units]
    await together(stage.client.post("/api/v1/accounts", body, office) for body in bodies)
    await stage.client.post("/api/v1/accounts", bodies[0], office)
    tokens = await together(stage.desk.staff(body["username"], body["password"]) for body in bodies)
    expect("distinct tokens", len(set(tokens)), len(bodies))
    return f"{len(bodies)} accounts, {len(stage.judges)} of them judges, {len(units)} of units"


def units_with_account(stage: Stage) -> list[str]:
    """The first units of the material."""
    return list(dict.fromkeys(sheet.unit_id for sheet in stage.material.sheets))[:UNIT_ACCOUNTS]


def _judge(stage: Stage, judge: str) -> dict[str, Any]:
    """An account that says what a conflict of interest is computed from."""
    unit, phone = stage.conflicts_of(judge)
    stated = {name: value for name, value in (("unit_id", unit), ("phone", phone)) if value}
    return _body(stage, judge, "judge") | stated


def _body(stage: Stage, post: str, role: str) -> dict[str, Any]:
    return {
        "username": stage.username(post),
        "password": STAFF_PASSWORD,
        "role": role,
        "campaign_id": stage.campaign,
    }
